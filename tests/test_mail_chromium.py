"""The mail's HTML in a real browser: it fits, can be read, does nothing and asks for nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from briefing.load import load
from briefing.pipeline import make_brief
from tests.conftest import SEED
from tests.test_message import MARKDOWN, XSS, html_of, made, told

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.installed

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: for text of any size here, though large text may have less."""

UNREADABLE = """least => {
    const light = channel => {
        channel /= 255;
        return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    };
    const luminance = ([red, green, blue]) =>
        0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
    const numbers = color => color.match(/[\\d.]+/g).map(Number);
    const behind = element => {
        for (; element; element = element.parentElement) {
            const color = numbers(getComputedStyle(element).backgroundColor);
            if (color.length === 3 || color[3] === 1) return color;
        }
        return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let seen = 0;
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        if (!text) continue;
        seen += 1;
        const element = walker.currentNode.parentElement;
        const pair = [numbers(getComputedStyle(element).color), behind(element)].map(luminance);
        const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
        if (ratio < least) found.push([text.slice(0, 40), ratio]);
    }
    return [seen, found];
}"""
OVERFLOWING = """() => [document.documentElement.scrollWidth - innerWidth,
    ...[...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
        .map(one => one.outerHTML.slice(0, 80))]"""


@contextmanager
def opened(
    chromium: Browser, html: str, width: int = 600, scheme: Literal["light", "dark"] = "light"
) -> Iterator[tuple[Page, list[str]]]:
    """The mail in a window, and all that it asked for or said in a dialogue."""

    def dismiss(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", dismiss)
    page.set_content(html, wait_until="load")
    yield page, asked
    page.close()


@pytest.fixture(scope="module")
def seed() -> str:
    return html_of(made(make_brief([load(SEED)]), list_name="black-sea"))


LONG = told("Untrennbareswort" * 40, location="https://example.org/" + "a" * 300)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 600, 1200])
@pytest.mark.parametrize("which", ["seed", "endless words"])
def test_it_fits_can_be_read_and_asks_for_nothing(
    chromium: Browser, seed: str, width: int, scheme: Literal["light", "dark"], which: str
) -> None:
    html = seed if which == "seed" else html_of(made(LONG))
    with opened(chromium, html, width, scheme) as (page, asked):
        assert page.evaluate(OVERFLOWING) == [0]
        seen, unreadable = page.evaluate(UNREADABLE, LEAST_CONTRAST)
        assert seen > 20
        assert unreadable == []
        assert asked == []
        dark = page.evaluate("getComputedStyle(document.querySelector('.page')).backgroundColor")
        assert (dark == "rgb(255, 255, 255)") == (scheme == "light")
        if folder := os.environ.get("BRIEFING_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            name = f"mail-{which.replace(' ', '-')}-{width}-{scheme}.png"
            page.screenshot(path=Path(folder) / name, full_page=True)


def test_the_test_sees_what_does_not_fit_cannot_be_read_and_is_asked_for(
    chromium: Browser,
) -> None:
    bad = (
        "<body style='background: #fff'><p style='color: #999'>grey</p>"
        "<div style='width: 900px'>wide</div><img src='http://127.0.0.1:9/x.png'>"
        "<script>alert('said')</script>"
    )
    with opened(chromium, bad) as (page, asked):
        assert page.evaluate(OVERFLOWING)[0] > 0
        assert [text for text, _ in page.evaluate(UNREADABLE, LEAST_CONTRAST)[1]] == ["grey"]
        assert set(asked) == {"said", "http://127.0.0.1:9/x.png"}


def test_nothing_that_a_source_says_runs_is_fetched_or_becomes_an_element(
    chromium: Browser,
) -> None:
    def elements(page: Page) -> list[str]:
        names: list[str] = page.evaluate(
            "[...document.querySelectorAll('*')].map(one => one.tagName)"
        )
        return names

    with opened(chromium, html_of(made(told()))) as (page, _):
        harmless = elements(page)
    for text in [*XSS, *MARKDOWN]:
        with opened(chromium, html_of(made(told(text)))) as (page, asked):
            assert elements(page) == harmless, text
            assert asked == [], text
