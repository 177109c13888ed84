"""Work shared out to other processes; what comes of it in the order of the work, a little ahead of whoever takes it."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from khabar.errors import KhabarError

T = TypeVar("T")
R = TypeVar("R")

#: So many pieces of work per process are under way: it bounds the memory.
AHEAD = 8


def in_order(
    work: Iterable[T], act: Callable[[T], R], jobs: int = 1, *, aside: Callable[[T], bool] = lambda _: False
) -> Iterator[tuple[T, R | None]]:
    """Each piece of work with what comes of it, in order.

    Args:
        work: The pieces; taken as they are needed.
        act: What is done with a piece; with several jobs it has to be a function that can be pickled.
        jobs: How many processes do it; 1 is this process itself.
        aside: Says of a piece that nothing is to be done with it: None comes of it, at its place.

    Raises:
        KhabarError: If a process ends before its time.

    >>> list(in_order([-1, 2, -3], abs, aside=lambda n: n > 0))
    [(-1, 1), (2, None), (-3, 3)]
    """
    if jobs <= 1:
        for piece in work:
            yield piece, None if aside(piece) else act(piece)
        return
    waiting: deque[tuple[T, Future[R] | None]] = deque()
    # Spawned, not forked: an open SQLite file must not be carried over a fork.
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
    try:
        for piece in work:
            waiting.append((piece, None if aside(piece) else pool.submit(act, piece)))
            if len(waiting) > jobs * AHEAD:
                piece, future = waiting.popleft()
                yield piece, None if future is None else future.result()
        for piece, future in waiting:
            yield piece, None if future is None else future.result()
    except BrokenProcessPool as error:
        hint = "there may not be enough memory: use fewer jobs"
        raise KhabarError("a process that does the work ended before its time", hint=hint) from error
    finally:
        pool.shutdown(cancel_futures=True)
