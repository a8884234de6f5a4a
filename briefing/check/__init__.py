"""The check: what is said is held against the sources. Pure, and without a model."""

from __future__ import annotations

from briefing.check.age import check_age
from briefing.check.coverage import uncovered
from briefing.check.draft import Checked, check_draft
from briefing.check.held import Held, hold
from briefing.check.page import check_page
from briefing.check.published import check_brief, stated_in, uncovered_message

__all__ = [
    "Checked",
    "Held",
    "check_age",
    "check_brief",
    "check_draft",
    "check_page",
    "hold",
    "stated_in",
    "uncovered",
    "uncovered_message",
]
