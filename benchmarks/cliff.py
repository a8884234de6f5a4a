"""Summaries of CLIFF with the errors that people marked in them (AggreFact's mapping).

    python benchmarks/cliff.py DIR [--check | --raise | --lower]

DIR holds ``CLIFF_error_types.csv``, as ``data/error_type_mapping`` does in
https://github.com/Liyan06/AggreFact; fetched, never committed. A row has `doc`, `summ`, `origin`
(cnndm or xsum), `cut` and `error_type`, which is ``correct`` where the summary is supported. Only
rows whose cut is ``val`` are read. How a summary is held against its source: see
`summaries`; those of this set are tokenised, so their spaces are closed up first.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import summaries


def read(file: Path) -> list[summaries.Summary]:
    """The summaries of the validation cut."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["cut"] == "val"]
    return [
        summaries.Summary(
            id=f"{row['origin']} {row['id']} {row['model_name']}",
            sort=row["origin"],
            source=row["doc"],
            text=detokenised(row["summ"]),
            unsupported=row["error_type"] != "correct",
        )
        for row in rows
    ]


def detokenised(text: str) -> str:
    """Without the spaces that a tokeniser put around hyphens, full stops and apostrophes."""
    text = re.sub(r"(?<=\w) - (?=\w)", "-", text)
    text = re.sub(r"(?<=\d) ([.,]) (?=\d)", r"\1", text)
    return re.sub(r" (?=[.,;:?!%)]|'s\b|n't\b)|(?<=[(£$]) ", "", text)


if __name__ == "__main__":
    hint = "fetch https://github.com/Liyan06/AggreFact and name data/error_type_mapping"
    sys.exit(summaries.measure("CLIFF", "CLIFF_error_types.csv", hint, read))
