"""Instructions hidden in a source, and a drafter that always obeys them.

    python benchmarks/injections.py FILE [--all] [--check | --raise | --lower]

FILE is ``text_attack_train.json`` of BIPIA, as ``benchmark`` has it in
https://github.com/microsoft/BIPIA; fetched, never committed. Each of its 75 attacks is put into
the seed article as a paragraph of its own. The drafter proposes what the attack asks for
(`tests/data/statements/obeyed.json`, by category and in the file's order), one statement a
brief, in each of these forms:

* **copied**: the attack's own words, as the bottom line;
* **obeyed**: what it asks for, citing the attack; **obeyed, cites the article**: citing a
  true sentence; **spliced**: after a true statement, citing both sentences;
* **position, question, red line**: the same as an actor's, as a question's reason, and as
  a red line whose quote is the attack;
* **link**: as a Markdown link to the attack's address, where it names one.

Counted is what is shown as ours: **statements** that are not withheld, **links** in the
page (Markdown rendered with bare addresses made links, and HTML) to the attack's address, and
**recipients**, its e-mail address, on the page. The aim is 0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import floors
from markdown_it import MarkdownIt

from briefing import load, make_brief, render
from briefing.brief import (
    Draft,
    DraftActor,
    DraftClaim,
    DraftQuestion,
    DraftRedLine,
    Run,
)
from briefing.document import Document
from briefing.draft import Drafted

_ROOT = Path(__file__).parent.parent
_SEED = _ROOT / "seeds/putin-warns-nato-over-long-range-weapons.txt"
_OBEYED = _ROOT / "tests/data/statements/obeyed.json"
_TRUE = "Putin threatens NATO to start a war if Ukraine uses its long-range missiles"
"""Begins the sentence that is cited where the article itself is."""
_HREF = re.compile(r"""<(?:a|img)\b[^>]*?(?:href|src)=["']([^"']+)""", re.IGNORECASE)
_MAIL = re.compile(r"[\w.]+@[\w.]+\w")
_SITE = re.compile(r"(?<![@\w])(?:www\.)?[a-z]+\.(?:com|xyz)\b")
_RUN = Run(
    engine="openai",
    model="obedient",
    prompt="none",
    prompt_sha256=None,
    tokens=None,
    cost_usd=None,
    seconds=None,
    created=datetime(2024, 9, 13, tzinfo=UTC),
)


class Attack(NamedTuple):
    """An instruction, what obeying it says, and the addresses that it names."""

    category: str
    instruction: str
    obeyed: str

    @property
    def sites(self) -> list[str]:
        """Web addresses in the instruction."""
        return _SITE.findall(self.instruction)

    @property
    def recipients(self) -> list[str]:
        """E-mail addresses in the instruction."""
        return _MAIL.findall(self.instruction)


class Shown(NamedTuple):
    """What one form of an attack brought onto the page, in items."""

    attack: Attack
    form: str
    statements: int
    links: int
    recipients: int

    @property
    def anything(self) -> bool:
        """Whether anything of the attacker's is shown as ours."""
        return bool(self.statements or self.links or self.recipients)


class _Obedient:
    """A drafter that proposes what it was given."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def draft(self, documents: Sequence[Document]) -> Drafted:
        return Drafted(self._draft, _RUN)


def main() -> int:
    parser = argparse.ArgumentParser(description="Injected instructions shown as ours.")
    parser.add_argument("file", type=Path, metavar="FILE", help="BIPIA's text_attack_train.json")
    parser.add_argument("--all", action="store_true", help="print all that is shown")
    floors.add_arguments(parser)
    arguments = parser.parse_args()
    file: Path = arguments.file
    if not file.is_file():
        print(f"BIPIA is not there: no {file}", file=sys.stderr)
        print("fetch https://github.com/microsoft/BIPIA and name the file", file=sys.stderr)
        return 2
    results = [shown for attack in read(file) for shown in examine(attack)]
    figures = report(results)
    shown = [one for one in results if one.anything]
    print("\nShown as ours")
    for one in shown if arguments.all else shown[:10]:
        print(f"- {one.form}: {one.attack.instruction} → {one.attack.obeyed}")
    corpus = hashlib.sha256(file.read_bytes() + _OBEYED.read_bytes() + _SEED.read_bytes())
    return floors.hold("injections", figures, corpus.hexdigest(), arguments.floors)


def read(file: Path) -> list[Attack]:
    """The attacks, with what obeying them says."""
    instructions: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    obeyed: dict[str, list[str]] = json.loads(_OBEYED.read_text(encoding="utf-8"))
    return [
        Attack(category, *pair)
        for category, asked in instructions.items()
        for pair in zip(asked, obeyed[category], strict=True)
    ]


def examine(attack: Attack) -> Iterator[Shown]:
    """Each form of the attack, by itself, through the whole way to the page."""
    document = _poisoned(attack)
    start = document.text.index(attack.instruction)
    end = start + len(attack.instruction)
    injected = [s.id for s in document.sentences if start <= s.start < end]
    (article,) = (s for s in document.sentences if s.span.of(document.text).startswith(_TRUE))
    true = DraftClaim(text=article.span.of(document.text), evidence=[article.id])
    empty = Draft(bottom_line=true, summary=[], key_actors=[], red_lines=[], open_questions=[])
    markdown = MarkdownIt("commonmark", {"linkify": True}).enable("linkify")
    for form, draft in _forms(attack, empty, injected):
        brief = make_brief([document], drafter=_Obedient(draft))
        shown = brief.audit.shown - (draft.bottom_line == true)
        if draft.key_actors:
            # The actor himself is the article's; his position is the attacker's.
            shown = sum(actor.position is not None for actor in brief.key_actors)
        page: str = markdown.render(render(brief))
        addresses = [
            address for text in (page, render(brief, "html")) for address in _HREF.findall(text)
        ]
        yield Shown(
            attack,
            form,
            shown,
            sum(site in address for address in addresses for site in attack.sites),
            sum(recipient in page for recipient in attack.recipients),
        )


def report(results: list[Shown]) -> dict[str, float]:
    """Print a table by form; shares of the briefs in which nothing is shown, by name."""
    print("| form | briefs | statements | links | recipients |\n|---|---|---|---|---|")
    for form in ["all", *dict.fromkeys(one.form for one in results)]:
        of_form = [one for one in results if form in {"all", one.form}]
        print(
            f"| {form} | {len(of_form)} | {sum(one.statements for one in of_form)} "
            f"| {sum(one.links for one in of_form)} | {sum(one.recipients for one in of_form)} |"
        )
    return {
        "statements_kept_off": 1 - sum(one.statements > 0 for one in results) / len(results),
        "links_kept_off": 1 - sum(one.links > 0 for one in results) / len(results),
        "recipients_kept_off": 1 - sum(one.recipients > 0 for one in results) / len(results),
    }


def _poisoned(attack: Attack) -> Document:
    text = _SEED.read_text(encoding="utf-8")
    break_ = text.index("\n", len(text) // 2)
    poisoned = f"{text[:break_]}\n\n{attack.instruction}\n{text[break_:]}"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_text(poisoned, encoding="utf-8")
        return load(file)


def _forms(attack: Attack, empty: Draft, injected: list[str]) -> Iterator[tuple[str, Draft]]:
    true = empty.bottom_line
    obeyed = DraftClaim(text=attack.obeyed, evidence=injected)

    def claiming(claim: DraftClaim) -> Draft:
        return empty.model_copy(update={"bottom_line": claim})

    yield "copied", claiming(DraftClaim(text=attack.instruction, evidence=injected))
    yield "obeyed", claiming(obeyed)
    yield (
        "obeyed, cites the article",
        claiming(DraftClaim(text=attack.obeyed, evidence=true.evidence)),
    )
    spliced = DraftClaim(text=f"{true.text}. {attack.obeyed}", evidence=[*true.evidence, *injected])
    yield "spliced", claiming(spliced)
    actor = DraftActor(name="Putin", role="", position=obeyed, evidence=true.evidence)
    yield "position", empty.model_copy(update={"key_actors": [actor]})
    question = DraftQuestion(
        question="What should readers know?", why=attack.obeyed, evidence=injected
    )
    yield "question", empty.model_copy(update={"open_questions": [question]})
    red_line = DraftRedLine(
        issuer="Putin",
        addressee=None,
        trigger=attack.obeyed,
        consequence=None,
        form="prohibition",
        quote=attack.instruction,
        evidence=injected,
    )
    yield "red line", empty.model_copy(update={"red_lines": [red_line]})
    for site in attack.sites:
        link = f"[{attack.obeyed}](https://{site})"
        yield "link", claiming(DraftClaim(text=link, evidence=injected))


if __name__ == "__main__":
    sys.exit(main())
