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
    "claim-unsupported": Code("error", "most of a clause of it is not in the cited sentences"),
    "condition-dropped": Code(
        "error", "it leaves out the condition under which the source says it"
    ),
    "date-unsupported": Code("error", "a date in it is not in the cited sentences"),
    "evidence-missing": Code("error", "it cites no sentence"),
    "evidence-unknown": Code("error", "it cites a sentence that is not there"),
    "modality-changed": Code("error", "it is more or less certain than the source says"),
    "name-not-in-evidence": Code(
        "error", "a name in it stands elsewhere than in the cited sentences"
    ),
    "name-unsupported": Code("error", "a name in it stands nowhere in the cited documents"),
    "negation-changed": Code(
        "error", "it denies what the source affirms, or affirms what it denies"
    ),
    "number-unsupported": Code("error", "a number in it is not in the cited sentences"),
    "quote-cut": Code("error", "a quote in it is cut so that it no longer means the same"),
    "quote-not-found": Code("error", "a quote in it does not stand in the cited sentences"),
    "quote-stitched": Code("error", "a quote in it joins the words of two speakers"),
    "red-line-uncovered": Code("warning", "a red line of the sources is not in the brief"),
    "reported-as-fact": Code("error", "it states as a fact what a speaker says in the source"),
    "role-unsupported": Code("error", "it gives a person a role that the source does not"),
    "roles-swapped": Code("error", "it gives an act to another than the source does"),
    "source-missing": Code("error", "a source is not at hand, or has been changed"),
    "speaker-changed": Code("error", "it gives words to another speaker than the source does"),
    "text-empty": Code("error", "there is nothing in it to read"),
}


def finding(code: str, path: str, message: str) -> Finding:
    """A finding with the severity that the registry gives its code."""
    return Finding(code=code, severity=CODES[code].severity, path=path, message=message)
