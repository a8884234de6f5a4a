"""The evidence page in a real Chromium: by mouse, by keyboard, by touch, on paper, unscripted."""

from __future__ import annotations

import contextlib
import itertools
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from briefing.brief import Brief, Claim, DraftActor, DraftClaim, Source, Statement, Withheld
from briefing.document import Document
from briefing.draft.embedded import EmbeddedDrafter
from briefing.load import load, load_all
from briefing.pipeline import make_brief
from briefing.render import render
from briefing.render.links import web_address
from briefing.render.markdown import visible
from tests.conftest import ROOT, SEED, document
from tests.test_page import XSS, cited, hostile_everywhere, of
from tests.test_render import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

pytestmark = pytest.mark.installed

WIDE = {"width": 1280, "height": 640}
PHONE = {"width": 360, "height": 640}
MEETING = ROOT / "tests" / "data" / "unsc" / "2014_spv.7138"
Open = Callable[..., "Page"]


class Planted:
    """The embedded engine with two untrue items, and with one red line only."""

    def draft(self, documents: Any) -> Any:
        draft, run = EmbeddedDrafter().draft(documents)
        false = DraftClaim(text="NATO agreed to send 5,000 troops.", evidence=["D1.9"])
        nobody = DraftActor(name="Emmanuel Macron", role="", position=None, evidence=["D1.11"])
        planted = {
            "summary": [*draft.summary, false],
            "key_actors": [*draft.key_actors, nobody],
            "red_lines": draft.red_lines[:1],
        }
        return draft.model_copy(update=planted), run


@pytest.fixture(scope="module")
def seed() -> Document:
    return load(str(SEED))


@pytest.fixture(scope="module")
def made(seed: Document) -> Brief:
    return make_brief([seed])


@pytest.fixture(scope="module")
def first(made: Brief) -> str:
    """The sentence that the first line of the summary cites."""
    return made.summary[0].citations[0].sentence


