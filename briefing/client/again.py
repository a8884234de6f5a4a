"""Whether a service that did not answer is asked again, and after how long.

The rules are those of OpenAI's SDK, which are not used themselves: what it sends again by
itself, no budget is asked about.
"""

from __future__ import annotations

import random

from briefing.client.reply import Refusal
from briefing.errors import ModelConnectionError, ModelError, ModelTimeoutError

__all__ = ["pause"]

_STATUSES = (408, 409, 429)
"""Timeout, conflict, too many requests; and all from 500 up."""
_FIRST = 0.5
_LONGEST = 8.0
_LONGEST_ASKED = 120.0
"""Seconds to wait by the service's word; where it says more, it is not asked again."""
_SPREAD = 0.25


def pause(failure: Refusal | ModelError, tries: int) -> float | None:
    """Seconds until the service is asked again; None where that would not help.

    Args:
        failure: What came in place of an answer.
        tries: How often it was asked before.
    """
    asked = None
    if isinstance(failure, Refusal):
        if failure.quota:
            return None
        again = failure.status in _STATUSES or failure.status >= 500
        if not (again if failure.again is None else failure.again):
            return None
        asked = failure.retry_after
    elif not isinstance(failure, ModelConnectionError | ModelTimeoutError):
        return None
    if asked:
        return asked if asked <= _LONGEST_ASKED else None
    # Spread, so that those who failed together do not come again together.
    return min(_FIRST * 2.0**tries, _LONGEST) * (1 - _SPREAD * random.random())
