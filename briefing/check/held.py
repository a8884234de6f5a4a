"""A draft held against its sources in one go: all that the check says of a brief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.brief import Citation, Draft, Finding
from briefing.check.coverage import uncovered
from briefing.check.draft import Checked, check_draft
from briefing.check.page import check_page
from briefing.document import Document

__all__ = ["Held", "hold"]


class Held(NamedTuple):
    """What stands and what does not, what was left out, and what is to be said of the page."""

    checked: Checked
    uncovered: tuple[Citation, ...]
    warnings: tuple[Finding, ...]


def hold(draft: Draft, documents: Sequence[Document], opinions: Sequence[Finding] = ()) -> Held:
    """Hold `draft` against `documents`, as `check_draft` does, and look for what it leaves out.

    It needs nothing but its arguments and gives nothing but what it returns, so that another
    process can do it.
    """
    checked = check_draft(draft, documents, opinions)
    return Held(
        checked,
        uncovered(checked.red_lines, documents),
        tuple(check_page(checked.stated, documents)),
    )
