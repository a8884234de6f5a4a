"""The evidence page in Chromium: how long it takes to open, to reach a sentence, and to search.

    python benchmarks/page.py [--runs N]

The pages are those of the article in `seeds/`, of the 17 statements in `tests/data/unsc`, of a
source of 300 pages and of one so long that the page has 5 MB; the last two are the statements
over and over, with 40 sentences cited from end to end. Opening is the time from the navigation
to the end of the load event or the first paint, whichever is later; reaching a sentence is from
the click on a statement to the frame in which what carries it is in view; a search is from the
last key, without the pause that it waits for more, to the frame that shows the first hit. The
median of the runs, and of all statements the slowest.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.brief import Audit, Brief, Citation, Claim, RedLine, Run, Source
from briefing.document import Document, Sentence
from briefing.load import load_all
from briefing.pipeline import make_brief
from briefing.render import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "putin-warns-nato-over-long-range-weapons.txt"
MEETING = ROOT / "tests" / "data" / "unsc" / "2014_spv.7138"
PAGE = 2_500
"""Characters on a page of print."""

CITED = 40
MEGABYTES = 5
PAUSE = 150
"""Milliseconds that a search waits for another key."""

OPENED = """() => Math.max(
    performance.getEntriesByType("navigation")[0].loadEventEnd,
    performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0)"""

REACHED = """async (anchor) => {
    const statement = document.getElementById(anchor);
    const sources = document.getElementById("sources");
    const name = statement.querySelector(".cite").dataset.evidence;
    const mark = document.getElementById(name);
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    const start = performance.now();
    statement.click();
    for (;;) {
        await frame();
        const box = sources.getBoundingClientRect(), place = mark.getBoundingClientRect();
        const top = box.top + sources.querySelector(".tools").offsetHeight;
        if (place.top >= top && place.top < box.bottom) break;
        if (performance.now() - start > 5000) throw new Error(`${name} never came into view`);
    }
    const took = performance.now() - start;
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    await frame();
    return took;
}"""

FOUND = """async (words) => {
    const field = document.getElementById("search"), found = document.getElementById("found");
    const start = performance.now();
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    while (!found.textContent) await new Promise(requestAnimationFrame);
    return performance.now() - start;
}"""


def long_source(characters: int) -> tuple[Brief, Document]:
    """A source of at least so many characters, and a brief that cites it from end to end."""
    statements = load_all([str(MEETING)])
    base = "\n".join(statement.text for statement in statements) + "\n"
    copies = characters // len(base) + 1
    starts: list[tuple[int, int]] = []
    offset = 0
    for statement in statements:
        starts += [(offset + s.start, offset + s.end) for s in statement.sentences]
        offset += len(statement.text) + 1
    text = base * copies
    sentences = tuple(
        Sentence(id=f"D1.{number}", start=copy * len(base) + start, end=copy * len(base) + end)
        for number, (copy, (start, end)) in enumerate(
            ((copy, span) for copy in range(copies) for span in starts), start=1
        )
    )
    document = Document(
        id="D1",
        text=text,
        sentences=sentences,
        title="Statements in the Security Council",
        location="statements.pdf",
        language="en",
        pages=tuple(range(0, len(text), PAGE)),
    )
    return brief_of(document), document


def brief_of(document: Document) -> Brief:
    """A brief by hand: an engine would take minutes, and the page is the same."""
    step = len(document.sentences) // CITED
    citations = [
        Citation(
            document="D1",
            sentence=sentence.id,
            start=sentence.start,
            end=sentence.end,
            quote=sentence.span.of(document.text),
            page=document.page_at(sentence.start),
        )
        for sentence in document.sentences[step - 1 :: step][:CITED]
    ]
    claims = [Claim(text=one.quote, citations=(one,)) for one in citations]
    red_lines = tuple(
        RedLine(
            issuer="The speaker",
            addressee=None,
            trigger="what is said",
            consequence=None,
            form="prohibition",
            quote=claim.text,
            citations=claim.citations,
        )
        for claim in claims[::5]
    )
    return Brief(
        title=document.title,
        bottom_line=claims[-1],
        summary=tuple(claims),
        key_actors=(),
        red_lines=red_lines,
        open_questions=(),
        sources=(
            Source(
                id="D1",
                title=document.title,
                location=document.location,
                publisher=None,
                published=None,
                language="en",
                sha256=document.sha256,
                characters=len(document.text),
            ),
        ),
        withheld=(),
        audit=Audit(
            documents=1,
            sentences=len(document.sentences),
            proposed=len(claims),
            shown=len(claims),
            withheld=0,
            uncovered=(),
        ),
        run=Run(
            engine="embedded",
            model="none",
            prompt=None,
            prompt_sha256=None,
            tokens=None,
            cost_usd=None,
            seconds=None,
            created=datetime(2026, 11, 24, tzinfo=UTC),
        ),
    )


def pages() -> Iterator[tuple[str, str]]:
    """The pages, by name."""
    for name, where in (("seed", SEED), ("17 statements", MEETING)):
        documents = load_all([str(where)])
        yield name, render(make_brief(documents), "html", documents=documents)
    for name, characters in (("300 pages", 300 * PAGE), ("5 MB", MEGABYTES * 1_000_000)):
        brief, document = long_source(characters)
        yield name, render(brief, "html", documents=[document])


def measure(browser: Browser, path: Path, runs: int) -> tuple[float, float, float, float]:
    """Milliseconds to open, to reach a sentence (median, slowest), and to search."""
    opened, reached, found = [], [], []
    for _ in range(runs):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(path.as_uri())
        page.wait_for_timeout(200)
        opened.append(page.evaluate(OPENED))
        anchors = page.evaluate(
            "[...document.querySelectorAll('.statement')].filter(e => e.querySelector('.cite'))"
            ".map(e => e.id)"
        )
        reached += [page.evaluate(REACHED, anchor) for anchor in [*anchors, *anchors[::-3]]]
        found.append(page.evaluate(FOUND, "territorial integrity") - PAUSE)
        page.close()
    median = statistics.median
    return median(opened), median(reached), max(reached), median(found)


def main() -> int:
    """Print a table."""
    parser = argparse.ArgumentParser(description="How fast the evidence page is in Chromium.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        print("this needs Chromium (apt-get install chromium)", file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    print("| page | MB | opens, ms | sentence in view, ms (slowest) | search, ms |")
    print("|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, text in pages():
            path = Path(folder) / "page.html"
            path.write_text(text, encoding="utf-8", newline="\n")
            opens, reaches, slowest, search = measure(browser, path, runs)
            size = path.stat().st_size / 1e6
            print(
                f"| {name} | {size:.2f} | {opens:.0f} | {reaches:.0f} ({slowest:.0f}) "
                f"| {search:.0f} |",
                flush=True,
            )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
