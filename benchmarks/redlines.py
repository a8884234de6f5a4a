"""Red lines against our own labels, made before the rules that they measure.

    python benchmarks/redlines.py [DIR] [--check | --raise | --lower]

DIR holds ``*.jsonl`` and is ``tests/data/redlines`` unless another is given. Each file is a
corpus of its own, with floors of its own. A row has a
`text`, in it one labelled `sentence`, whether that states a red line, and then `issuer`,
`addressee`, `trigger`, `consequence` (offsets in code points, or null) and `form`. Measured:

* **red_line**: a labelled sentence is found where a candidate's span overlaps it.
* **trigger, consequence, issuer, addressee**: token F1 (SQuAD's: words in common, counted),
  each averaged over the true red lines that are found, where the label or the candidate has
  the part; a part that only one of the two has scores 0.
* **form**: the share of the found ones whose form is the label's.
* **added to the parse**: time for red lines on top of parsing and attributing, as a share of
  the parse; printed, and under no floor.

The corpus' hash beside the floors is that of the labels alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import floors

from briefing.document import Span
from briefing.language.attributions import attributions
from briefing.language.parsing import parse
from briefing.language.redlines import Candidate, red_line_candidates

_FOLDER = Path(__file__).parent.parent / "tests/data/redlines"
_PARTS = ("trigger", "consequence", "issuer", "addressee")
_WORST = 10


@dataclass(frozen=True)
class Label:
    """One labelled sentence; spans are offsets into `text`."""

    id: str
    text: str
    sentence: Span
    red_line: bool
    parts: dict[str, Span | None]
    form: str | None


def main() -> int:
    parser = argparse.ArgumentParser(description="Red lines against labelled sentences.")
    parser.add_argument("folder", type=Path, nargs="?", default=_FOLDER, metavar="DIR")
    floors.add_arguments(parser)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        print(f"no labels: no *.jsonl in {folder}", file=sys.stderr)
        return 3
    return max([_measured(file, arguments.floors) for file in files])


def _measured(file: Path, choice: str | None) -> int:
    labels = read(file)
    print(f"{file.name}, {len(labels)} sentences")
    found = {label.id: _candidate(label) for label in labels}
    figures = measure(labels, found)
    for name, figure in figures.items():
        print(f"{name:20} {figure:.4f}")
    print(
        f"{'added to the parse':20} {added_time([label.text for label in labels]):.1%} of its time"
    )
    _report(labels, found)
    print()
    corpus = hashlib.sha256(file.read_bytes()).hexdigest()
    return floors.hold(f"redlines_{file.stem}", figures, corpus, choice)


def read(file: Path) -> list[Label]:
    """The labels of a JSON Lines file."""
    labels = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parts = {part: Span(*row[part]) if row[part] else None for part in _PARTS}
        sentence = Span(*row["sentence"])
        labels.append(Label(row["id"], row["text"], sentence, row["red_line"], parts, row["form"]))
    return labels


def measure(labels: list[Label], found: dict[str, Candidate | None]) -> dict[str, float]:
    """Shares between 0 and 1, by name."""
    true = [label for label in labels if label.red_line]
    hits = [(label, candidate) for label in true if (candidate := found[label.id])]
    claimed = sum(candidate is not None for candidate in found.values())
    precision, recall = len(hits) / claimed if claimed else 0.0, len(hits) / len(true)
    figures = {
        "red_line_precision": precision,
        "red_line_recall": recall,
        "red_line_f1": 2 * precision * recall / (precision + recall) if hits else 0.0,
    }
    for part in _PARTS:
        scores = [
            token_f1(label.parts[part], _part(candidate, part), label.text)
            for label, candidate in hits
            if label.parts[part] or _part(candidate, part)
        ]
        figures[f"{part}_f1"] = sum(scores) / len(scores) if scores else 0.0
    right = sum(label.form == candidate.form for label, candidate in hits)
    figures["form"] = right / len(hits) if hits else 0.0
    return figures


def token_f1(gold: Span | None, found: Span | None, text: str) -> float:
    """Harmonic mean of the shares of words in common; 0 where only one is there."""
    one, other = (Counter(_words(span, text)) for span in (gold, found))
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if common else 0.0


def added_time(texts: list[str]) -> float:
    """What red lines add to the parse of `texts`, attributions not counted, as a share."""
    text = "\n\n".join(texts)
    parse("To warm up.")
    started = time.perf_counter()
    parse(text)
    parsed = time.perf_counter()
    attributions(text)
    attributed = time.perf_counter()
    red_line_candidates(text)
    done = time.perf_counter()
    return (done - attributed - (attributed - parsed)) / (parsed - started)


def _words(span: Span | None, text: str) -> list[str]:
    return re.findall(r"\w+", span.of(text).casefold()) if span else []


def _candidate(label: Label) -> Candidate | None:
    for candidate in red_line_candidates(label.text):
        if candidate.span.start < label.sentence.end and label.sentence.start < candidate.span.end:
            return candidate
    return None


def _part(candidate: Candidate, part: str) -> Span | None:
    span: Span | None = getattr(candidate, part)
    return span


def _report(labels: list[Label], found: dict[str, Candidate | None]) -> None:
    print("\nThe worst")
    wrong = [label for label in labels if label.red_line != (found[label.id] is not None)]
    for label in wrong[:_WORST]:
        verdict = "missed" if label.red_line else "claimed"
        print(f"- {verdict}: {label.id}: {label.sentence.of(label.text)}")
    worst = sorted(
        (token_f1(label.parts[part], _part(candidate, part), label.text), label.id, part)
        for label in labels
        if label.red_line and (candidate := found[label.id])
        for part in ("trigger", "consequence", "issuer")
        if label.parts[part] or _part(candidate, part)
    )
    by_id = {label.id: label for label in labels}
    for score, name, part in worst[: max(0, _WORST - len(wrong))]:
        label, candidate = by_id[name], found[name]
        gold = label.parts[part]
        guess = _part(candidate, part) if candidate else None
        print(f"- {part} {score:.2f}: {name}: {guess.of(label.text) if guess else None}")
        print(f"  for: {gold.of(label.text) if gold else None}")


if __name__ == "__main__":
    sys.exit(main())
