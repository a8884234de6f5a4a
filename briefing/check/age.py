"""How old the newest source was when the brief was made."""

from __future__ import annotations

from datetime import datetime, timedelta

from briefing.brief import Finding
from briefing.findings import finding
from briefing.times import in_words, latest_moment

__all__ = ["check_age"]


def check_age(cutoff: str | None, now: datetime, stale_after: timedelta | None) -> list[Finding]:
    """Warn where `cutoff`, the newest date of the sources, is older than `stale_after`.

    A date without a time counts as its last moment. Sources without any date may be of any
    age, and are warned of too.
    """
    if stale_after is None:
        return []
    moment = latest_moment(cutoff) if cutoff else None
    if moment is None:
        message = f"no source is dated; all may be over {in_words(stale_after)} old"
    elif now - moment > stale_after:
        message = f"the newest source is over {in_words(stale_after)} old, of {cutoff}"
    else:
        return []
    return [finding("sources-stale", "sources", message)]
