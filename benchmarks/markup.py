"""Texts that become markup elsewhere, as every text of a brief, in Chromium.

    python benchmarks/markup.py FILE...

A FILE has one text a line, such as ``XSS Injection/Intruders/*.txt`` of
https://github.com/swisskyrepo/PayloadsAllTheThings and ``blns.txt`` of
https://github.com/minimaxir/big-list-of-naughty-strings; fetched, never committed. Each line is
title, address, publisher, author, date, carrier, language, claim, quotation, sentence id, actor,
role, trigger, reason and model at once, a hundred lines to a page, and the page is held against
one of the same briefs with an x in place of each text.

* **scripts**: dialogs opened and errors on the console.
* **requests**: anything asked for besides the page.
* **elements**: by how many the pages differ, but for the links to web addresses.
* **links**: those that lead to anything but the page itself or http and https.
* **altered**: texts that a reader does not see as they are, white space and steering characters
  (which are made visible) aside.

The aim of all is 0.
"""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.brief import (
    Actor,
    Audit,
    Brief,
    Citation,
    Claim,
    DraftClaim,
    Finding,
    OpenQuestion,
    RedLine,
    Run,
    Source,
    Withheld,
)
from briefing.render import render
from briefing.render.links import web_address
from briefing.render.markdown import visible

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

AT_ONCE = 100
COUNTED = """() => [document.querySelectorAll("*:not(a)").length,
    [...document.links].map(link => link.protocol)]"""
SHOWN = """() => Object.fromEntries(
    ["summary", "actor", "red-line", "question", "withheld", "source"].map(name =>
        [name, [...document.querySelectorAll(`[id^=${name}-]`)]
            .filter(e => /-[0-9]+$/.test(e.id)).map(e => e.textContent)]))"""


def brief_of(texts: Sequence[str]) -> Brief:
    """A brief in which each text is all that is said of one source."""
    quoted = [
        (
            text,
            (Citation(document=f"D{number}", sentence=text, start=0, end=len(text), quote=text),),
        )
        for number, text in enumerate(texts, start=1)
    ]
    return Brief(
        title=texts[0],
        bottom_line=None,
        summary=tuple(Claim(text=text, citations=cited) for text, cited in quoted),
        key_actors=tuple(
            Actor(name=text, role=text, position=Claim(text=text, citations=cited), citations=cited)
            for text, cited in quoted
        ),
        red_lines=tuple(
            RedLine(
                issuer=text,
                addressee=text,
                trigger=text,
                consequence=text,
                form="conditional",
                quote=text,
                citations=cited,
            )
            for text, cited in quoted
        ),
        open_questions=tuple(
            OpenQuestion(question=text, why=text, citations=cited) for text, cited in quoted
        ),
        sources=tuple(
            Source(
                id=f"D{number}",
                title=text,
                location=text,
                publisher=text,
                published=text,
                language=text,
                sha256=text,
                characters=len(text),
                author=text,
                carriers=(text,),
            )
            for number, text in enumerate(texts, start=1)
        ),
        withheld=tuple(
            Withheld(
                section="summary",
                item=DraftClaim(text=text, evidence=[text]),
                findings=(Finding(code=text, severity="error", path=text, message=text),),
            )
            for text in texts
        ),
        audit=Audit(documents=1, sentences=1, proposed=1, shown=1, withheld=0, uncovered=()),
        run=Run(
            engine="openai",
            model=texts[0],
            prompt=texts[0],
            prompt_sha256=None,
            tokens=None,
            cost_usd=None,
            seconds=None,
            created=datetime(2026, 11, 24, tzinfo=UTC),
        ),
    )


def words(text: str) -> str:
    """A text as a page shows it: white space is one space."""
    return " ".join(visible(text).split())


def measure(browser: Browser, texts: Sequence[str], folder: Path) -> Counter[str]:
    """Count what went wrong with these texts."""
    wrong: Counter[str] = Counter()
    counts = []

    def dismissed(dialog: Dialog) -> None:
        wrong["scripts"] += 1
        dialog.dismiss()

    for many in (["x"] * len(texts), texts):
        path = folder / "page.html"
        path.write_bytes(render(brief_of(many), "html").encode("utf-8", "replace"))
        page = browser.new_page()
        page.on("request", lambda _: wrong.update(["requests"]))
        page.on("dialog", dismissed)
        page.on("console", lambda _: wrong.update(["scripts"]))
        page.on("pageerror", lambda _: wrong.update(["scripts"]))
        page.goto(path.as_uri())
        page.wait_for_timeout(300)
        wrong["requests"] -= 1  # the page itself
        counts.append(page.evaluate(COUNTED))
        shown = page.evaluate(SHOWN)
        page.close()
    # Each is named as an address and as a carrier's; a link stands where a span would.
    links = 2 * sum(web_address(text) is not None for text in texts)
    (plain, _), (attacked, protocols) = counts
    wrong["elements"] += abs(attacked + links - plain)
    wrong["links"] += sum(protocol not in ("file:", "http:", "https:") for protocol in protocols)
    for text, *places in itertools.zip_longest(texts, *shown.values(), fillvalue=""):
        wrong["altered"] += not all(words(text) in words(place) for place in places)
    return wrong


def main(paths: Sequence[str]) -> int:
    """Print what went wrong, by file."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not paths or not found:
        print(__doc__ if found else "this needs Chromium (apt-get install chromium)")
        return 2
    from playwright.sync_api import sync_playwright

    names = ("scripts", "requests", "elements", "links", "altered")
    print(f"| list | texts | {' | '.join(names)} |\n|---|--:|{'--:|' * len(names)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        whole: Counter[str] = Counter()
        for path in map(Path, paths):
            lines = path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
            texts = [line for line in dict.fromkeys(lines) if line.strip()]
            wrong: Counter[str] = Counter(texts=len(texts))
            for batch in _batches(texts):
                wrong += measure(browser, batch, Path(folder))
            whole += wrong
            print(f"| {path.name} | {len(texts)} | {' | '.join(str(wrong[n]) for n in names)} |")
        print(f"| all | {whole['texts']} | {' | '.join(str(whole[name]) for name in names)} |")
        browser.close()
    return int(any(whole[name] for name in names))


def _batches(texts: Sequence[str]) -> list[Sequence[str]]:
    return [texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
