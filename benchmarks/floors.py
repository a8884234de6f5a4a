"""Floors under the figures that the benchmarks measure: they rise, and nothing lowers them unseen.

`benchmarks/floors.json` holds, under each benchmark's name, the sha256 of the corpus and
the lowest value that each figure may have. In every figure more is better.

    --check   exit 1 where a figure lies below its floor, or the corpus is another one
    --raise   lift each floor to the figure just measured; none sinks
    --lower   set each floor to the figure just measured, also where that is less
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path

__all__ = ["add_arguments", "corpus_sha256", "hold"]

FILE = Path(__file__).with_name("floors.json")
_DECIMALS = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the options ``--check``, ``--raise`` and ``--lower``, of which one may stand.

    The parsed namespace has the choice in `floors`; None where none was made.
    """
    choice = parser.add_mutually_exclusive_group()
    for name, text in (
        ("check", "exit 1 where a figure lies below its floor"),
        ("raise", "lift the floors to what was measured"),
        ("lower", "set the floors to what was measured, also where that is less"),
    ):
        choice.add_argument(f"--{name}", dest="floors", action="store_const", const=name, help=text)


def corpus_sha256(folder: Path) -> str:
    """Hash names and bytes of all files below `folder`, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def hold(
    name: str, figures: dict[str, float], corpus: str, choice: str | None, file: Path = FILE
) -> int:
    """Hold `figures` against the floors of benchmark `name`, or write new floors.

    Args:
        name: Key of the benchmark in the file.
        figures: What was measured; in each, more is better.
        corpus: sha256 of the corpus, in hexadecimal.
        choice: ``check``, ``raise``, ``lower``, or None to do nothing.
        file: The file of floors; made where it is missing.

    Returns:
        The exit status: 1 where a check or a raise fails, else 0.
    """
    if choice is None:
        return 0
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    held = known.get(name, {"corpus": corpus, "floors": {}})
    if choice != "lower" and held["corpus"] != corpus:
        print(f"{name}: the floors were measured on another corpus", file=sys.stderr)
        return 1
    floors: dict[str, float] = held["floors"]
    if choice == "check":
        return _check(name, figures, floors)
    # Rounding down keeps the figure that was just measured above its own floor.
    measured = {key: _round_down(value) for key, value in figures.items()}
    if choice == "raise":
        measured = {key: max(value, floors.get(key, value)) for key, value in measured.items()}
    known[name] = {"corpus": corpus, "floors": floors | measured}
    file.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _check(name: str, figures: dict[str, float], floors: dict[str, float]) -> int:
    failures = [f"{key}: no floor" for key in sorted(figures.keys() - floors.keys())]
    failures += [f"{key}: not measured" for key in sorted(floors.keys() - figures.keys())]
    failures += [
        f"{key}: {figures[key]:.4f} lies below the floor {floors[key]:.4f}"
        for key in sorted(figures.keys() & floors.keys())
        if figures[key] < floors[key]
    ]
    for failure in failures:
        print(f"{name}: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _round_down(value: float) -> float:
    scale = 10.0**_DECIMALS
    return math.floor(value * scale) / scale
