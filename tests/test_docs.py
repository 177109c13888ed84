"""The documentation holds: links lead somewhere, verbs exist, the five lines run, every dependency is accounted for."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from khabar.cli.app import app, main

TOP = Path(__file__).parents[1]
PAGES = sorted([*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(TOP)))
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    near = [link for link in links if link and "://" not in link]
    assert [link for link in near if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(TOP)))
def test_verbs_exist(page):
    from typer.main import get_command

    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    said = re.findall(r"(?:^ {4,}(?:\.venv/bin/)?|`)khabar ([a-z]+)\b", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(said) - known == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(TOP)))
def test_files_of_code_that_are_named_exist(page):
    tops = [TOP / name for name in ("src", "tests", "benchmarks")]
    modules = [f"/{path.relative_to(TOP).as_posix()}" for top in tops for path in top.rglob("*.py")]
    named = set(re.findall(r"`([\w./]+\.py)`", page.read_text(encoding="utf-8"))) - {"score.py"}
    assert {n for n in named if not any(m.endswith(f"/{n}") for m in modules)} == set()


def test_what_an_error_advises_exists():
    """``hint="see khabar judge log"``: the verb is there."""
    from typer.main import get_command

    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    advised = set()
    for module in (TOP / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "hint" and isinstance(node.value, ast.Constant):
                advised.update(re.findall(r"\bkhabar ([a-z]+)", str(node.value.value)))
    assert advised
    assert advised <= known


def test_the_five_lines_run(tmp_path, monkeypatch, capsys):
    (tmp_path / "page.txt").write_text("أعلن الكرملين أن بوتين سيزور القاهرة.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (TOP / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.count("organization/kremlin") == 2


def test_the_steps_of_the_readme_run_and_find(tmp_path, monkeypatch, capsys):
    """What is kept, briefed and searched there, in both languages; the page that is read first is the reader's own."""
    monkeypatch.chdir(TOP)
    text = (TOP / "README.md").read_text(encoding="utf-8")
    steps = re.findall(r"^    khabar ((?:add|brief|search) .*?)(?:\s+#.*)?$", text, re.MULTILINE)
    assert [step.split()[0] for step in steps] == ["add", "brief", "search"] * 2
    for step in steps:
        words = [re.sub(r"(talks\.khabar|brief\.html)$", rf"{tmp_path}/\1", word) for word in shlex.split(step)]
        paths = [found for word in words for found in (map(str, sorted(TOP.glob(word))) if "*" in word else [word])]
        with pytest.raises(SystemExit) as end:
            main(paths)
        assert end.value.code in (0, None)
        assert capsys.readouterr().out


def test_every_dependency_says_why_it_is_there():
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["arrow"]]
    names = {re.match(r"[\w.-]+", d).group() for d in asked}  # type: ignore[union-attr]
    page = (TOP / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8")
    assert {n for n in names if f"`{n}`" not in page} == set()


def test_no_path_of_one_machine_and_no_registry():
    checked = [p for p in (*TOP.glob("*"), *(TOP / "docs").rglob("*"), *(TOP / ".ci").rglob("*")) if p.is_file()]
    texts = {p: p.read_text(encoding="utf-8", errors="ignore") for p in checked if p.suffix != ".png"}
    assert [p.name for p, t in texts.items() if re.search(r"/work/|/root/|index-url|registry\.", t)] == []
