"""News summaries of RAGTruth, judged by people: unsupported ones found without a model.

    python benchmarks/ragtruth.py DIR [--check | --raise | --lower]

DIR holds ``ragtruth_summary.jsonl``, as ``eval_data`` does in
https://github.com/vectara/FaithJudge; fetched, never committed. A record has `source` and
`responses`, each with the `response`, its `model` and `labels`: a summary is unsupported where
there is a label. Only records of odd number are read, counted from 0. Published beside it: a
number and name novelty rule .588, MiniCheck-7B about .85 (balanced accuracy). A first line that
ends with a colon ("Here is a summary in 97 words:") speaks to whoever asked, and is no part of the
summary. How a summary is held against its source: see `summaries`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import summaries

_PREAMBLE = re.compile(r"\A[^\n]*:[^\S\n]*\n\s*(?=\S)")


def read(file: Path) -> list[summaries.Summary]:
    """The summaries of the records of odd number."""
    records = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        summaries.Summary(
            id=f"{record['source_id']} {answer['model']}",
            sort=answer["model"],
            source=record["source"],
            text=_PREAMBLE.sub("", answer["response"]),
            unsupported=bool(answer["labels"]),
        )
        for record in records[1::2]
        for answer in record["responses"]
    ]


if __name__ == "__main__":
    hint = "fetch https://github.com/vectara/FaithJudge and name eval_data"
    sys.exit(summaries.measure("RAGTruth", "ragtruth_summary.jsonl", hint, read))
