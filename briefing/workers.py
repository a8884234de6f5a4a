"""Processes that do what keeps a processor busy, since Python runs one thread at a time.

Models are asked, the budget is kept and files are written by the process that owns them;
they are given documents and drafts, and give back what the check says.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from briefing.brief import Brief, Unread
from briefing.check import hold
from briefing.document import Document
from briefing.draft import Drafter, Repairer
from briefing.errors import WorkerEndedError
from briefing.judge import Judge
from briefing.pipeline import make_brief

__all__ = ["Make", "makers"]

P = ParamSpec("P")
R = TypeVar("R")

Make = Callable[[Sequence[Document], Sequence[Unread]], Brief]

_BRIEFS = 10
"""Short briefs that take about as long as a worker takes to start."""
_MOST = 16
"""Each worker holds the language model, in some 270 MB."""


@contextmanager
def makers(drafter: Drafter, judge: Judge | None, *, at_once: int, briefs: int) -> Iterator[Make]:
    """What makes briefs, called by several threads: in workers where there are enough to make.

    Args:
        drafter: Who proposes; one that asks nobody drafts in a worker too.
        judge: Gives a second opinion; None for none.
        at_once: How many are made at a time.
        briefs: How many are to be made, at most.
    """
    workers = min(at_once, _processors(), briefs // _BRIEFS, _MOST)
    if workers < 2:
        yield lambda documents, unread: make_brief(
            documents, drafter=drafter, judge=judge, unread=unread
        )
        return
    pool = ProcessPoolExecutor(
        workers,
        # A fork of a process with threads may hang.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare,
    )

    def make(documents: Sequence[Document], unread: Sequence[Unread]) -> Brief:
        if judge or isinstance(drafter, Repairer):
            return make_brief(
                documents,
                drafter=drafter,
                judge=judge,
                unread=unread,
                check=lambda *given: _elsewhere(pool, hold, *given),
            )
        return _elsewhere(pool, make_brief, documents, drafter=drafter, unread=unread)

    with pool:
        yield make


def _elsewhere(
    pool: ProcessPoolExecutor, work: Callable[P, R], *arguments: P.args, **named: P.kwargs
) -> R:
    with _unbroken():
        given = pool.submit(work, *arguments, **named)
    try:
        return given.result()
    except BrokenProcessPool as error:
        raise WorkerEndedError(
            "a process that checks briefs was ended from outside, as for want of memory",
            hint="run it again with fewer --jobs: it makes only what is missing",
        ) from error


@contextmanager
def _unbroken() -> Iterator[None]:
    """Keep Ctrl-C from a worker that is started here, also before it has run a line of its own."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare() -> None:
    """Leave Ctrl-C to the process that owns this one, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    owner = multiprocessing.parent_process()
    threading.Thread(target=_end_with, args=[owner], daemon=True).start()
    # Workers share the processors already; read when NumPy is first imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def _end_with(owner: Any) -> None:
    owner.join()
    os._exit(1)


def _processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
