"""Articles of web pages, beside what trafilatura by itself takes for the article.

    python benchmarks/articles.py DIR [--check | --raise | --lower]

DIR is ``tests`` of https://github.com/adbar/trafilatura; fetched, never committed. Its
``evaldata.json`` names for each page of ``cache`` and ``eval`` passages that belong to the
article (`with`) and that do not (`without`). Every 99th page is read: ten of the 990.

* **words_kept**: of the words that trafilatura extracts from a page, those that are in our
  text in the same order; the mean of the pages. The worst pages are printed. What a page hides
  from its reader (see `briefing.load.html`) is no part of our text.
* **f1**: of the passages, white space apart, by the counts of all pages; trafilatura's own
  stands beside it. **f1_beside** is ours divided by its own: 1 where nothing is lost.
* **titled**: the share of the pages with a title of which we have one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import floors

from briefing.load.articles import read_article

_EVERY = 99
_WORST = 3


@dataclass
class Passages:
    """What was found of the passages that belong to articles, and of those that do not."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, text: str, wanted: Sequence[str], unwanted: Sequence[str]) -> None:
        """Count the passages of one page."""
        plain = _plain(text)
        found = sum(_plain(passage) in plain for passage in wanted)
        self.right += found
        self.missed += len(wanted) - found
        self.wrong += sum(_plain(passage) in plain for passage in unwanted)

    def f1(self) -> float:
        """Between 0 and 1."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)


@dataclass
class Tally:
    """The figures of all pages."""

    ours: Passages = field(default_factory=Passages)
    own: Passages = field(default_factory=Passages)
    kept: list[tuple[float, str]] = field(default_factory=list)
    titles: int = 0
    titled: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Articles beside trafilatura's.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="holds evaldata.json and eval/")
    floors.add_arguments(parser)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    if not (folder / "evaldata.json").is_file():
        print(f"trafilatura's pages are not there: no evaldata.json in {folder}", file=sys.stderr)
        print("fetch https://github.com/adbar/trafilatura and name tests", file=sys.stderr)
        return 2
    tally = measure(folder)
    kept = [share for share, _ in tally.kept]
    figures = {
        "words_kept": sum(kept) / len(kept),
        "f1_beside": tally.ours.f1() / tally.own.f1(),
        "titled": tally.titled / tally.titles,
    }
    for name, figure in figures.items():
        print(f"{name:12} {figure:.4f}")
    print(f"{'f1':12} {tally.ours.f1():.4f}, trafilatura's own {tally.own.f1():.4f}")
    print(f"{len(kept)} pages, of which {kept.count(1.0)} lose no word; the least kept:")
    for share, page in sorted(tally.kept)[:_WORST]:
        print(f"- {page}: {share:.4f}")
    corpus = hashlib.sha256((folder / "evaldata.json").read_bytes()).hexdigest()
    return floors.hold("articles", figures, corpus, arguments.floors)


def measure(folder: Path) -> Tally:
    """Read every 99th page in the order of their addresses, both ways."""
    import trafilatura

    pages = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    tally = Tally()
    for address in sorted(pages)[::_EVERY]:
        page = pages[address]
        name = page["file"]
        file = next(
            path for path in (folder / "cache" / name, folder / "eval" / name) if path.is_file()
        )
        data = file.read_bytes()
        own = trafilatura.extract(data, include_comments=False) or ""
        article = read_article(data, name, suffix=".html")
        tally.kept.append((kept(own.split(), article.text.split()), name))
        tally.ours.add(article.text, page["with"], page["without"])
        tally.own.add(own, page["with"], page["without"])
        if trafilatura.extract_metadata(data).title:
            tally.titles += 1
            tally.titled += bool(article.title)
    return tally


def kept(words: Sequence[str], text: Sequence[str]) -> float:
    """The share of `words` that are in `text` in the same order."""
    matcher = SequenceMatcher(None, words, text, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(words) if words else 1.0


def _plain(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