@pytest.fixture(scope="module")
def planted(seed: Document) -> Brief:
    brief = make_brief([seed], drafter=Planted())
    assert len(brief.withheld) == 2
    assert brief.audit.uncovered
    return brief


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a page that may ask for nothing but itself; what it says on the console is an error."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    said: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    def open(html: str, size: Any = WIDE, fragment: str = "", **options: Any) -> Page:
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_text(html, encoding="utf-8", newline="\n")
        context = chromium.new_context(viewport=size, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", dismissed)
        page.goto(path.as_uri() + fragment)
        assert [url.partition("#")[0] for url in asked] == [path.as_uri()]
        asked.clear()
        return page

    yield open
    for context in contexts:
        context.close()
    assert asked == []
    assert said == []


@pytest.fixture
def page(open_page: Open, made: Brief, seed: Document) -> Page:
    return open_page(render(made, "html", documents=[seed]))


def rest_on(page: Page, selector: str) -> None:
    """Move the mouse there and let it rest."""
    page.locator(selector).hover()
    page.wait_for_timeout(150)


def lit(page: Page, what: str) -> list[str]:
    """The ids of what is lit, in the order of the page."""
    return list(page.evaluate(f"[...document.querySelectorAll('{what}.lit')].map(e => e.id)"))


def in_view(page: Page, selector: str) -> bool:
    """Whether the first words of an element can be seen: nothing else lies over them."""
    return bool(
        page.evaluate(
            """selector => {
                const element = document.querySelector(selector);
                const box = element.getClientRects()[0];
                const top = document.elementFromPoint(box.left + 2, box.top + box.height / 2);
                return element === top || element.contains(top);
            }""",
            selector,
        )
    )


def until_in_view(page: Page, selector: str) -> None:
    for _ in range(20):
        if in_view(page, selector):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{selector} is not in view")


def test_every_statement_lights_just_what_it_cites(page: Page, made: Brief) -> None:
    stated: dict[str, Statement | None] = {"bottom-line": made.bottom_line}
    lists: list[tuple[str, tuple[Statement, ...]]] = [
        ("summary", made.summary),
        ("actor", made.key_actors),
        ("red-line", made.red_lines),
        ("question", made.open_questions),
    ]
    for name, many in lists:
        for number, one in enumerate(many, start=1):
            stated[f"{name}-{number}"] = one
    for number, actor in enumerate(made.key_actors, start=1):
        if actor.position:
            stated[f"position-{number}"] = actor.position
    assert len(stated) == made.audit.shown
    for anchor, statement in stated.items():
        assert statement is not None
        page.locator(f"#{anchor} .cite").first.focus()
        assert lit(page, ".statement") == [anchor]
        shown = page.locator("mark.lit").all_inner_texts()
        wanted = {citation.start: citation.quote for citation in statement.citations}
        assert shown == [wanted[start] for start in sorted(wanted)]
        for citation in statement.citations:
            page.locator(f"#{anchor} .cite", has_text=citation.sentence).first.focus()
            until_in_view(page, f'[id="{citation.sentence}"]')


def test_hovering_lights_and_leaving_lets_go(page: Page, first: str) -> None:
    rest_on(page, "#summary-1")
    assert lit(page, "mark") == [first]
    until_in_view(page, f'[id="{first}"]')
    rest_on(page, "h1")
    assert lit(page, "mark") == []


def test_a_click_pins_and_escape_lets_go(page: Page) -> None:
    page.locator("#summary-1").click()
    rest_on(page, "#summary-2")
    assert lit(page, ".statement") == ["summary-1"]
    assert page.locator("#status").inner_text() == "Evidence: Summary 1"
    page.keyboard.press("Escape")
    assert lit(page, ".statement") == []
    assert not page.locator("#release").is_visible()
    page.locator("#summary-1").click()
    page.locator("#summary-1").click()
    rest_on(page, "h1")
    assert lit(page, ".statement") == []
    page.locator("#summary-1").click()
    page.locator("#release").click()
    assert not page.locator("#release").is_visible()


def test_a_marked_sentence_lights_every_statement_that_it_carries(page: Page) -> None:
    rest_on(page, '[id="D1.3"]')
    assert lit(page, ".statement") == ["bottom-line", "actor-1", "red-line-1", "red-line-2"]
    page.locator('[id="D1.3"]').click()
    assert "Carries: Bottom line, Actor 1, Red line 1, Red line 2" in page.inner_text("#status")
    until_in_view(page, "#bottom-line")
    page.keyboard.press("Escape")
    page.locator(".carries a", has_text="R2").first.click()
    until_in_view(page, "#red-line-2")
    assert page.evaluate("document.activeElement.id") == "red-line-2"


def test_the_bar_leads_to_the_sentence(page: Page) -> None:
    page.locator('rect[data-evidence="D1.16"]').click()
    until_in_view(page, '[id="D1.16"]')
    assert lit(page, ".statement") == ["actor-6", "position-6"]


def test_the_keyboard_alone_goes_there_and_back(page: Page, made: Brief, first: str) -> None:
    (question,) = (
        number
        for number, asked in enumerate(made.open_questions, start=1)
        if first in [citation.sentence for citation in asked.citations]
    )

    def focus() -> str:
        return str(page.evaluate("document.activeElement.textContent.trim()"))

    page.keyboard.press("Tab")
    assert focus() == "To the sources"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focus() == first
    assert lit(page, ".statement") == ["summary-1"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == first
    until_in_view(page, f'[id="{first}"]')
    page.keyboard.press("Tab")
    assert focus() == "S1"
    page.keyboard.press("Tab")
    assert focus() == f"Q{question}"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"question-{question}"
    page.keyboard.press("Escape")
    assert focus() == f"Q{question}"
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    assert focus() == "S1"


def test_the_skip_link_leads_to_the_sources(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "sources"


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ("missile", None),
        ("MISSILE", None),
        ("'will make  appropriate", 0),
        ("‘we will make  appropriate", 1),
        ("'We will make appropriate", 1),
        ("all‑out", 1),
        ("lifted. NATO fears", 1),
        ("S1", 0),
        (".*", 0),
        ("(", 0),
        ("nothing of the kind", 0),
    ],
)
def test_search_finds_words_across_marks_and_typography(
    page: Page, seed: Document, wanted: str, count: int | None
) -> None:
    if count is None:
        count = len(re.findall(wanted, seed.text, re.IGNORECASE))
        assert count > 1
    page.locator("#search").fill(wanted)
    said = f"1 of {count}" if count else "none"
    page.wait_for_function("said => found.textContent === said", arg=said)
    assert page.evaluate("CSS.highlights.get('hit').size") == count


def test_search_goes_on_and_back_and_ends(page: Page, seed: Document) -> None:
    count = seed.text.lower().count("missile")
    page.locator("#search").fill("missile")
    page.wait_for_function("() => found.textContent.startsWith('1 of')")
    page.locator("#search").press("Enter")
    assert page.inner_text("#found") == f"2 of {count}"
    page.locator("#search").press("Shift+Enter")
    page.locator("#previous").click()
    assert page.inner_text("#found") == f"{count} of {count}"
    page.locator("#next").click()
    assert page.inner_text("#found") == f"1 of {count}"
    page.locator("#search").press("Escape")
    assert page.inner_text("#found") == ""
    assert page.evaluate("CSS.highlights.get('hit').size") == 0


@pytest.mark.parametrize("script", [True, False])
def test_a_switch_shows_what_was_withheld_and_what_is_not_covered(
    open_page: Open, planted: Brief, seed: Document, script: bool
) -> None:
    page = open_page(render(planted, "html", documents=[seed]), java_script_enabled=script)
    switch = page.get_by_role("switch")
    assert not page.locator("#withheld-1").is_visible()
    assert not page.locator(".carries .uncovered").first.is_visible()
    switch.check()
    for anchor in ("withheld-1", "withheld-2", "uncovered-1"):
        assert page.locator(f"#{anchor}").is_visible()
    assert "number-unsupported" in page.locator("#withheld-1 .reasons").inner_text()
    assert page.locator(".carries .uncovered").first.is_visible()
    assert page.locator(".legend").inner_text().split("\n")[-2:] == ["Withheld", "Not covered"]
    switch.uncheck()
    assert not page.locator("#withheld-1").is_visible()


def test_a_withheld_item_lights_what_it_pointed_at_only_while_it_is_shown(
    open_page: Open, planted: Brief, seed: Document
) -> None:
    page = open_page(render(planted, "html", documents=[seed]))
    rest_on(page, '[id="D1.9"]')
    assert lit(page, "mark") == []
    page.locator("#show-withheld").check()
    page.locator("#withheld-1").click()
    assert lit(page, "mark") == ["D1.9"]
    page.keyboard.press("Escape")
    rest_on(page, '[id="D1.9"]')
    assert lit(page, ".statement") == ["withheld-1"]


def test_without_a_script_the_evidence_stands_as_footnotes(
    open_page: Open, made: Brief, seed: Document, first: str
) -> None:
    page = open_page(render(made, "html", documents=[seed]), java_script_enabled=False)
    assert not page.locator("#search").is_visible()
    assert not page.locator("#release").is_visible()
    page.locator("#summary-1 .cite").click()
    note = page.locator(f'[id="note-{first}"]')
    assert made.summary[0].citations[0].quote in note.inner_text()
    assert in_view(page, f'[id="note-{first}"] span')
    note.get_by_role("link", name=first).click()
    assert in_view(page, f'[id="{first}"]')
    note.get_by_role("link", name="S1").click()
    assert in_view(page, "#summary-1")


@pytest.mark.parametrize("width", [320, 375, 600, 768, 959, 960, 1024, 1280, 1600])
def test_nothing_is_wider_than_the_window(
    open_page: Open, planted: Brief, seed: Document, width: int
) -> None:
    long = {
        "title": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3,
        "location": "https://example.org/" + "path/" * 60,
        "publisher": "P" * 200,
    }
    brief = planted.model_copy(
        update={
            "title": str(long["title"]),
            "sources": (planted.sources[0].model_copy(update=long),),
        }
    )
    page = open_page(render(brief, "html", documents=[seed]), {"width": width, "height": 700})
    page.locator("#show-withheld").check()
    page.locator("#summary-1").click()
    for element in ("document.documentElement", "sources"):
        assert page.evaluate(f"{element}.scrollWidth <= {element}.clientWidth"), element
    beside = page.evaluate("sources.getBoundingClientRect().left") > 0
    assert beside is (width >= 960)


def test_on_a_phone_the_evidence_comes_up_beside_its_statement(
    open_page: Open, made: Brief, seed: Document
) -> None:
    html = render(made, "html", documents=[seed])
    page = open_page(html, PHONE, has_touch=True, is_mobile=True)
    page.locator("#question-1").tap()
    until_in_view(page, '[id="D1.6"]')
    until_in_view(page, "#question-1")
    page.locator("#release").tap()
    assert not page.locator("#release").is_visible()
    until_in_view(page, "#question-1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(
    open_page: Open, planted: Brief, seed: Document, scheme: str, size: Any
) -> None:
    page = open_page(
        render(planted, "html", documents=[seed]), size, color_scheme=scheme, bypass_csp=True
    )
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 28)"
    assert dark is (scheme == "dark")
    _nothing_found(page)
    page.locator("#show-withheld").check()
    page.locator("#search").fill("missile")
    page.locator("#withheld-1 .cite").first.click()
    page.evaluate(
        """() => {
            for (const element of document.querySelectorAll(".statement, mark, rect")) {
                element.classList.add("lit");
                if (element.matches(".statement")) element.dataset.as = element.classList[1];
            }
        }"""
    )
    page.wait_for_timeout(200)  # the colours change over 120 ms
    _nothing_found(page)


