"""Addresses of the web, several at a time, in the order in which they were named."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from threading import Thread
from typing import Final

from briefing.load.reading import Reading
from briefing.load.web import Fetched, fetch

__all__ = ["fetched"]

_AT_ONCE: Final = 6
"""As many as browsers open to one host."""


def fetched(addresses: Iterable[str | None], reading: Reading) -> Iterator[Future[Fetched] | None]:
    """Of each address the page that it gives, or will; None of what is no address.

    Each has the time that `reading` allows for one. Pages that nobody has taken yet are not
    more than are fetched at a time.
    """
    waiting: deque[Future[Fetched] | None] = deque()
    for address in addresses:
        waiting.append(_begin(address, reading) if address else None)
        if sum(1 for page in waiting if page) >= _AT_ONCE:
            yield waiting.popleft()
    yield from waiting


def _begin(address: str, reading: Reading) -> Future[Fetched]:
    page: Future[Fetched] = Future()

    def run() -> None:
        try:
            page.set_result(fetch(address, reading))
        except BaseException as error:  # raised where the page is taken
            page.set_exception(error)

    # A daemon, so that Ctrl-C and a failure of another address need not wait for it.
    Thread(target=run, daemon=True).start()
    return page
