"""Red lines against PLOVER's hand-coded event sentences.

    python benchmarks/plover.py [FILE] [--check | --raise | --lower]

FILE is ``tests/data/plover/dev.jsonl`` unless another is given. What is measured:

* **threaten**: a sentence coded THREATEN is a positive, every other one a negative; a
  sentence is found where `red_line_candidates` gives at least one candidate for it. PLOVER
  gives one event to a sentence, so that a threat beside another event counts as wrong here.
* **spared**: the share of the DEMAND, REJECT and DISAPPROVE sentences with no candidate.
* **source, target**: of the THREATEN sentences with such an actor (all of them, also those
  not found), the share in which issuer or addressee names it: the two have a word in
  common, of three letters or more, that is capitalised in the text or the last of the actor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import floors

from briefing.document import Span
from briefing.language.redlines import Candidate, red_line_candidates

_FILE = Path(__file__).parent.parent / "tests/data/plover/dev.jsonl"
_POSITIVE = "THREATEN"
_NEAR = ("DEMAND", "REJECT", "DISAPPROVE")
_WORST = 10


@dataclass(frozen=True)
class Event:
    """One coded sentence."""

    id: str
    kind: str
    text: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description="Red lines against PLOVER.")
    parser.add_argument("file", type=Path, nargs="?", default=_FILE, metavar="FILE")
    floors.add_arguments(parser)
    arguments = parser.parse_args()
    file: Path = arguments.file
    if not file.is_file():
        print(f"PLOVER is not there: no file {file}", file=sys.stderr)
        return 3
    events = read(file)
    found = {event.id: red_line_candidates(event.text) for event in events}
    figures = measure(events, found)
    for name, figure in figures.items():
        print(f"{name:20} {figure:.4f}")
    _report(events, found)
    corpus = hashlib.sha256(file.read_bytes()).hexdigest()
    return floors.hold("plover", figures, corpus, arguments.floors)


def read(file: Path) -> list[Event]:
    """The coded sentences of a JSON Lines file."""
    events = []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sources, targets = (
            tuple(actor["actorText"] for actor in row[role] or ()) for role in ("source", "target")
        )
        events.append(Event(row["id"], row["event"], row["text"], sources, targets))
    return events


def measure(events: list[Event], found: dict[str, list[Candidate]]) -> dict[str, float]:
    """Shares between 0 and 1, by name."""
    threats = [event for event in events if event.kind == _POSITIVE]
    near = [event for event in events if event.kind in _NEAR]
    hits = sum(bool(found[event.id]) for event in threats)
    claimed = sum(bool(candidates) for candidates in found.values())
    precision = hits / claimed if claimed else 0.0
    recall = hits / len(threats)
    return {
        "threaten_precision": precision,
        "threaten_recall": recall,
        "threaten_f1": 2 * precision * recall / (precision + recall) if hits else 0.0,
        "spared": sum(not found[event.id] for event in near) / len(near),
        "source": _named(threats, found, "issuer"),
        "target": _named(threats, found, "addressee"),
    }


def _named(threats: list[Event], found: dict[str, list[Candidate]], role: str) -> float:
    actors = {
        event.id: event.sources if role == "issuer" else event.targets
        for event in threats
        if (event.sources if role == "issuer" else event.targets)
    }
    right = 0
    for event in threats:
        spans = [_role(candidate, role) for candidate in found[event.id]]
        names = [span.of(event.text) for span in spans if span]
        right += any(same(name, actor) for name in names for actor in actors.get(event.id, ()))
    return right / len(actors)


def _role(candidate: Candidate, role: str) -> Span | None:
    return candidate.issuer if role == "issuer" else candidate.addressee


def same(name: str, actor: str) -> bool:
    """Whether the mention and PLOVER's actor have a naming word in common."""
    return bool(_naming(name) & _naming(actor))


def _naming(text: str) -> set[str]:
    words = re.findall(r"\w{3,}|\w\.(?:\w\.)+", text)
    # Articles at the head of a name are capitalised too.
    capitals = {word for word in words if word[0].isupper() and word != "The"}
    return {word.casefold() for word in capitals | set(words[-1:])}


def _report(events: list[Event], found: dict[str, list[Candidate]]) -> None:
    wrong = Counter(e.kind for e in events if e.kind != _POSITIVE and found[e.id])
    totals = Counter(event.kind for event in events)
    print("\nCalled a red line, by class")
    for kind in sorted(totals):
        called = wrong[kind] if kind != _POSITIVE else sum(bool(found[e.id]) for e in events)
        called = called if kind != _POSITIVE else called - sum(wrong.values())
        print(f"{kind:20} {called:3} of {totals[kind]}")
    print("\nThe worst")
    errors = [event for event in events if (event.kind == _POSITIVE) != bool(found[event.id])]
    for event in errors[:_WORST]:
        print(f"- {'missed' if event.kind == _POSITIVE else 'claimed'}: {event.kind}: {event.text}")
    for event in events:
        if event.kind == _POSITIVE and found[event.id]:
            for role, actors in (("issuer", event.sources), ("addressee", event.targets)):
                span = _role(found[event.id][0], role)
                shown = span.of(event.text) if span else ""
                if actors and not any(same(shown, actor) for actor in actors):
                    print(f"- {role}: {shown or 'none'} for {', '.join(actors)}: {event.text}")


if __name__ == "__main__":
    sys.exit(main())