def _nothing_found(page: Page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]})
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_in_many_sources_or_in_none(
    open_page: Open, made: Brief, chromium: Browser
) -> None:
    documents = load_all([str(MEETING)])
    brief = make_brief(documents)
    page = open_page(render(brief, "html", documents=documents), bypass_csp=True)
    assert page.locator(".source").count() == len(documents) == 17
    _nothing_found(page)
    page.locator(".overview a").nth(11).click()
    until_in_view(page, "#title-12")
    _nothing_found(open_page(render(made, "html"), bypass_csp=True))


def test_in_a_long_source_every_click_and_every_hit_ends_in_view(open_page: Open) -> None:
    text = "\n".join(
        f"Paragraph number {number} says what was agreed. {'It goes on. ' * (number % 40)}".strip()
        for number in range(1, 3001)
    )
    numbers = [1, 7, 1500, 40, 2999, 3000, 2]
    quotes = [f"Paragraph number {number} says what was agreed." for number in numbers]
    claims = tuple(
        Claim(
            text=quote, citations=(cited(text, (start := text.index(quote)), start + len(quote)),)
        )
        for quote in quotes
    )
    whole = document(text)
    page = open_page(render(of(whole, summary=claims), "html", documents=[whole]))
    for number in range(1, len(numbers) + 1):
        page.locator(f"#summary-{number}").click()
        (anchor,) = lit(page, "mark")
        until_in_view(page, f'[id="{anchor}"]')
        assert page.locator("mark.lit").inner_text() == quotes[number - 1]
    page.keyboard.press("Escape")
    for number in (2345, 3, 2990):
        page.locator("#search").fill(f"number {number} says")
        page.wait_for_function("() => found.textContent === '1 of 1'")
        page.wait_for_timeout(300)
        top, bottom, low, high = page.evaluate(
            """() => {
                const [range] = CSS.highlights.get("current");
                const hit = range.getBoundingClientRect(), box = sources.getBoundingClientRect();
                return [hit.top, hit.bottom, box.top + 60, box.bottom];
            }"""
        )
        assert low < top < bottom <= high
        page.locator("#search").fill("")


