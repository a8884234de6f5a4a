"""The place and date with which a news agency opens its text."""

from __future__ import annotations

import re
from typing import Final

from briefing.document import Span

__all__ = ["undated"]

_DATELINE: Final = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'/ -]{2,80}?(?:, [\w.]+(?: [\w.]+)?)?(?: \([^)\n]{2,40}\))?"
    r" *[-–—]{1,2} +(?=\S)"
)


def undated(span: Span, text: str) -> Span:
    """The span without the dateline of a news agency: GENEVA (Reuters) - ..."""
    if span.start and text[span.start - 1] not in "\r\n":
        return span
    dateline = _DATELINE.match(text, span.start, span.end)
    return Span(dateline.end(), span.end) if dateline else span
