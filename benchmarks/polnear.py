"""Attributions against PolNeAR, the corpus of attributions in political news.

    python benchmarks/polnear.py DIR [--check | --raise | --lower]

DIR holds ``text/*.txt`` and ``attributions/*_<annotator>.ann`` (brat standoff), as
``data/train`` and ``data/dev`` do in https://github.com/networkdynamics/PolNeAR. The corpus
is fetched, never committed. What is measured:

* **source, content: exact match.** A predicted span is right when its two offsets equal
  those of a gold span of the same kind in the document; which cue it hangs on is not looked
  at, and each span counts once in a document. Nothing is trimmed: a comma too many is wrong.
* A discontinuous gold span counts as its pieces. Brat cuts a span at every line break, so
  pieces with nothing but white space between them are one; so are predicted pieces of one cue.
* A document with several annotators counts once for each of them.
* PolNeAR annotates the outermost attribution only. Predictions inside the content of another
  are not counted, on either side.
* **Jaccard**: the tokens (words and single marks) that are inside both a gold and a predicted
  span of the kind, divided by those inside either, over the whole corpus.
* **speaker**: of the gold content pieces that are quotations from mark to mark, with a gold
  source and at least three words, the share whose predicted attribution (the one whose content
  overlaps the piece most) has a source that overlaps the gold one.
* **words a second**: parsed, attributed, and searched for red lines, each on top of the one
  before, in this process, after one text to warm up.

Newell, Margolin, Ruths: An Attribution Relations Corpus for Political News. LREC 2018.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import floors

from briefing.document import Span
from briefing.language.attributions import Attribution, attributions
from briefing.language.parsing import parse
from briefing.language.redlines import red_line_candidates

_ENTITY = re.compile(r"(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t")
_RELATION = re.compile(r"E\d+\tAttribution\S*:T\d+ (.*)")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_QUOTED = re.compile(r"[“\"‘'].*[”\"’']", re.DOTALL)
_WORST = 10


@dataclass(frozen=True)
class Gold:
    """One annotated attribution; spans in pieces, in code points."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Miss:
    """A content that was not found as annotated; `tokens` of it are under no prediction."""

    tokens: int
    document: str
    gold: str
    predicted: str


@dataclass
class Tally:
    """Counts over the corpus, by kind of span."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)
    either: Counter[str] = field(default_factory=Counter)
    quotes: int = 0
    speakers: int = 0
    misses: list[Miss] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Shares between 0 and 1, by name."""
        figures: dict[str, float] = {}
        for kind in ("source", "content"):
            precision = _share(self.right[kind], self.predicted[kind])
            recall = _share(self.right[kind], self.gold[kind])
            figures[f"{kind}_precision"] = precision
            figures[f"{kind}_recall"] = recall
            figures[f"{kind}_f1"] = _share(2 * precision * recall, precision + recall)
            figures[f"{kind}_jaccard"] = _share(self.both[kind], self.either[kind])
        figures["quote_speaker"] = _share(self.speakers, self.quotes)
        return figures


