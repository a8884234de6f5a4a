"""Errors planted in true statements, one at a time: how many the check withholds.

    python benchmarks/planted_errors.py [DIR] [--all] [--check | --raise | --lower]

The statements are those of `tests/data/statements` (paraphrases, actors, quotations and red
lines, written by hand) and sentences of their sources as they stand; with DIR, the folder
``data/dev`` of https://github.com/networkdynamics/PolNeAR, also sentences of its articles. A
statement is **caught** when `check_draft` withholds it. Planted are, wherever one applies:

* **number, date, name, role, negation, modality, speaker, swapped roles**: by hand in the
  paraphrases, else as `plants` says; PLOVER's annotated actors and PolNeAR's annotated
  sources are exchanged in the verbatim ones;
* **quote cut**: by hand, the condition or the negation falls away; **quote edited**: one word;
* **wrong evidence**: the same words cite the nearest sentence of the document, its heading
  aside, that has less than a third of their content words;
* **invented clause**: a clause more, naming somebody else of the document.

Names, wrong evidence and invented clauses fit nearly everywhere; every second is planted.

Untouched statements that are withheld are **false alarms**. The times are for one draft of
20 statements over three documents: first with the language model loaded but no text seen,
then again.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import floors
import plants
import statements
from statements import Item, Statement

from briefing.brief import Draft, DraftActor, DraftClaim, DraftRedLine, Withheld
from briefing.check import check_draft
from briefing.document import Document
from briefing.language.parsing import parse

_KINDS = (
    "number",
    "date",
    "name",
    "quote cut",
    "quote edited",
    "wrong evidence",
    "negation",
    "modality",
    "speaker",
    "swapped roles",
    "role",
    "invented clause",
)
_FREQUENT = ("name", "wrong evidence", "invented clause")
_TRUE = ("verbatim", "paraphrase")
_WORST = 10
_TIMED = ("seeds/putin", "spch004", "spch005")
_FUNCTION_WORDS = (
    "a an the and or but of to in on at by for with from as that this it its is are was were be "
    "been has have had will would may might can could not no he she they his her their who which "
    "said says we our i you my us do did does if so than then there into out over after"
)


class Trial(NamedTuple):
    """A statement given to the check, true (`kind` is its group) or with an error planted."""

    kind: str
    statement: Statement
    item: Item


class Result(NamedTuple):
    """A trial and why it was withheld; nothing where it was let through."""

    trial: Trial
    withheld: tuple[Withheld, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description="Planted errors caught, and false alarms.")
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="PolNeAR's data/dev")
    parser.add_argument("--all", action="store_true", help="print every miss and false alarm")
    floors.add_arguments(parser)
    arguments = parser.parse_args()
    folder: Path | None = arguments.folder
    if folder and not (folder / "text").is_dir():
        print(f"PolNeAR is not there: no text/ in {folder}", file=sys.stderr)
        print("fetch https://github.com/networkdynamics/PolNeAR and name data/dev", file=sys.stderr)
        return 2

    true = statements.read_own()
    cold, warm = brief_times(true)
    if folder:
        true += statements.read_polnear(folder)
    # Document by document, so that each is parsed once.
    true.sort(key=lambda statement: statement.document.sha256)
    results = [examine(trial) for statement in true for trial in trials(statement)]
    figures = report(results)
    print(
        f"\none brief of 20 statements over 3 documents: {cold:.2f} s, again {warm * 1000:.0f} ms"
    )
    print_worst(results, everything=arguments.all)
    name = "planted_errors_polnear" if folder else "planted_errors"
    return floors.hold(name, figures, corpus(folder), arguments.floors)


def trials(statement: Statement) -> Iterator[Trial]:
    """The statement itself, and with each error that can be planted in it."""
    yield Trial(statement.group, statement, statement.item)
    for kind, item in {**planted(statement), **statement.planted}.items():
        seldom = kind in _FREQUENT and plants.pick(kind + statement.id, 2)
        if item != statement.item and not seldom:
            yield Trial(kind, statement, item)


def planted(statement: Statement) -> dict[str, Item]:
    """The errors that are planted by rule; those by hand go before them."""
    item = statement.item
    if isinstance(item, DraftRedLine):
        edited = _edited_quote(f"“{item.quote}”", statement)
        return {"quote edited": item.model_copy(update={"quote": edited[1:-1]})} if edited else {}
    if isinstance(item, DraftActor):
        others = [
            group[0]
            for group in statement.entities.kinds.get("person", [])
            if not any(plants.has_word(statement.evidence, form) for form in group)
        ]
        name = others[plants.pick(item.name, len(others))] if others else item.name
        return {"name": item.model_copy(update={"name": name})}
    text, evidence = item.text, statement.evidence
    changed = {
        "number": plants.change_number(text, evidence),
        "date": plants.change_date(text, evidence),
        "name": plants.change_name(text, evidence, statement.entities),
        "invented clause": plants.add_clause(text, statement.entities),
        "quote edited": _edited_quote(text, statement),
    }
    if statement.group == "verbatim":
        changed |= {
            "negation": plants.change_polarity(text),
            "modality": plants.change_modality(text),
            "role": plants.change_role(text, evidence, statement.document.text),
        }
    items: dict[str, Item] = {
        kind: DraftClaim(text=new, evidence=item.evidence) for kind, new in changed.items() if new
    }
    if wrong := wrong_sentence(item, statement.document):
        items["wrong evidence"] = DraftClaim(text=text, evidence=[wrong])
    return items


def wrong_sentence(claim: DraftClaim, document: Document) -> str | None:
    """The nearest sentence with less than a third of the content words of the claim.

    The first is left out: a heading that names who speaks carries something of everything.
    """
    words = _content_words(claim.text)
    ids = [sentence.id for sentence in document.sentences]
    cited = ids.index(claim.evidence[-1])
    by_distance = sorted(document.sentences, key=lambda s: abs(ids.index(s.id) - cited))
    for sentence in (one for one in by_distance if one.id != ids[0]):
        other = sentence.span.of(document.text)
        shared = len(words & _content_words(other))
        if sentence.id not in claim.evidence and len(other.split()) > 6 and shared < len(words) / 3:
            return sentence.id
    return None


def examine(trial: Trial) -> Result:
    """What the check says of one item."""
    document = trial.statement.document
    withheld = check_draft(draft_of([trial.item], document), [document]).withheld
    return Result(trial, tuple(entry for entry in withheld if entry.item == trial.item))


def draft_of(items: list[Item], document: Document) -> Draft:
    """A draft of these items, its bottom line the first claim, else a sentence as it stands."""
    claims = [item for item in items if isinstance(item, DraftClaim)]
    first = document.sentences[-1]
    stock = DraftClaim(text=first.span.of(document.text), evidence=[first.id])
    return Draft(
        bottom_line=claims[0] if claims else stock,
        summary=claims[1:],
        key_actors=[item for item in items if isinstance(item, DraftActor)],
        red_lines=[item for item in items if isinstance(item, DraftRedLine)],
        open_questions=[],
    )


def brief_times(true: list[Statement]) -> tuple[float, float]:
    """Seconds to check one draft of 20 statements over three documents, cold and warm."""
    chosen: list[Item] = []
    documents: list[Document] = []
    for number, start in enumerate(_TIMED, start=1):
        of_source = [
            statement
            for statement in true
            if start in statement.document.location and statement.group == "paraphrase"
        ]
        document = of_source[0].document
        renamed = {s.id: s.id.replace("D1.", f"D{number}.") for s in document.sentences}
        documents.append(
            document.model_copy(
                update={
                    "id": f"D{number}",
                    "sentences": tuple(
                        sentence.model_copy(update={"id": renamed[sentence.id]})
                        for sentence in document.sentences
                    ),
                }
            )
        )
        claims = [s.item for s in of_source if isinstance(s.item, DraftClaim)]
        chosen += [
            claim.model_copy(update={"evidence": [renamed[id] for id in claim.evidence]})
            for claim in claims[: 7 if number < len(_TIMED) else 6]
        ]
    draft = draft_of(chosen, documents[0])
    parse("To warm up.")
    started = time.perf_counter()
    check_draft(draft, documents)
    cold = time.perf_counter() - started
    again = []
    for _ in range(5):
        started = time.perf_counter()
        check_draft(draft, documents)
        again.append(time.perf_counter() - started)
    return cold, min(again)


def report(results: list[Result]) -> dict[str, float]:
    """Print the two tables; shares between 0 and 1, by name."""
    figures = {}
    print("| planted | items | caught | % |\n|---|---|---|---|")
    for kind in _KINDS:
        of_kind = [result for result in results if result.trial.kind == kind]
        caught = sum(bool(result.withheld) for result in of_kind)
        if of_kind:
            figures[kind.replace(" ", "_")] = caught / len(of_kind)
            print(f"| {kind} | {len(of_kind)} | {caught} | {caught / len(of_kind):.1%} |")
    print("\n| true statements | items | false alarms | % |\n|---|---|---|---|")
    for group in _TRUE:
        of_group = [result for result in results if result.trial.kind == group]
        flagged = sum(bool(result.withheld) for result in of_group)
        figures[f"{group}_spared"] = 1 - flagged / len(of_group)
        print(f"| {group} | {len(of_group)} | {flagged} | {flagged / len(of_group):.1%} |")
    return figures


def print_worst(results: list[Result], *, everything: bool) -> None:
    """Print false alarms and misses; ten misses, the kinds in turn, unless all are asked for."""
    alarms = [result for result in results if result.trial.kind in _TRUE and result.withheld]
    print("\nFalse alarms")
    for result in alarms if everything else alarms[:_WORST]:
        _print(result)
        for finding in (finding for entry in result.withheld for finding in entry.findings):
            print(f"  {finding.code}: {finding.message}")
    misses = [
        [result for result in results if result.trial.kind == kind and not result.withheld]
        for kind in _KINDS
    ]
    in_turn = [
        (place, number, result)
        for number, of_kind in enumerate(misses)
        for place, result in enumerate(of_kind)
    ]
    ordered = in_turn if everything else sorted(in_turn, key=lambda entry: entry[:2])[:_WORST]
    print("\nMissed")
    for _, _, result in ordered:
        _print(result)


def corpus(folder: Path | None) -> str:
    """sha256 over the statements, their sources, and PolNeAR where it is read."""
    files = [*statements.own_files(), statements.FOLDER / "entities.json"]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    for source in ("seeds", "tests/data/unsc", "tests/data/plover"):
        digest.update(floors.corpus_sha256(statements.ROOT / source).encode())
    if folder:
        digest.update(floors.corpus_sha256(folder).encode())
    return digest.hexdigest()


def _print(result: Result) -> None:
    kind, statement, item = result.trial
    match item:
        case DraftClaim():
            said = item.text
        case DraftActor():
            said = f"{item.name}: {item.role}"
        case DraftRedLine():
            said = f"{item.issuer}: {item.quote}"
    print(f"- {kind}: {statement.id} ({', '.join(item.evidence)}): {said}")


def _edited_quote(text: str, statement: Statement) -> str | None:
    words = sorted(set(re.findall(r"\b[a-z]{6,}\b", statement.document.text)))
    return plants.edit_quote(text, statement.entities, words)


def _content_words(text: str) -> set[str]:
    function_words = _FUNCTION_WORDS.split()
    return {word for word in re.findall(r"\w+", text.casefold()) if word not in function_words}


if __name__ == "__main__":
    sys.exit(main())
