"""The page as a whole: nothing said twice, no source passed over, one yardstick for likelihood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefing.brief import Actor, Claim, Finding, OpenQuestion, RedLine, Stated, Statement
from briefing.document import Document
from briefing.findings import finding
from briefing.language.negatives import has_negative
from briefing.language.propositions import clause_words
from briefing.language.quotations import quotations

__all__ = ["check_page", "check_repeated"]

_SAME: Final = 0.8
"""The part of all their content words that two statements of the same thing share at least."""

_YARDSTICKS: Final = (
    re.compile(r"\b(?:(?:very )?(?:un)?likely|almost certain(?:ly)?|almost no chance)\b", re.I),
    re.compile(r"\b(?:(?:highly )?(?:im)?probabl[ey]|nearly certain(?:ly)?|remote chance)\b", re.I),
)
"""The two rows of words for likelihood in ICD 203 (2 January 2015), D.6.e(2)(a), not to be mixed.

Without the words for even odds, which differ by one noun alone.
"""


def check_repeated(stated: Stated, before: Sequence[Stated]) -> list[Finding]:
    """Find that a statement says what one of the same sort before it has said.

    Bottom line and summary are of one sort; a position may say what the summary says.
    """
    if stated.holder:
        return []
    words = _words(stated.statement)
    for other in before:
        if other.holder or type(other.statement) is not type(stated.statement):
            continue
        if _is_same(stated.statement, other.statement, words, _words(other.statement)):
            message = f"{other.path} says it already: “{_text(other.statement)}”"
            return [finding("statement-repeated", stated.path, message)]
    return []


def check_page(statements: Sequence[Stated], documents: Sequence[Document]) -> list[Finding]:
    """What is to be said of the page as a whole; warnings, which withhold nothing."""
    cited = {citation.document for stated in statements for citation in stated.statement.citations}
    uncited = [document.id for document in documents if document.id not in cited]
    findings = []
    if uncited:
        message = f"no statement cites {', '.join(uncited)}"
        findings.append(finding("document-uncited", "sources", message))
    used = [_first_word(statements, yardstick) for yardstick in _YARDSTICKS]
    if all(used):
        ours = " and ".join(f"“{word}” in {path}" for path, word in filter(None, used))
        findings.append(
            finding("likelihood-mixed", "summary", f"{ours} are of two scales of likelihood")
        )
    return findings


def _is_same(one: Statement, other: Statement, words: set[str], others: set[str]) -> bool:
    if isinstance(one, Actor):
        return _text(one).casefold() == _text(other).casefold()
    if has_negative(_text(one)) != has_negative(_text(other)):
        return False
    return bool(words) and len(words & others) >= _SAME * len(words | others)


def _words(statement: Statement) -> set[str]:
    return {word.lemma for clause in clause_words(_text(statement)) for word in clause}


def _text(statement: Statement) -> str:
    match statement:
        case Claim(text=text):
            return text
        case Actor(name=name):
            return name
        case RedLine() as line:
            return " ".join(filter(None, (line.issuer, line.trigger, line.consequence)))
        case OpenQuestion(question=question):
            return question


def _first_word(statements: Sequence[Stated], yardstick: re.Pattern[str]) -> tuple[str, str] | None:
    """Where the brief, outside quotations, first uses a word of the scale."""
    for stated in statements:
        text = _text(stated.statement)
        for quotation in reversed(quotations(text)):
            text = text[: quotation.span.start] + text[quotation.span.end :]
        if used := yardstick.search(text):
            return stated.path, used.group()
    return None
