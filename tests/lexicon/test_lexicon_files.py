"""The bundled lexicon is whole, and what does not hold to the form is refused with file and line."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from khabar.errors import LexiconError
from khabar.lexicon import BUNDLED, Actor, Lexicon, actors, offices, read_entries, roles

FILES = sorted(BUNDLED.rglob("*.yaml"))
READ_ALL = """
import sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
from khabar.brief import Desk, compose
from khabar.lexicon import Lexicon
from khabar.pages import load_page
from khabar.reader import read
from khabar.samples import sample_pages
lexicon = Lexicon.bundled()
desk = Desk.of([read(load_page(p), lexicon) for p in sample_pages()[:2]], lexicon)
compose(desk, lexicon)
from khabar.lexicon.quantities import read_units
read_units()
print("\\n".join(o for o in opened if o.endswith(".yaml")))
"""


@dataclass(frozen=True, slots=True)
class Word:
    """An entry to try the loader with."""

    id: str
    ar: tuple[str, ...]
    gloss: str | None = None
    count: int = 0


def test_every_file_loads_and_is_read_by_somebody():
    done = subprocess.run([sys.executable, "-c", READ_ALL], capture_output=True, text=True, check=True, timeout=300)
    opened = {Path(line).resolve() for line in done.stdout.splitlines()}
    assert [str(f.relative_to(BUNDLED)) for f in FILES if f.resolve() not in opened] == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(BUNDLED)))
def test_a_file_says_what_it_is_and_hides_nothing(file):
    text = file.read_text(encoding="utf-8")
    assert text.startswith("#"), "begin with a comment that says what the file is"
    hidden = {f"U+{ord(c):04X}" for c in text if unicodedata.category(c) in ("Cf", "Cc", "Co", "Cn") and c != "\n"}
    assert hidden == set()


def test_what_actors_and_offices_point_to_is_there():
    lexicon = Lexicon.bundled()
    known = actors(lexicon)
    assert {a.country for a in known.values() if a.country} - known.keys() == set()
    assert {a.capital for a in known.values() if a.capital} - known.keys() == set()
    held = offices(lexicon)
    assert {of for _, of in held} - known.keys() == set()
    assert {role for role, _ in held} - roles(lexicon).keys() == set()
    assert {h.person for holders in held.values() for h in holders} - known.keys() == set()


def test_nobody_holds_an_office_before_it_began():
    for (role, of), holders in offices(Lexicon.bundled()).items():
        for holder in holders:
            assert (holder.since or "0") <= (holder.until or "9"), f"{role} of {of}: {holder.person}"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- {id: a, ar: [كلمة]}\n- {id: a, ar: [أخرى]}\n", 2, "stands twice"),
        ("- {id: a, ar: [كلمة, كلمة]}\n", 1, "stands twice in one list"),
        ("- id: a\n  ar: [كلمة]\n  colour: red\n", 3, "unknown key 'colour'"),
        ("- id: a\n  ar: [كلمة]\n  id: b\n", 3, "stands twice"),
        ("- {id: a, ar: [كلمة]}\n\n- {id: b}\n", 3, "key 'ar' is missing"),
        ("- {id: a, ar: [كل\u200cمة]}\n", 1, "invisible character U+200C"),
        ("- {id: a, ar: [كلــمة]}\n", 1, "invisible character U+0640"),
        ("- {id: a, ar: [كلمَة]}\n", 1, "invisible character U+064E"),
        ("- {id: a, ar: كلمة}\n", 1, "expected a list"),
        ("- {id: a, ar: [كلمة], gloss: [x]}\n", 1, "expected a single value"),
        ("- {id: a, ar: [كلمة], count: many}\n", 1, "not a number"),
        ('- {id: "", ar: [كلمة]}\n', 1, "empty text"),
        ("id: a\nar: [كلمة]\n", 1, "list of entries"),
        ("- just a text\n", 1, "expected an entry with keys"),
        ("- {id: a, ar: [كلمة]}\n- {id: b, ar: [كلمة}\n", 2, "not valid YAML"),
    ],
)
def test_what_does_not_hold_is_refused_with_file_and_line(tmp_path, text, line, said):
    (tmp_path / "words.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        Lexicon(tmp_path).table("words.yaml", Word)
    assert refused.value.where == f"words.yaml:{line}"
    assert said in refused.value.what


def test_a_bare_null_is_nothing_and_a_quoted_one_a_text(tmp_path):
    bare = "- {id: place/a, en: A, ar: [أ], country: %s}\n"
    quoted = "- {id: place/b, en: B, ar: [ب], country: 'null'}\n"
    for nothing in ("null", "~", ""):
        (tmp_path / "mine.yaml").write_text(bare % nothing + quoted, encoding="utf-8")
        found = [entry.country for entry, _ in read_entries(tmp_path / "mine.yaml", Actor)]
        assert found == [None, "null"]


def test_an_empty_file_has_no_entries(tmp_path):
    (tmp_path / "words.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert read_entries(tmp_path / "words.yaml", Word) == []


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "words.yaml").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(LexiconError, match=r"words\.yaml"):
        read_entries(tmp_path / "words.yaml", Word)


def test_a_users_entry_replaces_the_bundled_one_and_adds_others(tmp_path):
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "mine.yaml").write_text(
        "- {id: place/iran, en: Iran, ar: [بلاد فارس], type: state}\n- {id: person/me, en: Me, ar: [فلان الفلاني]}\n",
        encoding="utf-8",
    )
    known = actors(Lexicon.with_overlay([tmp_path]))
    assert known["place/iran"].ar == ("بلاد فارس",)
    assert "person/me" in known
    assert len(known) == len(actors(Lexicon.bundled())) + 1


def test_a_users_file_called_like_a_bundled_one_adds_its_holders_once(tmp_path):
    (tmp_path / "offices").mkdir()
    (tmp_path / "offices" / "holders-world.yaml").write_text(
        "- {role: foreign-minister, of: place/iran, holders: [{person: person/me, from: 2030-01}]}\n", encoding="utf-8"
    )
    mine, bundled = offices(Lexicon.with_overlay([tmp_path])), offices(Lexicon.bundled())
    of = ("foreign-minister", "place/iran")
    assert [h.person for h in mine.pop(of)] == [*(h.person for h in bundled[of]), "person/me"]
    assert all(holders == bundled[of] for of, holders in mine.items())


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="--lexicon"):
        Lexicon(tmp_path / "none")


def test_another_lexicon_has_another_version(tmp_path):
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "mine.yaml").write_text("- {id: person/me, en: Me, ar: [فلان]}\n", encoding="utf-8")
    assert Lexicon.with_overlay([tmp_path]).version != Lexicon.bundled().version


def test_arabic_forms_of_one_actor_differ_by_more_than_spelling():
    from khabar.arabic import key

    twice = [a.id for a in actors(Lexicon.bundled()).values() if len({key(x) for x in a.ar}) < len(a.ar)]
    assert twice == [], "matching folds hamza, alef, yaa and taa marbuta: write a form once"


def test_yaml_is_read_the_safe_way(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("- {id: !!python/object/apply:os.system [true], ar: [كلمة]}\n", encoding="utf-8")
    with pytest.raises((LexiconError, yaml.YAMLError)):
        read_entries(path, Word)
    assert Actor("person/x", "X", ("س",)).kind == "person"
