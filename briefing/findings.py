"""The registry of what the check can find; a code, once published, keeps its meaning."""

from __future__ import annotations

from typing import NamedTuple

from briefing.brief import Finding, Severity

__all__ = ["CODES", "Code", "finding"]


class Code(NamedTuple):
    """What a code says of an item: ``its quote does not stand …``."""

    severity: Severity
    meaning: str


CODES = {
    "citation-sentence": Code("error", "a citation does not lie in the sentence it names"),
    "citation-source": Code("error", "a citation names a source that the brief does not list"),
    "citation-text": Code("error", "a citation's words are not what stands there"),
    "evidence-missing": Code("error", "it cites no sentence"),
    "evidence-unknown": Code("error", "it cites a sentence that is not there"),
    "quote-not-found": Code("error", "a quote in it does not stand in the cited sentences"),
    "red-line-uncovered": Code("warning", "a red line of the sources is not in the brief"),
    "source-missing": Code("error", "a source is not at hand, or has been changed"),
    "text-empty": Code("error", "there is nothing in it to read"),
}


def finding(code: str, path: str, message: str) -> Finding:
    """A finding with the severity that the registry gives its code."""
    return Finding(code=code, severity=CODES[code].severity, path=path, message=message)
