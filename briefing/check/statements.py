"""One statement held against the passages that it cites, by every rule that fits it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from briefing.brief import Actor, Claim, Finding, OpenQuestion, RedLine, Stated, Statement
from briefing.check.addresses import check_addresses
from briefing.check.asking import check_asking
from briefing.check.belonging import check_belonging
from briefing.check.evidence import Evidence
from briefing.check.modality import check_condition, check_modality
from briefing.check.modifiers import check_modifiers
from briefing.check.names import check_names
from briefing.check.numbers import check_numbers
from briefing.check.participants import check_participants
from briefing.check.passages import Passage, carrying
from briefing.check.polarity import check_polarity
from briefing.check.quotations import check_quotations, check_quote
from briefing.check.replaced import check_replaced
from briefing.check.reported import check_reported
from briefing.check.roles import check_role, check_roles
from briefing.check.scope import check_scope
from briefing.check.speakers import check_issuer, check_speaker
from briefing.check.support import check_support
from briefing.document import Span
from briefing.findings import finding
from briefing.language.requests import requests

__all__ = ["check_statement"]

_VERBS = frozenset({"Mark", "May", "Will"})
"""Names with which a position without a subject may begin, too."""
_PRONOUNS = frozenset({"he", "it", "she", "they"})

Rule = Callable[[str, Sequence[Passage], str], Iterable[Finding]]

_SAID_RULES = (
    check_polarity,
    check_modality,
    check_asking,
    check_condition,
    check_scope,
    check_modifiers,
    check_belonging,
    check_replaced,
    check_participants,
    check_speaker,
    check_reported,
    check_support,
)
"""For texts that say something by themselves, in one or more whole sentences."""

_WHY_RULES = (check_participants, check_speaker, check_support)
"""For what leaves a question open: that is as often what the sources do not say, or doubt."""


def check_statement(stated: Stated, evidence: Evidence) -> list[Finding]:
    """Everything in the statement that its citations do not carry.

    An actor's position is a statement of its own and is not looked at with the actor.
    """
    path, statement, holder = stated
    cited = evidence.passages(statement.citations)
    if not cited:
        return [finding("evidence-missing", path, "no sentence is cited")]
    passages = carrying(cited)
    if not passages:
        asked = " ".join(passage.text for passage in cited)
        return [finding("evidence-request", path, f"“{asked}” asks for something and says nothing")]
    given, position = None, ""
    if isinstance(statement, Claim) and holder:
        given, position = Span(0, len(holder)), statement.text
        statement = statement.model_copy(
            update={"text": _with_subject(holder, statement.text, passages)}
        )
    findings: list[Finding] = []
    for field, text in _texts(statement):
        where = f"{path}.{field}"
        if not any(character.isalnum() for character in text):
            findings.append(finding("text-empty", where, "there is nothing in it to read"))
            continue
        for rule in (check_addresses, check_quotations, check_numbers):
            findings += rule(text, passages, where)
        findings += check_names(text, passages, where, given)
        if field == "question":
            # A question states nothing; what it is about may be known from the whole document.
            findings = [
                one for one in findings if (one.code, one.path) != ("name-not-in-evidence", where)
            ]
        if field != "role":
            findings += check_roles(text, passages, where)
    match statement:
        case Claim():
            # With its subject a position is no request, however the parser takes the name.
            if not given or requests(position):
                findings += _check_request(statement.text, passages, f"{path}.text")
            findings += _by(_SAID_RULES, statement.text, passages, f"{path}.text")
        case Actor():
            findings += check_role(statement.name, statement.role, passages, f"{path}.role")
        case RedLine():
            outside = f"{statement.trigger} {statement.consequence or ''}"
            findings += check_quote(statement.quote, passages, f"{path}.quote", outside)
            findings += check_issuer(statement, passages, path)
        case OpenQuestion():
            findings += _check_request(statement.why, passages, f"{path}.why")
            findings += _by(_WHY_RULES, statement.why, passages, f"{path}.why")
    return findings


def _with_subject(holder: str, position: str, passages: Sequence[Passage]) -> str:
    """The position as a sentence of its own: "Says they left" is "Ada Rey says they left".

    Where it has its subject already, "Rey says" or "She says", that is whose position it is.
    """
    first, _, rest = position.partition(" ")
    if first.lower() in _PRONOUNS or (first in holder.split() and first not in _VERBS):
        return f"{holder} {rest}"
    first = first.rstrip(",.")
    if not any(first in passage.text for passage in passages):
        position = position[:1].lower() + position[1:]
    return f"{holder} {position}"


def _check_request(text: str, passages: Sequence[Passage], path: str) -> list[Finding]:
    """Find what asks the reader for something: a brief tells, and asks for nothing.

    What stands so in the evidence was looked at there, within its text.
    """
    return [
        finding("text-request", path, f"“{said}” asks the reader for something")
        for asked in requests(text)
        if not any((said := asked.of(text)) in passage.text for passage in passages)
    ]


def _by(
    rules: Sequence[Rule], text: str, passages: Sequence[Passage], path: str
) -> Iterator[Finding]:
    for rule in rules:
        yield from rule(text, passages, path)


def _texts(statement: Statement) -> list[tuple[str, str]]:
    texts: list[tuple[str, str | None]]
    match statement:
        case Claim():
            texts = [("text", statement.text)]
        case Actor():
            texts = [("name", statement.name), ("role", statement.role or None)]
        case RedLine():
            texts = [
                ("issuer", statement.issuer),
                ("addressee", statement.addressee),
                ("trigger", statement.trigger),
                ("consequence", statement.consequence),
            ]
        case OpenQuestion():
            texts = [("question", statement.question), ("why", statement.why)]
    return [(field, text) for field, text in texts if text is not None]
