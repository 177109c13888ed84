"""The evidence of an event is a clause a reader can read: not cut behind ``على`` or before ``أن``."""

import pytest

from khabar.model import Page
from khabar.reader import read


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        (
            "اتفقت إيران وروسيا على أن تلتقيا قريبا، وغادر الوفدان.",
            "اتفقت إيران وروسيا على أن تلتقيا قريبا",
        ),
        (
            "رفضت فرنسا المقترح الذي قدمته بريطانيا في مارس.",
            "رفضت فرنسا المقترح الذي قدمته بريطانيا في مارس",
        ),
    ],
)
def test_evidence_ends_at_a_pause(sentence, evidence):
    page = Page("a.txt", sentence + "\n")
    event = read(page).articles[0].events[0]
    assert event.span.of(page.text) == evidence
