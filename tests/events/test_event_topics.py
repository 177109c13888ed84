"""The list of topics: a phrase is of one topic, and each topic has a name a reader can be shown."""

from collections import Counter

from khabar.arabic import key
from khabar.lexicon import Lexicon
from khabar.lexicon.events import Outcome, Topic
from khabar.model import Page
from khabar.reader import read

TOPICS = Lexicon.bundled().table("facts/topics.yaml", Topic)
OUTCOMES = Lexicon.bundled().table("facts/outcomes.yaml", Outcome)


def test_no_phrase_is_of_two_topics():
    said = Counter(key(form) for topic in TOPICS for form in topic.ar)
    assert [form for form, times in said.items() if times > 1] == []


def test_each_topic_and_outcome_has_a_label():
    assert [fact.id for fact in (*TOPICS, *OUTCOMES) if not fact.label] == []


def test_a_length_behind_since_is_no_duration():
    text = "أجرى الرئيسان الفرنسي والروسي مكالمة هاتفية هي الأولى منذ ثلاث سنوات، واستمرت المكالمة ساعتين.\n"
    events = read(Page("a.txt", text)).articles[0].events
    assert {e.facts.get("duration") for e in events} == {"PT2H"}
