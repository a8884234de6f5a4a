"""Given names that tell the pronoun of their bearers, by the United States Census of 1990."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Literal, cast

from briefing.errors import BriefingError

__all__ = ["Gender", "gender_of"]

Gender = Literal["he", "she"]
_FILE = "census.tsv"


def gender_of(given_name: str) -> Gender | None:
    """The pronoun of nearly all who bear the name; None where nothing tells.

    Args:
        given_name: In lower case.
    """
    return _rows().get(given_name)


@lru_cache(maxsize=1)
def _rows() -> dict[str, Gender]:
    file = resources.files("briefing") / "_data" / "given_names" / _FILE
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise BriefingError(
            f"the list of given names {_FILE} is missing", hint="reinstall grounded-briefing"
        ) from error
    return {name: cast("Gender", gender) for name, gender in map(str.split, text.splitlines())}
