"""Killed at any moment, on a full disk, with a second writer: what was reported is there, and adding goes on."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from khabar.errors import RecordError
from khabar.record import Record

PRESS = Path(__file__).with_name("press.py")
PAGES = 600


def start(path: Path, first: int, last: int, **more) -> subprocess.Popen:
    command = [sys.executable, str(PRESS), str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def reported(output: str) -> set[str]:
    """The hashes of whole lines that say a page is in the record."""
    lines = output.split("\n")[:-1]
    return {line.split()[0] for line in lines if line.endswith((" added", " known"))}


def assert_whole(path: Path, hashes: set[str]) -> None:
    with Record.open(path) as record:
        assert all(f.well for f in record.examine()), [f for f in record.examine() if not f.well]
        assert all(record.reading(h) is not None for h in hashes)
        assert record.status().pages >= len(hashes)


def test_killed_at_random_moments_nothing_reported_is_lost(path, press):
    chance = random.Random(20250523)
    seen: set[str] = set()
    killed = 0
    for _ in range(8):
        child = start(path, 0, PAGES)
        assert child.stdout
        assert child.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0.0, 0.25))
        child.send_signal(signal.SIGKILL)
        out, _ = child.communicate(timeout=60)
        seen |= reported(out)
        killed += child.returncode == -signal.SIGKILL
        assert_whole(path, seen)
    assert killed
    child = start(path, 0, PAGES)
    out, err = child.communicate(timeout=120)
    assert out.endswith("done\n"), err
    with Record.open(path) as record:
        assert record.status().pages == PAGES
        assert record.status().statements == PAGES
        hashes = [press.press_page(n).hash for n in range(PAGES)]
        assert [r.page.hash for r in record.readings()] == hashes
        assert all(f.well for f in record.examine())


def test_killed_while_the_record_is_made(tmp_path):
    for n, wait in enumerate((0.0, 0.3, 0.5, 0.6, 0.7, 0.8)):
        path = tmp_path / f"{n}.db"
        child = start(path, 0, 5)
        time.sleep(wait)
        child.kill()
        child.communicate(timeout=60)
        with Record.open(path) as record:
            assert record.status().pages in (0, 5)


def test_two_writers_take_turns(path, press):
    children = [start(path, 0, 300), start(path, 150, 450)]
    outs = [child.communicate(timeout=120) for child in children]
    assert all(out.endswith("done\n") for out, _ in outs), outs
    with Record.open(path) as record:
        assert record.status().pages == 450
        assert {r.page.hash for r in record.readings()} == {press.press_page(n).hash for n in range(450)}
        assert all(f.well for f in record.examine())
    assert sum(len(out.split(" added")) - 1 for out, _ in outs) == 450


def test_a_reader_reads_while_a_writer_writes(path):
    with Record.open(path):
        pass
    child = start(path, 0, 400)
    with Record.open(path, readonly=True) as record:
        counts = []
        while child.poll() is None:
            status = record.status()
            assert len(record.search("المفاوضات", limit=5)) <= 5
            counts.append((status.pages, status.statements))
    child.communicate()
    assert child.returncode == 0
    assert counts == sorted(counts)
    assert all(pages == statements for pages, statements in counts)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of three megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3000k", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    )
    if not made:
        pytest.skip("no permission to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_keeps_what_was_reported(small_disk, press, tmp_path):
    path = small_disk / "khabar.db"
    kept: list[str] = []
    with Record.open(path) as record:
        with pytest.raises(RecordError, match="disk is full"):
            record.keep(
                (press.press_reading(press.press_page(n)) for n in range(3000)),
                report=lambda added: kept.append(added.page),
            )
        assert record.status().pages == len(kept)  # the connection goes on
    assert len(kept) >= 64
    assert_whole(path, set(kept))
    for file in small_disk.glob("khabar.db*"):  # what did not fit into the file is still in the WAL beside it
        shutil.copy(file, tmp_path)
    with Record.open(tmp_path / "khabar.db") as record:
        summary = record.keep(press.press_reading(press.press_page(n)) for n in range(len(kept) + 100))
        assert (summary["known"], summary["added"]) == (len(kept), 100)


def test_a_file_that_may_not_grow_keeps_what_was_reported(path, press):
    """The same by a limit on the size of files, where nothing may be mounted."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    child = start(path, 0, 3000, preexec_fn=limit)
    out, err = child.communicate(timeout=120)
    assert child.returncode != 0
    assert "RecordError" in err
    assert "disk is full" in err
    assert len(reported(out)) >= 64
    assert_whole(path, reported(out))
    with Record.open(path) as record:
        count = len(reported(out)) + 10
        assert record.keep(press.press_reading(press.press_page(n)) for n in range(count))["added"] == 10


def test_a_read_only_folder(tmp_path, filled, path):
    folder = tmp_path / "locked"
    folder.mkdir()
    filled.close()
    shutil.copy(path, folder / "khabar.db")
    (folder / "khabar.db").chmod(0o444)
    folder.chmod(0o555)
    script = (
        "import os\n"
        "from khabar.errors import RecordError\n"
        "from khabar.record import Record, stem\n"
        "from pathlib import Path\n"
        "stem('المفاوضات')\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "path = Path('khabar.db')\n"
        "with Record.open(path, readonly=True) as record: print(len(record.search('المفاوضات', limit=5)))\n"
        "for at in (path, Path('new.db')):\n"
        "    try: Record.open(at)\n"
        "    except RecordError as error: print(error)\n"
        "print(sorted(os.listdir('.')))\n"
    )
    for parent in folder.parents:
        if parent.owner() == folder.owner() and str(parent).startswith(str(Path("/tmp/pytest-of-"))):
            parent.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert lines[0] == "5"
    assert all("cannot be opened for writing" in line for line in lines[1:3])
    assert lines[3] == "['khabar.db']"
