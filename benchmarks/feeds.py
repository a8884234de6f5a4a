"""Feeds that are broken in every way that a feed parser's own tests know.

    python benchmarks/feeds.py DIR [--check | --raise | --lower]

DIR is ``tests`` of https://github.com/kurtmckee/feedparser; fetched, never committed. Each file
is read as `briefing make` reads a file or an answer of the web, but what its entries link to
is not fetched. A file is **clear** where it gives entries or other text, or an error that says
what to do, within five seconds. Anything else that is raised, and any wait, is printed.

* **illformed_clear**: of ``illformed``, which feedparser itself calls ill-formed.
* **encoding_clear**: of ``encoding``, where the declared encoding is often not the real one.
* **wellformed_read**: of ``wellformed``, ``entities`` and ``json``, the share of the files with
  an entry that are read as feeds with at least as many entries as stand in the file. Not
  counted are the two forms that we do not read, CDF and files that define entities.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import floors

from briefing.errors import SourceEmptyError, SourceError
from briefing.load.articles import read_article
from briefing.load.feeds import is_feed, read_feed
from briefing.load.reading import Reading

_PARTS = ("illformed", "encoding", "wellformed", "entities", "json")
_LONGEST = 5.0
_ALL = Reading(limit=10_000)
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s/>]")
_NOT_OURS = re.compile(rb"<!ENTITY|<channel[^>]+href|<CHANNEL", re.IGNORECASE)


def main() -> int:
    parser = argparse.ArgumentParser(description="Broken feeds.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="holds illformed/, encoding/, …")
    floors.add_arguments(parser)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    if not (folder / "illformed").is_dir():
        print(f"feedparser's tests are not there: no illformed/ in {folder}", file=sys.stderr)
        print("fetch https://github.com/kurtmckee/feedparser and name tests", file=sys.stderr)
        return 2
    figures = {
        "illformed_clear": clear("illformed", files(folder / "illformed")),
        "encoding_clear": clear("encoding", files(folder / "encoding")),
        "wellformed_read": wellformed(
            [path for part in _PARTS[2:] for path in files(folder / part)]
        ),
    }
    for name, figure in figures.items():
        print(f"{name:16} {figure:.4f}")
    parts = [floors.corpus_sha256(folder / part) for part in _PARTS]
    corpus = hashlib.sha256("".join(parts).encode()).hexdigest()
    return floors.hold("feeds", figures, corpus, arguments.floors)


def files(folder: Path) -> list[Path]:
    """The feeds below `folder`."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".xml", ".json"))


def clear(part: str, paths: Sequence[Path]) -> float:
    """The share of files that are read, or refused with a hint, in time."""
    outcomes: Counter[str] = Counter()
    for path in paths:
        begun = time.perf_counter()
        outcome = read(path)
        seconds = time.perf_counter() - begun
        if outcome.startswith("fault") or seconds > _LONGEST:
            print(f"{path.name}: {outcome}, {seconds:.1f} s")
            outcome = "fault"
        outcomes[outcome] += 1
    told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
    print(f"{part}: {len(paths)} files, {told}")
    return 1 - outcomes["fault"] / len(paths)


def read(path: Path) -> str:
    """What reading a file comes to: ``entries``, ``text``, a kind of error, or ``fault: …``."""
    data = path.read_bytes()
    try:
        if is_feed(data):
            return "entries" if read_feed(data, path.name, "", _ALL) else "fault: nothing"
        read_article(data, path.name, suffix=path.suffix)
    except SourceError as error:
        return type(error).__name__ if error.hint else f"fault: no hint: {error}"
    # Exactly what must not happen is looked for.
    except Exception as error:
        return f"fault: {type(error).__name__}: {error}"
    return "text"


def wellformed(paths: Sequence[Path]) -> float:
    """The share of files with entries of which all entries are read."""
    right = counted = 0
    for path in paths:
        data = path.read_bytes()
        expected = len(_ENTRY.findall(data)) or path.suffix == ".json"
        if not expected or _NOT_OURS.search(data):
            continue
        counted += 1
        found = 0
        try:
            found = len(read_feed(data, path.name, "", _ALL)) if is_feed(data) else 0
        except SourceEmptyError:
            pass
        except SourceError as error:
            print(f"{path.name}: {error}")
        if found >= expected:
            right += 1
        else:
            print(f"{path.parent.name}/{path.name}: {found} of {expected} entries")
    print(f"wellformed: {counted} files with entries")
    return right / counted


if __name__ == "__main__":
    sys.exit(main())
