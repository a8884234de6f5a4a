"""The index of a folder: which briefs it lists, where it leads, and that no text gets out."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from briefing.archive import read_archive, write_archive
from briefing.brief import Brief
from briefing.render import render
from briefing.render.index import Entry, render_index
from tests.conftest import SEED
from tests.test_cli import run
from tests.test_render import HOSTILE, brief, tags

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def dated(name: str, day: int, **parts: Any) -> Brief:
    made = brief(name, **parts)
    created = datetime(2026, 11, day, 9, tzinfo=UTC)
    return made.model_copy(update={"run": made.run.model_copy(update={"created": created})})


def put(folder: Path, name: str, made: Brief, *suffixes: str) -> None:
    (folder / f"{name}.json").write_text(render(made, "json"), encoding="utf-8")
    for suffix in suffixes:
        (folder / f"{name}.{suffix}").write_bytes(b"beside")


def indexed(folder: Path) -> str:
    done = run("index", folder)
    assert done.returncode == 0, done.stderr
    return (folder / "index.html").read_text(encoding="utf-8")


def titles(page: str) -> list[str]:
    return [html.unescape(re.sub("<.*?>", "", one)) for one in re.findall(r"<h2>(.*?)</h2>", page)]


def addresses(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'href="([^"]*)"', page)]


def test_briefs_are_listed_newest_first_with_the_files_beside_them(tmp_path: Path) -> None:
    put(tmp_path, "old", dated("Older", 3), "pdf", "html")
    put(tmp_path, "new", dated("Newer", 20, red_lines=()), "md", "exe")
    page = indexed(tmp_path)
    assert titles(page) == ["Newer", "Older"]
    assert addresses(page) == "new.md new.md new.json old.html old.html old.pdf old.json".split()
    assert "20 November 2026" in page
    assert page.count("<h3>Red lines</h3>") == 1


def test_a_pack_is_listed_by_itself_and_beside_its_json(tmp_path: Path) -> None:
    assert run("make", SEED, "--pack", tmp_path / "seed.zip").returncode == 0
    assert addresses(indexed(tmp_path)) == ["seed.zip", "seed.zip"]
    run("make", SEED, "--format", "json", "-o", tmp_path / "seed.json")
    page = indexed(tmp_path)
    assert len(titles(page)) == 1
    assert addresses(page) == ["seed.json", "seed.json", "seed.zip"]


def test_what_is_no_brief_is_passed_over_and_named(tmp_path: Path) -> None:
    put(tmp_path, "good", brief("Good"))
    (tmp_path / "bad.json").write_text("{}")
    (tmp_path / "bad.zip").write_bytes(b"PK")
    (tmp_path / ".hidden.json").write_text("{}")
    (tmp_path / "folder.json").mkdir()
    run("make", SEED, "--pack", tmp_path / "forged.zip")
    files = read_archive((tmp_path / "forged.zip").read_bytes())
    forged = {**files, "brief.json": files["brief.json"].replace(b"Putin", b"Xutin")}
    (tmp_path / "forged.zip").write_bytes(write_archive(forged))
    done = run("index", tmp_path)
    assert done.returncode == 0
    for name in ("bad.json", "bad.zip", "forged.zip"):
        assert f"passed over {name}" in done.stderr
    assert "hidden" not in done.stderr
    assert titles((tmp_path / "index.html").read_text(encoding="utf-8")) == ["Good"]


def test_a_folder_without_briefs_or_none_at_all_exits_3(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none", SEED):
        done = run("index", folder)
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "index.html").exists()


def test_the_index_of_a_batch_is_made_twice_the_same(tmp_path: Path) -> None:
    put(tmp_path, "index", dated("Named as the index", 4), "html")
    first = indexed(tmp_path)
    assert addresses(first) == ["index.json", "index.json"]
    assert indexed(tmp_path) == first


def test_links_lead_to_the_files_from_wherever_the_index_stands(tmp_path: Path) -> None:
    folder = tmp_path / "briefs of ä day"
    folder.mkdir()
    names = ["a b", "javascript.alert(1)", "x#y&z;", "50%25", "Сводка", "q'uote"]
    for name in names:
        put(folder, name, brief(name))
    for index in (folder / "index.html", tmp_path / "i.html", tmp_path / "up" / "i.html"):
        index.parent.mkdir(exist_ok=True)
        assert run("index", folder, "-o", index).returncode == 0
        found = set()
        for address in addresses(index.read_text(encoding="utf-8")):
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
            found.add((index.parent / unquote(parts.path)).resolve())
        assert found == {(folder / f"{name}.json").resolve() for name in names}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["a:b", "javascript:alert(1)", 'quo"te', "<img src=x>", "a?b"])
def test_names_that_some_systems_allow_are_no_addresses(name: str, tmp_path: Path) -> None:
    put(tmp_path, name, brief("Named"))
    page = indexed(tmp_path)
    assert {unquote(address) for address in addresses(page)} == {f"{name}.json"}
    assert all(urlsplit(address).scheme == "" for address in addresses(page))


@pytest.mark.parametrize("text", [*HOSTILE, "</script><script>alert(1)</script>", "{{ 7 }}"])
def test_no_text_adds_a_tag_or_an_attribute(text: str) -> None:
    def page(said: str) -> str:
        return render_index([Entry(brief(said), ("one.json",))], Path("in"), Path("in/index.html"))

    assert tags(page(text)) == tags(page("Words"))


def test_the_policy_allows_the_pages_own_style_and_script_alone(tmp_path: Path) -> None:
    put(tmp_path, "one", brief())
    page = indexed(tmp_path)
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    for element in ("style", "script"):
        (text,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{hashed}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"(?:src|action)\s*=", re.sub(r"(?s)<script>.*", "", page))


def test_a_template_of_the_users_own_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "one", brief("<Mine>"))
    (tmp_path / "templates").mkdir()
    own = tmp_path / "templates" / "index.html.jinja"
    own.write_text("{% for entry in entries %}{{ entry.brief.title }}{% endfor %}")
    assert indexed(tmp_path) == "&lt;Mine&gt;\n"
    own.write_text("{{ nothing }}")
    assert run("index", tmp_path).returncode == 2
    own.unlink()
    (tmp_path / "templates" / "index.css").write_text("</style>")
    assert run("index", tmp_path).returncode == 2


# In a real browser -------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "one", dated("Élysée talks", 3, red_lines=()))
    put(tmp_path, "two", dated("Baku", 12), "html")
    put(tmp_path, "three", dated("<b>Caracas</b>", 20))
    indexed(tmp_path)
    return tmp_path


def opened(chromium: Browser, folder: Path, **context: Any) -> tuple[Page, list[str]]:
    """The index in a browser; what it asks for elsewhere, or complains of, is written down."""
    page = chromium.new_context(**context).new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    asked: list[str] = []
    address = (folder / "index.html").as_uri()
    page.goto(address)
    assert asked == [address]
    return page, faults


def shown(page: Page) -> list[str]:
    return page.locator("#briefs > li:visible h2").all_inner_texts()


@pytest.mark.installed
def test_filters_narrow_the_list_and_say_how_far(chromium: Browser, folder: Path) -> None:
    page, faults = opened(chromium, folder)
    everything = ["<b>Caracas</b>", "Baku", "Élysée talks"]
    assert shown(page) == everything
    page.get_by_label("Words").fill("elysee TALKS")
    assert shown(page) == ["Élysée talks"]
    assert page.locator("#count").inner_text() == "1 of 3 briefs"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("document.querySelector('#count').textContent === '3 of 3 briefs'")
    page.get_by_label("Actor").select_option("<b>Caracas</b>")
    assert shown(page) == ["<b>Caracas</b>"]
    page.get_by_label("Actor").select_option("")
    page.get_by_label("Red line by").select_option("Baku")
    assert shown(page) == ["Baku"]
    page.get_by_label("Red line by").select_option("")
    page.get_by_label("From").fill("2026-11-10")
    page.get_by_label("To", exact=True).fill("2026-11-19")
    assert shown(page) == ["Baku"]
    page.get_by_label("From").fill("")
    page.get_by_label("To", exact=True).fill("")
    page.get_by_label("With red lines").check()
    assert shown(page) == everything[:2]
    page.get_by_label("With red lines").uncheck()
    page.get_by_label("Order").select_option("title")
    assert shown(page) == ["<b>Caracas</b>", "Baku", "Élysée talks"]
    page.get_by_label("Order").select_option("lines")
    assert shown(page)[-1] == "Élysée talks"
    assert faults == []


@pytest.mark.installed
def test_without_script_the_list_stands_whole(chromium: Browser, folder: Path) -> None:
    page, faults = opened(chromium, folder, java_script_enabled=False)
    assert len(shown(page)) == 3
    assert not page.locator("#filters").is_visible()
    assert faults == []


@pytest.mark.installed
def test_its_links_open_the_briefs(chromium: Browser, folder: Path) -> None:
    page, _ = opened(chromium, folder)
    page.get_by_role("link", name="Baku").click()
    assert page.url == (folder / "two.html").as_uri()


@pytest.mark.installed
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1600])
def test_it_is_readable_by_all_at_every_width(
    scheme: str, width: int, chromium: Browser, folder: Path
) -> None:
    page, _ = opened(
        chromium, folder, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results = Axe().run(page)
    assert results.violations_count == 0, json.dumps(results.response["violations"])[:2000]


@pytest.mark.installed
def test_no_text_of_a_brief_runs_in_it(chromium: Browser, folder: Path) -> None:
    attack = "</script><img src=x onerror='window.hit=1'><svg onload='window.hit=1'>"
    put(folder, "attack", brief(attack))
    indexed(folder)
    page, faults = opened(chromium, folder)
    page.get_by_label("Words").fill("onerror")
    assert shown(page) == [attack]
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, main svg").count() == 0
    assert faults == []