def test_landmarks_and_headings_are_in_order(page: Page) -> None:
    for role, count in (("banner", 1), ("main", 1), ("complementary", 1), ("contentinfo", 1)):
        assert page.get_by_role(role).count() == count  # type: ignore[arg-type]
    assert page.get_by_role("complementary", name="Sources").count() == 1
    assert page.get_by_role("search").count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_seed_is_one_page_on_paper_with_its_evidence(
    page: Page, made: Brief, tmp_path: Path
) -> None:
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    printed = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    try:
        assert len(printed) == 1
        width, height = printed[0].get_size()
        assert (round(width), round(height)) == (595, 842)
        text = " ".join(printed[0].get_textpage().get_text_range().split())
    finally:
        printed.close()
    assert "D1.13 Indeed, Rustem Umerov" in text
    assert "NATO countries not only discussed" not in text
    assert f"{made.audit.shown} of {made.audit.proposed} statements stand" in text


def test_an_address_that_names_a_sentence_or_a_statement_opens_on_it(
    open_page: Open, made: Brief, seed: Document
) -> None:
    html = render(made, "html", documents=[seed])
    page = open_page(html, fragment="#D1.16")
    assert lit(page, "mark") == ["D1.16"]
    until_in_view(page, '[id="D1.16"]')
    page = open_page(html, fragment="#question-4")
    assert lit(page, ".statement") == ["question-4"]
    until_in_view(page, "#question-4")
    page = open_page(html, fragment="#%E0%A4%A")
    assert lit(page, ".statement") == []


