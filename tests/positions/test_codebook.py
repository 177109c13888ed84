"""The codebook: what does not hold to its form is refused with file and line; a user's file is laid over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.arabic import Passage
from khabar.errors import LexiconError
from khabar.events.clauses import Clauses
from khabar.events.find import compile_coding
from khabar.lexicon import Lexicon
from khabar.lexicon.codebook import StandCue, read_codebook
from khabar.lexicon.lexicon import BUNDLED
from khabar.positions.find import compile_codebook
from khabar.positions.stands import find_stands
from khabar.speech.cues import cue_book

BOOK = read_codebook(Lexicon(BUNDLED))


def overlay(tmp_path: Path, text: str) -> Lexicon:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return Lexicon(BUNDLED, codebooks=[path])


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("- {id: water, en: water, ar: [مياه النيل], colour: blue}", "mine.yaml:1", "unknown key 'colour'"),
        ("- {id: water, en: water}", "mine.yaml:1", "no phrase can match issue 'water'"),
        ("\n- {id: water, en: water, ar: [water]}", "mine.yaml:2", "no phrase can match"),
        ("- {id: water, en: water, ar: [.. النيل]}", "mine.yaml:1", "no phrase can match"),
        ("- {id: water, en: water, ar: [مياه النيل, nile]}", "mine.yaml:1", "'nile' can match nothing"),
        ("- {id: water, en: water, ar: [مياه], under: rivers}", "mine.yaml:1", "is no issue"),
        ("- {id: water, en: water, ar: [مياه], under: water}", "mine.yaml:1", "under itself"),
        ("- {id: water, en: water, ar: [العقوبات]}", "mine.yaml:1", "stands under 'sanctions' and under 'water'"),
        ("- {id: a, en: a, ar: [مياه]}\n- {id: a, en: a, ar: [نهر]}", "mine.yaml:2", "stands twice"),
        ("- {id: a, en: a, ar: [مياه]}\n- {id: b, en: b, ar: [المياه]}", "mine.yaml:2", "under 'a' and under 'b'"),
        ("- {id: a, en: a, ar: [مياه], near: [water]}", "mine.yaml:1", "'water' can match nothing"),
        ("- {id: a, en: a, near: [لقاء]}", "mine.yaml:1", "stands under 'negotiations' and under 'a'"),
        ("id: a", "mine.yaml:1", "a list of entries"),
    ],
)
def test_a_codebook_that_does_not_hold_is_refused(tmp_path: Path, text: str, where: str, said: str) -> None:
    with pytest.raises(LexiconError) as error:
        read_codebook(overlay(tmp_path, text))
    assert error.value.where == where
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("stand: demands, verbs: [ألح/يلح], colour: blue", "unknown key 'colour'"),
        ("stand: insists, verbs: [ألح/يلح]", "insists"),
        ("stand: demands", "no word can take stand 'pressed'"),
        ("stand: demands, verbs: [طالب/يطالب], open: true", "stands under 'demand' and under 'pressed'"),
        ("stand: demands, verbs: [ألح/يلح], issues: [water]", "'pressed' is for issue 'water', which is none"),
    ],
)
def test_a_stand_that_does_not_hold_is_refused_with_file_and_line(tmp_path: Path, cue: str, said: str) -> None:
    (tmp_path / "stands").mkdir()
    path = tmp_path / "stands" / "mine.yaml"
    path.write_text("\n- {id: pressed, gloss: press, example: ألح الوزير., " + cue + "}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        read_codebook(Lexicon.with_overlay([tmp_path]))
    assert error.value.where == "mine.yaml:2"
    assert said in str(error.value)


def test_a_missing_codebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such codebook"):
        read_codebook(Lexicon(BUNDLED, codebooks=[tmp_path / "none.yaml"]))


def test_a_users_codebook_adds_refines_and_replaces(tmp_path: Path) -> None:
    book = read_codebook(
        overlay(
            tmp_path,
            "- {id: nile, en: the Nile, ar: [مياه النيل, ملء السد]}\n"
            "- {id: oil-sanctions, en: oil, ar: [عقوبات نفطية], under: sanctions}\n"
            "- {id: settlements, en: settlements, ar: [بؤر استيطانية]}\n",
        )
    )
    assert book.main("nile") == "nile"
    assert book.main("oil-sanctions") == "sanctions"
    assert book.issues["settlements"].ar == ("بؤر استيطانية",)
    assert len(book.issues) == len(BOOK.issues) + 2


@pytest.mark.parametrize("cue", BOOK.stands, ids=lambda c: c.id)
def test_a_stand_is_taken_in_its_example(cue: StandCue) -> None:
    lexicon = Lexicon.bundled()
    passage = Passage.of(cue.example)
    stands = find_stands(
        Clauses(passage, lexicon.compiled(compile_coding), lexicon.compiled(cue_book)),
        lexicon.compiled(compile_codebook)[1],
    )
    assert cue.id in {taken.cue.id for meant in stands for taken in meant}
