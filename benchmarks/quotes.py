"""Quotes located, and wrongly grounded, beside LangExtract and RapidFuzz.

    python benchmarks/quotes.py DIR

DIR holds ``text/*.txt`` and ``attributions/*.ann`` (brat standoff), as ``data/dev`` does in
https://github.com/networkdynamics/PolNeAR; the corpus is fetched, never committed.

A **quote** is what stands between quotation marks inside an annotated content: three words
or more, once in its article. From each are made, where they apply:

* **verbatim**: the quote as it stands;
* **variants**: one kind of typography changed throughout, see `variants`; of each kind at
  most a hundred, spread evenly over the corpus, since LangExtract takes long;
* **corruptions**: one word changed at its first place, see `corruptions`. An article that
  has the corrupted words in this order, whatever lies between them but letters and digits,
  does not count;
* **elsewhere**: the quote, looked for in the next article, if that does not have its words.

The first two have their place in the text: *located* is the share for which a tool gives
its exact offsets, quote marks and white space at either end left aside. The last two have
none: *grounded* is the share for which a tool gives any place. LangExtract is asked through
its resolver, with the fuzzy alignment that is its default and without (exact only, no
partial match); RapidFuzz by `partial_ratio_alignment` at a cutoff of 90, with the borders
it gives widened to whole words. Times are means over single calls in this process; briefing's
first call in an article includes the index of it, in the long text the index is there.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import importlib.util
import re
import sys
import textwrap
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from briefing.check.quotes import QuoteIndex, locate
from briefing.document import Span

Locate = Callable[[str, str], Span | None]

_RIVALS = ("langextract", "rapidfuzz")
_CONTENT = re.compile(r"T\d+\tContent ([\d ;]+)\t")
_QUOTED = re.compile(r"“([^“”\"]+)”|\"([^“”\"]+)\"")
_WORD = re.compile(r"[^\W_]+")
_FEWEST_WORDS = 3
_MOST_VARIANTS = 100
_LONG_TEXT = 9_400
"""Words of the text in which the time of a look-up is taken."""
_LONG_TEXT_QUOTES = 40
_TRUE = ("verbatim", "variant")
_MODALS = {
    "will": "may",
    "would": "might",
    "can": "must",
    "could": "should",
    "may": "will",
    "might": "would",
    "must": "could",
    "should": "could",
    "shall": "may",
}
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_AUXILIARIES = [
    *_MODALS,
    "is",
    "are",
    "was",
    "were",
    "am",
    "do",
    "does",
    "did",
    "has",
    "have",
    "had",
]
_NEGATIONS = re.compile(r"\b(?:not|never|no)\s|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True)
class Quote:
    """A quotation in its article: `span` is where it stands, in code points."""

    text: str
    span: Span

    @property
    def wording(self) -> str:
        """Its characters."""
        return self.span.of(self.text)


class Item(NamedTuple):
    """One question to a tool; `expected` is None where `text` does not have the quote."""

    group: str
    kind: str
    quote: str
    text: str
    expected: Span | None


@dataclass
class Score:
    """What a tool made of the items of one kind; `right` and `grounded` count items."""

    items: int = 0
    right: int = 0
    grounded: int = 0
    seconds: float = 0.0

    def add(self, other: Score) -> None:
        """Count `other` in."""
        self.items += other.items
        self.right += other.right
        self.grounded += other.grounded
        self.seconds += other.seconds


@dataclass(frozen=True)
class Result:
    """One tool's scores by group and kind."""

    tool: str
    scores: dict[tuple[str, str], Score] = field(default_factory=lambda: defaultdict(Score))

    def of_group(self, group: str) -> Score:
        """The sum over the kinds of a group."""
        total = Score()
        for (name, _), score in self.scores.items():
            if name == group:
                total.add(score)
        return total


