"""Summaries that people judged: is what the check withholds what they found unsupported?

Each sentence of a summary is a claim that cites **all** sentences of its source, since the sets
do not say which carry it. A summary counts as unsupported where one of its claims is withheld.
The baseline calls it unsupported where it has a number, or a capitalised word that does not
begin a sentence, that the source does not have.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import floors

from briefing.brief import Draft, DraftClaim, Finding
from briefing.check import check_draft
from briefing.document import Document, Sentence
from briefing.language.sentences import sentence_spans

__all__ = ["Judged", "Summary", "balanced_accuracy", "judge", "measure", "report", "show_worst"]

_WORST = 10
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[\w,;’'] )[A-Z][\w’'-]*\w")


@dataclass(frozen=True)
class Summary:
    """A summary of `source` and what people said of it; `sort` groups the figures."""

    id: str
    sort: str
    source: str
    text: str
    unsupported: bool


@dataclass(frozen=True)
class Judged:
    """A summary, what the check withheld it for, and what the baseline says."""

    summary: Summary
    findings: tuple[Finding, ...]
    novel: bool

    @property
    def withheld(self) -> bool:
        """Whether a claim of the summary was withheld."""
        return bool(self.findings)


def measure(name: str, file_name: str, hint: str, read: Callable[[Path], list[Summary]]) -> int:
    """Judge the set `name`, read from a file in the folder that the command line names.

    `hint` says where the file comes from. Returns the exit status.
    """
    parser = argparse.ArgumentParser(description=f"Unsupported summaries of {name}.")
    parser.add_argument("folder", type=Path, metavar="DIR", help=f"holds {file_name}")
    floors.add_arguments(parser)
    arguments = parser.parse_args()
    file: Path = arguments.folder / file_name
    if not file.is_file():
        print(f"{name} is not there: no {file}\n{hint}", file=sys.stderr)
        return 2
    judged = judge(read(file))
    figures = report(judged)
    show_worst(judged)
    corpus = hashlib.sha256(file.read_bytes()).hexdigest()
    return floors.hold(name.lower(), figures, corpus, arguments.floors)


def judge(summaries: Iterable[Summary]) -> list[Judged]:
    """What the check and the baseline make of each summary."""
    return [
        Judged(summary, tuple(_findings(summary)), _has_novel_word(summary))
        for summary in summaries
    ]


def balanced_accuracy(judged: list[Judged], says: Callable[[Judged], bool]) -> float:
    """Mean of the shares of unsupported and of supported summaries that are told as such."""
    shares = []
    for truth in (True, False):
        of_class = [one for one in judged if one.summary.unsupported is truth]
        shares.append(sum(says(one) is truth for one in of_class) / max(1, len(of_class)))
    return sum(shares) / 2


def report(judged: list[Judged]) -> dict[str, float]:
    """Print a table of the check beside the baseline; figures between 0 and 1, by name."""
    print("| summaries | n | unsupported | balanced accuracy | recall | spared | baseline |")
    print("|---|---|---|---|---|---|---|")
    for sort in ["all", *sorted({one.summary.sort for one in judged})]:
        of_sort = [one for one in judged if sort in {"all", one.summary.sort}]
        bad = [one for one in of_sort if one.summary.unsupported]
        good = [one for one in of_sort if not one.summary.unsupported]
        recall = sum(one.withheld for one in bad) / max(1, len(bad))
        spared = sum(not one.withheld for one in good) / max(1, len(good))
        print(
            f"| {sort} | {len(of_sort)} | {len(bad)} "
            f"| {balanced_accuracy(of_sort, lambda one: one.withheld):.3f} "
            f"| {recall:.3f} | {spared:.3f} "
            f"| {balanced_accuracy(of_sort, lambda one: one.novel):.3f} |"
        )
    return {"balanced_accuracy": balanced_accuracy(judged, lambda one: one.withheld)}


def show_worst(judged: list[Judged]) -> None:
    """Print ten unsupported summaries that were let through, and ten supported ones withheld."""
    print("\nLet through, and unsupported")
    for one in [one for one in judged if one.summary.unsupported and not one.withheld][:_WORST]:
        print(f"- {one.summary.id}: {one.summary.text[:300]}")
    print("\nWithheld, and supported")
    for one in [one for one in judged if not one.summary.unsupported and one.withheld][:_WORST]:
        print(f"- {one.summary.id}: {one.findings[0].code}: {one.findings[0].message[:300]}")


def _findings(summary: Summary) -> list[Finding]:
    document = _document(summary.source)
    evidence = [sentence.id for sentence in document.sentences]
    claims = [
        DraftClaim(text=span.of(summary.text), evidence=evidence)
        for span in sentence_spans(summary.text)
    ]
    draft = Draft(
        bottom_line=claims[0], summary=claims[1:], key_actors=[], red_lines=[], open_questions=[]
    )
    withheld = check_draft(draft, [document]).withheld
    return [finding for entry in withheld for finding in entry.findings]


def _has_novel_word(summary: Summary) -> bool:
    source = summary.source.casefold()
    words = [
        match[0].casefold().removesuffix("'s").removesuffix("’s")
        for pattern in (_NUMBER, _NAME)
        for match in pattern.finditer(summary.text)
    ]
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", source) is None for word in words)


def _document(text: str) -> Document:
    sentences = tuple(
        Sentence(id=f"D1.{number}", start=span.start, end=span.end)
        for number, span in enumerate(sentence_spans(text), start=1)
    )
    return Document(
        id="D1", text=text, sentences=sentences, title="", location="source", language="en"
    )
