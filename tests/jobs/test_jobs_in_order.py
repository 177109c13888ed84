"""Work in other processes: the order stays, little is taken ahead, and a process that dies is told."""

import pickle
import signal
from functools import partial
from itertools import count, islice
from operator import truediv

import pytest

from khabar.errors import KhabarError
from khabar.jobs import AHEAD, in_order
from khabar.lexicon import Lexicon
from khabar.model import Page
from khabar.reader import read

TEXT = "قال لافروف إن موسكو رفضت المقترح، وأكد أن الوفدين سيلتقيان في روما الجمعة. واتفق الطرفان على جولة خامسة."


def test_the_order_stays_and_what_is_aside_stays_in_it():
    work = [range(3_000_000), *map(range, range(8))]
    found = list(in_order(work, sum, 2, aside=lambda piece: len(piece) == 3))
    assert found == [(piece, None if len(piece) == 3 else sum(piece)) for piece in work]


def test_only_a_little_work_is_taken_ahead():
    taken = []
    work = (taken.append(n) or n for n in count())
    done = in_order(work, abs, 2)
    assert list(islice(done, 3)) == [(0, 0), (1, 1), (2, 2)]
    assert len(taken) <= 3 + 2 * AHEAD
    done.close()


def test_a_process_that_dies_is_told():
    with pytest.raises(KhabarError, match="fewer jobs"):
        list(in_order([signal.SIGKILL] * 3, signal.raise_signal, 2))


def test_an_error_comes_at_its_place():
    done = in_order([1, 0, 1], partial(truediv, 1), 2)
    assert next(done) == (1, 1)
    with pytest.raises(ZeroDivisionError):
        next(done)


def test_readings_and_lexicons_can_be_sent():
    reading = read(Page("a.txt", TEXT, published="2025-05-23", outlet="aawsat"))
    assert reading.articles[0].events
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert pickle.loads(pickle.dumps(Lexicon.bundled())) is Lexicon.bundled()