def test_what_would_get_in_all_the_same_neither_runs_nor_asks(
    chromium: Browser, made: Brief, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(render(made, "html"), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as elsewhere, chromium.new_page() as page:
        elsewhere.settimeout(0.1)
        page.goto((tmp_path / "page.html").as_uri())
        refused, ran, color = page.evaluate(
            """async (elsewhere) => {
                const refused = [];
                document.addEventListener("securitypolicyviolation",
                    event => refused.push(event.effectiveDirective));
                const main = document.querySelector("main");
                main.insertAdjacentHTML("beforeend", `<img src="${elsewhere}/x.png"
                    onerror="window.ran = 1"><p style="color: red" id="styled">x</p>
                    <iframe src="${elsewhere}/"></iframe><form action="${elsewhere}/"></form>
                    <link rel="stylesheet" href="${elsewhere}/x.css">`);
                const script = document.createElement("script");
                script.textContent = "window.ran = 1";
                main.append(script);
                document.forms[0].submit();
                await fetch(elsewhere).catch(() => 0);
                await new Promise(done => setTimeout(done, 300));
                return [refused, String(window.ran), getComputedStyle(styled).color];
            }""",
            f"http://127.0.0.1:{elsewhere.getsockname()[1]}",
        )
        assert asked_of(elsewhere) == b""
    assert {"img", "frame", "form-action", "script", "style", "connect"} <= {
        directive.partition("-src")[0] for directive in refused
    }
    assert ran == "undefined"
    assert color != "rgb(255, 0, 0)"


def asked_of(server: socket.socket) -> bytes:
    """What was sent to a server: Chromium connects before it knows that a frame is refused."""
    sent = b""
    with contextlib.suppress(TimeoutError):
        while True:
            connection, _ = server.accept()
            with connection, contextlib.suppress(TimeoutError):
                connection.settimeout(0.1)
                sent += connection.recv(1000)
    return sent


def test_hostile_text_stays_text(open_page: Open) -> None:
    texts = [*XSS, *HOSTILE, "http://example.org/?a=1&b=%3Cb%3E"]
    counts = "[document.querySelectorAll('*:not(a)').length, document.links.length]"
    elements, links = open_page(render(everywhere(["x"] * len(texts)), "html")).evaluate(counts)
    page = open_page(render(everywhere(texts), "html"))
    # Each source is named as its address and as a carrier's.
    web = 2 * sum(web_address(text) is not None for text in texts)
    assert page.evaluate(counts) == [elements - web, links + web]
    assert set(page.evaluate("[...document.links].map(link => link.protocol)")) == {
        "file:",
        "http:",
    }
    said = page.evaluate("[...document.querySelectorAll('.text mark')].map(e => e.textContent)")
    assert said == [visible(text).replace("\r\n", "\n") for text in texts]
    for name in ("summary", "withheld", "source"):
        shown = page.evaluate(
            f"[...document.querySelectorAll('[id^={name}-]')]"
            ".filter(e => /\\d$/.test(e.id)).map(e => e.textContent)"
        )
        for text, words in zip(texts, shown, strict=True):
            assert " ".join(visible(text).split()) in " ".join(words.split())


def everywhere(texts: list[str]) -> Brief:
    """A brief of as many sources as texts, in which each text is all of a source's texts."""
    parts = [hostile_everywhere(text) for text in texts]
    sources: list[Source] = []
    summary: list[Claim] = []
    withheld: list[Withheld] = []
    for number, part in enumerate(parts, start=1):
        own = {"document": f"D{number}"}
        sources.append(part.sources[0].model_copy(update={"id": f"D{number}"}))
        (claim,) = part.summary
        citations = tuple(citation.model_copy(update=own) for citation in claim.citations)
        summary.append(claim.model_copy(update={"citations": citations}))
        withheld += part.withheld
    lists = {"sources": tuple(sources), "summary": tuple(summary), "withheld": tuple(withheld)}
    rest = {"bottom_line": None, "key_actors": (), "red_lines": (), "open_questions": ()}
    audit = parts[0].audit.model_copy(update={"uncovered": ()})
    return parts[0].model_copy(update={**lists, **rest, "audit": audit})
