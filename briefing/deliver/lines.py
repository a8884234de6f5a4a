"""On which line of a TOML file a setting stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["line_of"]


def line_of(text: str, place: Sequence[str | int]) -> int:
    """The line, from 1, of what stands at `place`, else of the nearest that holds it.

    Args:
        text: TOML that can be read.
        place: Keys and positions in lists, as in ``("watch", 0, "to", 1)``.
    """
    # The standard library reads the values, and keeps no lines.
    from toml_rs import load_with_metadata

    node: Any = load_with_metadata(text).meta["nodes"]
    line = 1
    for step in place:
        inner = node if _line(node) is None else node["value"]
        try:
            node = inner[step]
        except (KeyError, IndexError, TypeError):
            break
        line = _first(node) or line
    return line


def _line(node: dict[str, Any]) -> int | None:
    """The line of a key, else of its value; None of a table, whose own is not told."""
    line = node.get("key_line", node.get("value_line"))
    if isinstance(line, tuple):
        line = line[0]
    return line if isinstance(line, int) else None


def _first(node: dict[str, Any]) -> int | None:
    """The line of a node, of a table the first one in it."""
    if line := _line(node):
        return line
    return min((line for child in node.values() if (line := _first(child))), default=None)