def main() -> int:
    parser = argparse.ArgumentParser(description="Attributions against PolNeAR.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="holds text/ and attributions/")
    floors.add_arguments(parser)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    if not (folder / "text").is_dir() or not (folder / "attributions").is_dir():
        print(f"PolNeAR is not there: no text/ and attributions/ in {folder}", file=sys.stderr)
        print("fetch https://github.com/networkdynamics/PolNeAR and name data/dev", file=sys.stderr)
        return 3

    tally, words, seconds = measure(folder)
    figures = tally.figures()
    for name, figure in figures.items():
        print(f"{name:18} {figure:.4f}")
    print(f"{tally.quotes} quotations\n{words} words, a second: ", end="")
    rates = (words / so_far for so_far in accumulate(seconds.values()))
    print(", ".join(f"{rate:.0f} {name}" for rate, name in zip(rates, seconds, strict=True)))
    print()
    print("The worst: annotated content of which the most tokens went unseen")
    for miss in sorted(tally.misses, key=lambda miss: -miss.tokens)[:_WORST]:
        print(f"- {miss.document}, {miss.tokens} tokens\n  gold:      {miss.gold}")
        print(f"  predicted: {miss.predicted}")
    return floors.hold("polnear", figures, floors.corpus_sha256(folder), arguments.floors)


def measure(folder: Path) -> tuple[Tally, int, dict[str, float]]:
    """Score every document: the tally, words read, seconds spent on each of the layers."""
    layers: dict[str, Callable[[str], object]] = {
        "parsed": parse,
        "with attributions": attributions,
        "with red lines": red_line_candidates,
    }
    tally, words, seconds = Tally(), 0, dict.fromkeys(layers, 0.0)
    red_line_candidates("The minister said that it was warm.")
    for path in sorted((folder / "text").glob("*.txt")):
        # `newline=""`: offsets count the carriage returns.
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        for name, layer in layers.items():
            begun = time.perf_counter()
            layer(text)
            seconds[name] += time.perf_counter() - begun
        found = [one for one in attributions(text) if one.parent is None]
        words += len(text.split())
        for annotation in sorted((folder / "attributions").glob(f"{path.stem}_????.ann")):
            score(tally, path.stem, text, read(annotation, text), found)
    return tally, words, seconds


def read(path: Path, text: str) -> list[Gold]:
    """The attributions of one brat file; marks of another kind are left out."""
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    relations: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if entity := _ENTITY.match(line):
            pieces = tuple(Span(*map(int, piece.split())) for piece in entity[3].split(";"))
            spans[entity[1]] = (entity[2], _joined(pieces, text))
        elif match := _RELATION.match(line):
            relations.append(match[1])
    found = []
    for relation in relations:
        roles: dict[str, tuple[Span, ...]] = {"Source": (), "Content": (), "Cue": ()}
        for name in (argument.partition(":")[2] for argument in relation.split()):
            if name in spans:
                kind, pieces = spans[name]
                roles[kind] += pieces
        found.append(Gold(roles["Source"], _joined(roles["Content"], text)))
    return found


def score(
    tally: Tally, document: str, text: str, gold: list[Gold], found: list[Attribution]
) -> None:
    """Add one annotator's reading of one document to `tally`."""
    tokens = [Span(*match.span()) for match in _TOKEN.finditer(text)]
    contents = _by_cue(found, text)
    annotated = {
        "source": {piece for one in gold for piece in one.source},
        "content": {piece for one in gold for piece in one.content},
    }
    predicted = {
        "source": {one.source for one in found if one.source},
        "content": contents,
    }
    for kind, spans in annotated.items():
        tally.right[kind] += len(spans & predicted[kind])
        tally.gold[kind] += len(spans)
        tally.predicted[kind] += len(predicted[kind])
        inside, guessed = _covered(tokens, spans), _covered(tokens, predicted[kind])
        tally.both[kind] += len(inside & guessed)
        tally.either[kind] += len(inside | guessed)
    guessed = _covered(tokens, contents)
    for piece in sorted(annotated["content"] - contents):
        unseen = len(_covered(tokens, {piece}) - guessed)
        nearest = max(contents, key=lambda span: (_overlap(span, piece), span), default=piece)
        shown = _shown(nearest, text) if _overlap(nearest, piece) else "nothing"
        tally.misses.append(Miss(unseen, document, _shown(piece, text), shown))
    for one in gold:
        for piece in one.content:
            if one.source and _QUOTED.fullmatch(piece.of(text)) and piece.of(text).count(" ") > 1:
                tally.quotes += 1
                best = max(
                    (guess for guess in found if guess.content),
                    key=lambda guess: _overlap(guess.content or piece, piece),
                    default=None,
                )
                if best and best.content and best.source and _overlap(best.content, piece):
                    tally.speakers += any(_overlap(best.source, span) for span in one.source)


def _by_cue(found: Iterable[Attribution], text: str) -> set[Span]:
    pieces: dict[Span | None, list[Span]] = {}
    for one in found:
        if one.content:
            pieces.setdefault(one.cue, []).append(one.content)
    return {span for spans in pieces.values() for span in _joined(sorted(spans), text)}


def _joined(pieces: Iterable[Span], text: str) -> tuple[Span, ...]:
    return tuple(_join(sorted(pieces), text))


def _join(pieces: list[Span], text: str) -> Iterator[Span]:
    while pieces:
        first = pieces.pop(0)
        while pieces and not text[first.end : pieces[0].start].strip():
            first = Span(first.start, max(first.end, pieces.pop(0).end))
        yield first


def _covered(tokens: list[Span], spans: Iterable[Span]) -> set[Span]:
    covered: set[Span] = set()
    for span in spans:
        covered.update(token for token in tokens if span.start <= token.start < span.end)
    return covered


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _shown(span: Span, text: str) -> str:
    words = " ".join(span.of(text).split())
    return words if len(words) <= 200 else f"{words[:120]} … {words[-70:]}"


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    sys.exit(main())