def main() -> int:
    parser = argparse.ArgumentParser(description="Quotes located and wrongly grounded.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="holds text/ and attributions/")
    folder: Path = parser.parse_args().folder
    if not (folder / "text").is_dir() or not (folder / "attributions").is_dir():
        print(f"PolNeAR is not there: no text/ and attributions/ in {folder}", file=sys.stderr)
        print("fetch https://github.com/networkdynamics/PolNeAR and name data/dev", file=sys.stderr)
        return 2
    if missing := [name for name in _RIVALS if importlib.util.find_spec(name) is None]:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        print(f"pip install {' '.join(missing)}", file=sys.stderr)
        return 2

    quotes = read(folder)
    items = thinned(list(make_items(quotes)))
    tools = {"briefing": locate} | rivals()
    results = []
    for tool, ask in tools.items():
        print(f"{tool}: {len(items)} items", file=sys.stderr)
        results.append(measure(tool, ask, items))
    print_scores(results)
    print_times(results, tools, quotes)
    return 0


# The items -----------------------------------------------------------------------------


def read(folder: Path) -> list[list[Quote]]:
    """The direct quotes of each article that has any, in the order of the text."""
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        # `newline=""`: offsets count the carriage returns.
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        spans: set[Span] = set()
        for annotation in sorted((folder / "attributions").glob(f"{path.stem}_????.ann")):
            for content in _CONTENT.findall(annotation.read_text(encoding="utf-8")):
                for piece in content.split(";"):
                    spans.update(_quoted(text, Span(*map(int, piece.split()))))
        words = _words(text)
        quotes = [Quote(text, span) for span in sorted(spans)]
        once = [quote for quote in quotes if words.count(_words(quote.wording)) == 1]
        if once:
            articles.append(once)
    return articles


def _quoted(text: str, content: Span) -> Iterator[Span]:
    for match in _QUOTED.finditer(text, content.start, content.end):
        span = _trimmed(text, Span(*match.span(match.lastindex or 0)))
        if len(_WORD.findall(span.of(text))) >= _FEWEST_WORDS:
            yield span


def make_items(articles: list[list[Quote]]) -> Iterator[Item]:
    """All questions, in the order of the articles."""
    for number, quotes in enumerate(articles):
        text = quotes[0].text
        names = _names(text)
        following = articles[(number + 1) % len(articles)][0].text
        for quote in quotes:
            yield Item("verbatim", "verbatim", quote.wording, text, quote.span)
            for kind, variant in variants(quote.wording):
                if variant != quote.wording:
                    yield Item("variant", kind, variant, text, quote.span)
            for kind, corrupted in corruptions(quote.wording, names):
                if _words(corrupted) not in _words(text):
                    yield Item("corruption", kind, corrupted, text, None)
            if _words(quote.wording) not in _words(following):
                yield Item("elsewhere", "another article's", quote.wording, following, None)


def thinned(items: list[Item]) -> list[Item]:
    """The items in their order, with at most `_MOST_VARIANTS` of each kind of variant."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        places[item.group, item.kind].append(place)
    kept: list[int] = []
    for (group, _), same in places.items():
        few = min(len(same), _MOST_VARIANTS) if group == "variant" else len(same)
        kept += [same[number * len(same) // few] for number in range(few)]
    return [items[place] for place in sorted(kept)]


def variants(wording: str) -> Iterator[tuple[str, str]]:
    """The same words in other typography, by kind; the same string where a kind does not apply."""
    straight = wording.translate(str.maketrans("“”‘’", "\"\"''"))
    yield "straight marks", straight
    yield "curly marks", re.sub(r"'", "’", re.sub(r"(?<!\S)'", "‘", straight))
    yield "backticks and accents", re.sub(r"(?<!\w)['‘]", "`", wording).replace("’", "´")
    yield "in straight marks", f'"{wording}"'
    yield "in curly marks", f"“{wording}”"
    yield "in guillemets", f"«\u00a0{wording}\u00a0»"
    yield "in doubled marks", f"''{wording}''"
    yield "no-break spaces", wording.replace(" ", "\u00a0")
    yield "double spaces", wording.replace(" ", "  ")
    yield "line breaks", "\n".join(textwrap.wrap(wording, 30, break_on_hyphens=False))
    yield "double hyphens", re.sub(r"\s*[—–]\s*", "--", wording)
    yield "spaced en dashes", re.sub(r"\s*—\s*", " – ", wording)
    yield "no-break hyphens", re.sub(r"(?<=\w)-(?=\w)", "\u2011", wording)
    yield "soft hyphens", re.sub(r"([^\W\d_]{4})([^\W\d_]{4})", "\\1\u00ad\\2", wording)
    yield "zero-width spaces", re.sub(r"([^\W\d_]{4})([^\W\d_]{4})", "\\1\u200b\\2", wording)
    yield "ligatures", wording.replace("fi", "ﬁ").replace("fl", "ﬂ")
    yield "full-width digits", wording.translate({48 + n: 0xFF10 + n for n in range(10)})
    yield "decomposed accents", unicodedata.normalize("NFD", wording)
    yield "first letter's case", wording[0].swapcase() + wording[1:]
    yield "ellipsis at the ends", f"…{wording}..."
    yield "ellipsis inside", _shortened(wording)


def _shortened(wording: str) -> str:
    """With its middle words left out, where it is one clause without a negation."""
    words = wording.split(" ")
    if len(words) < 6 or re.search(r"[.?!:;…\n]|n['’]t", wording) or _NEGATIONS.search(wording):
        return wording
    third = len(words) // 3
    return " ".join([*words[:third], "…", *words[-third:]])


def corruptions(wording: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """Other words in the same typography, by kind, where one applies.

    * number: the last digit of the first number is one more (9 becomes 0); without a digit,
      the first number word up to ten is the next one.
    * negation: the first *not*, *never*, *no* or *n't* is left out; without any, *not*
      follows the first modal or auxiliary.
    * modal: the first modal is another one.
    * name: the first capitalised word that follows a lower-case one is the next other name of
      the article, in alphabetical order.
    """
    if number := re.search(r"\d(?!\d)", wording):
        yield "number", _put(wording, number, str((int(number[0]) + 1) % 10))
    elif number := re.search(rf"\b(?:{'|'.join(_NUMBERS)})\b", wording):
        following = _NUMBERS[(_NUMBERS.index(number[0]) + 1) % len(_NUMBERS)]
        yield "number", _put(wording, number, following)
    if negation := _NEGATIONS.search(wording):
        yield "negation", _put(wording, negation, "")
    elif verb := re.search(rf"\b(?:{'|'.join(_AUXILIARIES)})\b(?!['’])", wording):
        yield "negation", _put(wording, verb, f"{verb[0]} not")
    if modal := re.search(rf"\b(?:{'|'.join(_MODALS)})\b(?!['’])", wording):
        yield "modal", _put(wording, modal, _MODALS[modal[0]])
    if name := re.search(r"(?<=[a-z] )[A-Z][a-z]{2,}\b", wording):
        others = [other for other in names if other > name[0]] + names
        if others[0] != name[0]:
            yield "name", _put(wording, name, others[0])


def _put(wording: str, match: re.Match[str], replacement: str) -> str:
    return wording[: match.start()] + replacement + wording[match.end() :]


def _names(text: str) -> list[str]:
    return sorted(set(re.findall(r"(?<=[a-z] )[A-Z][a-z]{2,}\b", text)))


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFKC', text).casefold()))} "


def _trimmed(text: str, span: Span) -> Span:
    passage = span.of(text)
    start = span.start + len(passage) - len(passage.lstrip(" \u00a0\n\"'“”‘’"))
    return Span(start, max(start, span.start + len(passage.rstrip(" \u00a0\n\"'“”‘’"))))


# The tools -----------------------------------------------------------------------------


def rivals() -> dict[str, Locate]:
    """What we compare with, by name and version."""
    resolver = importlib.import_module("langextract.resolver").Resolver()
    extraction = importlib.import_module("langextract.core.data").Extraction
    alignment = importlib.import_module("rapidfuzz.fuzz").partial_ratio_alignment

    def langextract(*, fuzzy: bool) -> Locate:
        def ask(quote: str, text: str) -> Span | None:
            (found,) = resolver.align(
                [extraction("quote", quote)],
                text,
                token_offset=0,
                char_offset=0,
                enable_fuzzy_alignment=fuzzy,
                accept_match_lesser=fuzzy,
            )
            place = found.char_interval
            return None if place is None else Span(place.start_pos, place.end_pos)

        return ask

    def rapidfuzz(quote: str, text: str) -> Span | None:
        found = alignment(quote, text, score_cutoff=90)
        if found is None:
            return None
        start, end = found.dest_start, found.dest_end
        while start > 0 and text[start - 1 : start + 1].isalnum():
            start -= 1
        while 0 < end < len(text) and text[end - 1 : end + 1].isalnum():
            end += 1
        return Span(start, end)

    versions = {name: importlib.metadata.version(name) for name in _RIVALS}
    return {
        f"LangExtract {versions['langextract']}": langextract(fuzzy=True),
        "LangExtract, exact only": langextract(fuzzy=False),
        f"RapidFuzz {versions['rapidfuzz']}": rapidfuzz,
    }


def measure(tool: str, ask: Locate, items: list[Item]) -> Result:
    """Put all items to a tool."""
    result = Result(tool)
    for item in items:
        begun = time.perf_counter()
        found = ask(item.quote, item.text)
        score = result.scores[item.group, item.kind]
        score.add(
            Score(
                items=1,
                right=_is_right(item, found),
                grounded=found is not None,
                seconds=time.perf_counter() - begun,
            )
        )
    return result


def _is_right(item: Item, found: Span | None) -> bool:
    if item.expected is None or found is None:
        return item.expected is found
    return _trimmed(item.text, found) == _trimmed(item.text, item.expected)


# The tables ----------------------------------------------------------------------------


def print_scores(results: list[Result]) -> None:
    """One row for each group, and below it one for each of its kinds."""
    _row("", "items", *(result.tool for result in results))
    _row("---", "--:", *("--:" for _ in results))
    for group, title in (
        ("verbatim", "**verbatim, located**"),
        ("variant", "**typographic variants, located**"),
        ("corruption", "**corruptions, wrongly grounded**"),
        ("elsewhere", "**another article's, wrongly grounded**"),
    ):
        totals = [result.of_group(group) for result in results]
        _row(title, str(totals[0].items), *(_share(group, total) for total in totals))
        kinds = [kind for name, kind in results[0].scores if name == group]
        for kind in kinds if len(kinds) > 1 else []:
            scores = [result.scores[group, kind] for result in results]
            _row(kind, str(scores[0].items), *(_share(group, score) for score in scores))
    scores = [_sum(result.of_group(group) for group in _TRUE) for result in results]
    misplaced = [f"{_percent(score.grounded - score.right, score.items)}" for score in scores]
    _row("**verbatim and variants, located at a wrong place**", str(scores[0].items), *misplaced)


def print_times(
    results: list[Result], tools: dict[str, Locate], articles: list[list[Quote]]
) -> None:
    """Milliseconds a quote: over all items, and in the long text once it was read."""
    text, quotes = long_text(articles)
    begun = time.perf_counter()
    QuoteIndex(text)
    indexing = (time.perf_counter() - begun) * 1000
    in_articles, in_long = [], []
    for result in results:
        total = _sum(result.scores.values())
        in_articles.append(f"{total.seconds / total.items * 1000:.2f}")
        ask = tools[result.tool]
        ask(quotes[0], text)
        begun = time.perf_counter()
        for quote in quotes:
            ask(quote, text)
        in_long.append(f"{(time.perf_counter() - begun) / len(quotes) * 1000:.2f}")
    _row(
        "**ms a quote, all of the above**",
        str(_sum(results[0].scores.values()).items),
        *in_articles,
    )
    _row(f"**ms a quote in {len(text.split()):,} words**", str(len(quotes)), *in_long)
    print(f"\nTo index the {len(text.split()):,} words took briefing {indexing:.0f} ms, once.")


def long_text(articles: list[list[Quote]]) -> tuple[str, list[str]]:
    """The first articles as one text of `_LONG_TEXT` words, and quotes from all over it."""
    words: list[str] = []
    wordings: list[str] = []
    for quotes in articles:
        words += quotes[0].text.split(" ")
        wordings += [quote.wording for quote in quotes]
        if len(" ".join(words).split()) >= _LONG_TEXT:
            break
    text = " ".join(words)
    end = [match.end() for match in re.finditer(r"\S+", text)][_LONG_TEXT - 1]
    step = max(1, len(wordings) // _LONG_TEXT_QUOTES)
    return text[:end], wordings[::step][:_LONG_TEXT_QUOTES]


def _sum(scores: Iterable[Score]) -> Score:
    total = Score()
    for score in scores:
        total.add(score)
    return total


def _share(group: str, score: Score) -> str:
    return _percent(score.right if group in _TRUE else score.grounded, score.items)


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    sys.exit(main())
