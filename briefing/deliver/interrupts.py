"""Ending when asked to (SIGTERM, Ctrl-C): at once, but for what must not be cut in two."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Self

__all__ = ["Interrupts", "Stopped"]

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stopped(BaseException):
    """The user or the system asked us to end."""


class Interrupts:
    """While it is entered, a signal to end raises `Stopped`, within `held` only at its end.

    A second one does not wait. To be entered in the main thread alone.

    Attributes:
        asked: Whether there was one.
    """

    def __init__(self) -> None:
        self.asked = False
        self._holds = 0

    def __enter__(self) -> Self:
        self._before = [signal.signal(number, self._handle) for number in _SIGNALS]
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in zip(_SIGNALS, self._before, strict=True):
            signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """What stands inside is not interrupted, but by the second signal."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
        if self.asked and not self._holds:
            raise Stopped

    def _handle(self, number: int, frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if again or not self._holds:
            raise Stopped
