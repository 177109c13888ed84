"""The verbs on the command line."""

from __future__ import annotations

import orjson
import pytest

from khabar.cli.app import main


@pytest.fixture
def khabar(path, capsys):
    """A verb on the record: all it says, after a look at how it ends."""

    def run(*arguments, code=0):
        with pytest.raises(SystemExit) as end:
            main([*map(str, arguments), "--record", str(path)])
        said = capsys.readouterr()
        assert (end.value.code or 0) == code, said
        return said.out + said.err

    return run


def test_from_pages_to_answers(khabar, tmp_path, path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text("انتهت المفاوضات في روما أمس الجمعة.\n", encoding="utf-8")
    (folder / "b.txt").write_text("التقى وزير الخارجية العماني المبعوث الأميركي في مسقط.\n", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(orjson.dumps([{"page": "a.txt", "published": "2025-05-24", "outlet": "aawsat"}]))
    said = khabar("add", folder, tmp_path / "none.txt", "--manifest", manifest, code=1)
    assert "2 added, 1 failed" in said
    assert "2 known, 1 failed" in khabar("add", folder, tmp_path / "none.txt", "--manifest", manifest, code=1)
    assert "missing-page" in khabar("problems")
    assert "pages         2" in khabar("status")
    assert orjson.loads(khabar("status", "--json"))["pages"] == 2
    (row,) = [r for r in map(orjson.loads, khabar("search", "مفاوضة", "--json").splitlines()) if r["kind"] == "article"]
    assert [row["text"][s - row["context"][0] : e - row["context"][0]] for s, e in row["words"]] == ["المفاوضات"]
    assert "ILL" not in khabar("doctor")
    assert "2 pages read again" in khabar("reread", "--all")


def test_judging(khabar, filled):
    first, second = filled.statements().first(2)
    assert khabar("judge", "reject", first.id, "--user", "a", "--reason", "لا").startswith("1  reject")
    khabar("judge", "correct", second.id, "speaker=person/x", "content=[[0,5]]", "--user", "a")
    khabar("judge", "merge", "person/x", "person/john-kerry", "--user", "a", code=1)
    khabar("judge", "merge", "person/sergey-lavrov", "person/john-kerry", "--user", "a")
    khabar("judge", "split", "place/rome", "place/rome-ny", filled.events().first()[0].id, "--user", "a")
    khabar("judge", "undo", 1, "--user", "a")
    log = [orjson.loads(line) for line in khabar("judge", "log", "--json").splitlines()]
    assert [j["verdict"] for j in log] == ["reject", "correct", "merge", "split", "undo"]
    assert log[0]["reason"] == "لا"
    assert filled.get(second.id).noun.sources[0].entity == "person/x"


def test_gold(khabar, filled, tmp_path):
    khabar("judge", "accept", filled.statements().first()[0].id, "--user", "a")
    assert khabar("judge", "gold", tmp_path / "gold") == "1 pages\n"
    assert len(list((tmp_path / "gold").glob("*.json"))) == 1


def test_gold_that_cannot_be_written_is_one_clear_line(khabar, filled, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    khabar("judge", "accept", filled.statements().first()[0].id, "--user", "a")
    (line,) = khabar("judge", "gold", tmp_path / "taken", code=1).splitlines()
    assert line.startswith("khabar: ")
    assert "taken" in line


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("search", '"هدنة'), 2),
        (("search", "bad:هدنة"), 2),
        (("search", "هدنة", "--over", "everything"), 2),
        (("judge", "accept", "st-1", "--user", "a"), 1),
        (("judge", "correct", "st-1", "speaker", "--user", "a"), 2),
        (("add", "x.txt", "--manifest", "none.json"), 2),
    ],
)
def test_errors_are_one_line(khabar, filled, arguments, code):
    said = khabar(*arguments, code=code)
    assert said.startswith("khabar: ")
    assert len(said.splitlines()) == 1


def test_no_record_is_made_by_asking(khabar, path):
    for verb in (["search", "x"], ["status"], ["problems"], ["doctor"]):
        assert "no such record" in khabar(*verb, code=1)
    assert not path.exists()


def test_a_search_that_finds_nothing_says_so(khabar, filled):
    asked = "منطاد speaker:لافروف"
    for language, said in (("ar", "لا شيء في السجل"), ("en", "nothing in the record")):
        (line,) = khabar("search", asked, "--lang", language, code=1).splitlines()
        assert line.startswith(f"khabar: {said}")
        assert asked in line
    assert khabar("search", "منطاد", "--json", "--lang", "en", code=1).startswith("khabar: nothing")
