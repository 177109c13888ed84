"""The record: one SQLite file that keeps pages, readings and judgements, and answers questions about them."""

from khabar.record.add import Added, Outcome, Summary
from khabar.record.doctor import Finding, Setting
from khabar.record.found import ActorSeen, Found, Located
from khabar.record.judgements import Judgement
from khabar.record.record import Record
from khabar.record.search import Hit
from khabar.record.status import Status
from khabar.record.stem import stem, terms
from khabar.record.versions import Change, Version

__all__ = [
    "ActorSeen",
    "Added",
    "Change",
    "Finding",
    "Found",
    "Hit",
    "Judgement",
    "Located",
    "Outcome",
    "Record",
    "Setting",
    "Status",
    "Summary",
    "Version",
    "stem",
    "terms",
]
