# ruff: noqa: E501
"""Archives, tables, mail: every record that goes in comes out as a page, a known skip or a problem."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
import zipfile
from email.message import EmailMessage
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.pages import Known, Limits, Manifest, Tally, open_pages, read_manifest
from khabar.pages.items import inner_name
from khabar.pages.packings import zstd

TEXT = "انتهت في روما خامس جولة بين الوفدين الإيراني والأميركي الجمعة بوساطة عمانية."
HTML = f"<html><head><meta charset=utf-8></head><body><h1>جولة خامسة في روما</h1><p>{TEXT}</p></body></html>".encode()


def run(*paths: Path, **known):
    tally = Tally()
    found = list(open_pages(paths, tally=tally, **known))
    assert tally.records == tally.pages + sum(tally.skipped.values()) + sum(tally.failed.values())
    assert len(found) == tally.pages + sum(tally.failed.values())
    return found, tally


def record(
    number: int, body: bytes = HTML, status: str = "200 OK", kind: str = "text/html; charset=utf-8", extra="", length=0
) -> bytes:
    """A record of a WARC; with ``length`` it says that it has so many bytes more."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://example.com/{number}\r\nWARC-Date: 2025-05-24T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + length}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def request(number: int) -> bytes:
    http = b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n"
    head = f"WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: https://example.com/{number}\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


# -- WARC --


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress], ids=["plain", "gzip"])
def test_a_warc_gives_its_pages_with_address_and_time(tmp_path, pack):
    path = tmp_path / ("a.warc" if pack(b"") == b"" else "a.warc.gz")
    path.write_bytes(
        b"".join(
            map(
                pack,
                [
                    request(1),
                    record(1),
                    record(2, status="404 Not Found"),
                    record(3, b"x", kind="image/png"),
                    record(4),
                ],
            )
        )
    )
    found, tally = run(path)
    assert [p.url for p in found] == ["https://example.com/1", "https://example.com/4"]
    assert found[0].fetched == "2025-05-24T10:00:00Z"
    assert TEXT in found[0].text
    assert tally.skipped == {"request record": 1, "HTTP status 404": 1, "content type image/png": 1}


DAMAGES = {
    "a truncated member": lambda r, z: z(r[0]) + z(r[1])[: len(z(r[1])) // 2] + z(r[2]) + z(r[3]),
    "zeros in a member": lambda r, z: z(r[0]) + z(r[1])[:80] + bytes(60) + z(r[1])[140:] + z(r[2]) + z(r[3]),
    "junk between": lambda r, z: z(r[0]) + b"\x1f\x8b\x08junk" * 50 + z(r[2]) + z(r[3]),
    "a length too great": lambda r, z: (
        z(r[0]) + z(r[1].replace(b"Content-Length: ", b"Content-Length: 99", 1)) + z(r[2]) + z(r[3])
    ),
    "a length too small": lambda r, z: (
        z(r[0]) + z(r[1].replace(b"Content-Length: ", b"Content-Length: 1\r\nX: ", 1)) + z(r[2]) + z(r[3])
    ),
    "a negative length": lambda r, z: (
        z(r[0]) + z(r[1].replace(b"Content-Length: ", b"Content-Length: -", 1)) + z(r[2]) + z(r[3])
    ),
    "a header without end": lambda r, z: z(r[0]) + z(b"WARC/1.0\r\nX: " + b"a" * 3_000_000) + z(r[2]) + z(r[3]),
}


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_poisoned_record_costs_no_other(tmp_path, damage, pack):
    path = tmp_path / "a.warc"
    path.write_bytes(DAMAGES[damage]([record(i) for i in range(4)], pack))
    found, tally = run(path)
    urls = {p.url for p in found if p.text}
    assert {f"https://example.com/{i}" for i in (0, 2, 3)} <= urls
    assert sum(tally.failed.values()) + sum(tally.skipped.values()) >= 1 or "https://example.com/1" in urls


def test_a_truncated_end_is_told(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(record(0)) + gzip.compress(record(1))[:-60])
    found, tally = run(path)
    assert tally.pages == 1
    assert found[1].problems[0].code == "damaged-record"


def test_a_page_packed_tight_in_a_warc_is_too_large_and_no_more(tmp_path):
    bomb = gzip.compress(bytes(30_000_000))
    path = tmp_path / "a.warc"
    path.write_bytes(record(0, bomb, extra="Content-Encoding: gzip\r\n") + record(1))
    found, tally = run(path, limits=Limits(page_bytes=1_000_000))
    assert tally.pages == 1
    assert found[0].problems[0].code in ("too-large", "empty-page")


def chunked(body: bytes) -> bytes:
    return (
        b"".join(b"%X;a=b\r\n%s\r\n" % (len(body[i : i + 99]), body[i : i + 99]) for i in range(0, len(body), 99))
        + b"0\r\n\r\n"
    )


STORED = {
    "gzip": (gzip.compress(HTML), "Content-Encoding: gzip"),
    "x-gzip": (gzip.compress(HTML), "Content-Encoding: X-GZIP"),
    "brotli": (brotli.compress(HTML), "Content-Encoding: br"),
    "zstd": (zstd.compress(HTML), "Content-Encoding: zstd"),
    "gzip in brotli": (brotli.compress(gzip.compress(HTML)), "Content-Encoding: gzip, br"),
    "two headers": (brotli.compress(gzip.compress(HTML)), "Content-Encoding: gzip\r\ncontent-encoding: br"),
    "chunks": (chunked(HTML), "Transfer-Encoding: chunked"),
    "gzip in chunks": (chunked(gzip.compress(HTML)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip"),
    "brotli in chunks": (chunked(brotli.compress(HTML)), "Transfer-Encoding: chunked\r\nContent-Encoding: br"),
    "gzip on the way": (chunked(gzip.compress(HTML)), "Transfer-Encoding: gzip, chunked"),
    "chunks the crawler joined": (HTML, "Transfer-Encoding: chunked"),
    "chunks joined, still packed": (gzip.compress(HTML), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip"),
    "gzip the crawler unpacked": (HTML, "Content-Encoding: gzip"),
    "brotli the crawler unpacked": (HTML, "Content-Encoding: br"),
}


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress, zstd.compress], ids=["plain", "gzip", "zstd"])
@pytest.mark.parametrize("stored", STORED)
def test_bodies_in_a_warc_are_unpacked_and_the_next_record_follows(tmp_path, stored, pack):
    """Crawlers store what the server sent, or unpack it and keep the server's headers."""
    body, headers = STORED[stored]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(pack(record(0, body, extra=f"{headers}\r\n")) + pack(record(1)))
    found, tally = run(path)
    assert tally.pages == 2
    assert all(TEXT in p.text for p in found)


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (gzip.compress(HTML)[:-30], "Content-Encoding: gzip", "damaged-page"),
        (brotli.compress(HTML)[:-30], "Content-Encoding: br", "damaged-page"),
        (b"\x00\x01\x02" * 50, "Content-Encoding: br", "damaged-page"),
        (
            chunked(gzip.compress(HTML * 9))[:-30],
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
            "damaged-page",
        ),
        (gzip.compress(HTML), "Content-Encoding: gzip, gzip, gzip", "damaged-page"),
        (brotli.compress(bytes(30_000_000), quality=5), "Content-Encoding: br", "too-large"),
        (zstd.compress(bytes(30_000_000)), "Content-Encoding: zstd", "too-large"),
        (brotli.compress(gzip.compress(bytes(30_000_000))), "Content-Encoding: gzip, br", "too-large"),
        (bytes(2_000_000), "Transfer-Encoding: chunked", "too-large"),
    ],
)
def test_a_body_that_does_not_unpack_is_told_and_costs_no_other(tmp_path, body, headers, code):
    path = tmp_path / "a.warc"
    path.write_bytes(record(0, body, extra=f"{headers}\r\n") + record(1))
    found, tally = run(path, limits=Limits(page_bytes=1_000_000))
    assert (tally.pages, tally.failed) == (1, {code: 1})
    assert found[0].url == "https://example.com/0"


# -- archives --


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_a_zip_gives_its_pages_and_writes_nothing(tmp_path):
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(
        zipped(**{"../../evil.html": HTML, "/etc/b.txt": TEXT.encode(), "c.png": b"x", "..\\d.html": HTML})
    )
    found, tally = run(path)
    assert [p.name for p in found] == ["a.zip/evil.html", "a.zip/etc/b.txt", "a.zip/d.html"]
    assert tally.skipped == {".png file": 1}
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


@given(st.text())
def test_no_name_climbs_out(name):
    parts = inner_name("a.zip", name).split("/")
    assert parts[0] == "a.zip"
    assert ".." not in parts
    assert "\x00" not in name or "\x00" not in "".join(parts)


def test_zip_bombs_end_early(tmp_path):
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped(**{f"{i}.txt": bytes(3_000_000) for i in range(40)}))
    found, tally = run(path, limits=Limits(page_bytes=2_000_000, unpacked_bytes=10_000_000, ratio=10))
    assert found[-1].problems[0].code == "decompression-bomb"
    assert tally.records < 10


def test_nested_archives_end_at_a_depth(tmp_path):
    inner = zipped(**{"a.html": HTML})
    for level in range(5):
        inner = zipped(**{f"{level}.zip": inner})
    path = tmp_path / "nested.zip"
    path.write_bytes(inner)
    found, _ = run(path)
    assert [p.problems[0].code for p in found] == ["nested-too-deep"]


def test_a_damaged_zip_member_costs_no_other(tmp_path):
    data = bytearray(zipped(**{"a.txt": TEXT.encode() * 50, "b.txt": TEXT.encode()}))
    data[60:90] = bytes(30)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    found, tally = run(path)
    assert tally.pages == 1
    assert found[0].problems[0].code == "damaged-member"


def tarred(*members: tuple[str, bytes], links: bool = True) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        if links:
            link = tarfile.TarInfo("../out")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
    return file.getvalue()


@pytest.mark.parametrize(
    "pack",
    [bytes, gzip.compress, bz2.compress, lzma.compress, zstd.compress],
    ids=["tar", "gz", "bz2", "xz", "zst"],
)
def test_a_tar_gives_its_pages_and_follows_no_link(tmp_path, pack):
    path = tmp_path / "a.tar"
    path.write_bytes(pack(tarred(("../../a.html", HTML), ("b.txt", TEXT.encode()))))
    found, tally = run(path)
    assert [p.name for p in found] == ["a.tar/a.html", "a.tar/b.txt"]
    assert tally.skipped == {"link or device": 1}


def test_a_tar_bomb_ends_early(tmp_path):
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(tarred(*((f"{i}.txt", bytes(2_000_000)) for i in range(30)))))
    found, _ = run(path, limits=Limits(page_bytes=3_000_000, unpacked_bytes=8_000_000, ratio=10))
    assert found[-1].problems[0].code == "decompression-bomb"
    assert len(found) < 8


PACKINGS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd.compress}


@pytest.mark.parametrize("suffix", PACKINGS)
def test_packed_files_hold_a_page_or_a_table(tmp_path, suffix):
    pack = PACKINGS[suffix]
    (tmp_path / f"a.html.{suffix}").write_bytes(pack(HTML))
    (tmp_path / f"b.jsonl.{suffix}").write_bytes(pack(json.dumps({"text": TEXT}).encode() + b"\n"))
    (tmp_path / f"c.warc.{suffix}").write_bytes(pack(record(0)) + pack(record(1)))
    (tmp_path / f"d.html.{suffix}").write_bytes(pack(HTML)[:-30])
    (tmp_path / f"e.txt.{suffix}").write_bytes(pack(bytes(50_000_000)))
    found, tally = run(tmp_path, limits=Limits(unpacked_bytes=1_000_000, ratio=2))
    assert tally.pages == 4
    assert [p.name for p in found][:2] == ["a.html", "b.jsonl:1"]
    assert [p.problems[0].code for p in found[4:]] == ["damaged-archive", "decompression-bomb"]


# -- tables --


def test_json_lines_with_a_field_map(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        {
            "matn": TEXT,
            "headline": "جولة خامسة",
            "url": "https://example.com/1",
            "date": "2025-05-23",
            "tags": ["إيران"],
        },
        {"matn": HTML.decode(), "url": "https://example.com/2"},
        {"other": 1},
        ["no object"],
    ]
    path.write_text("\n".join([*map(json.dumps, rows), "", "{broken", '"x"']), encoding="utf-8")
    found, tally = run(path, limits=Limits(fields=(("text", "matn"),)))
    assert found[0].text == f"جولة خامسة\n\n{TEXT}"
    assert (found[0].published, found[0].tags) == ("2025-05-23", ("إيران",))
    assert found[1].text.startswith("جولة خامسة في روما")
    assert tally.failed == {"no-text": 1, "invalid-row": 2, "invalid-json": 1}
    assert tally.skipped == {"empty line": 1}


#: What stands before and behind a line (a record) of 200 MB, and how many pages and failures that makes.
MAIL = f"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n\n".encode()
ROW = json.dumps({"text": TEXT}).encode()
HUGE = 200_000_000
LONG = {
    "a.jsonl": (ROW + b"\n", b"\n" + ROW + b"\n", 2),
    "a.csv": (f"url,text\n1,{TEXT}\n2,".encode(), f"\n3,{TEXT}\n".encode(), 2),
    "a.mbox": (b"From a\n" + MAIL + b"From b\n\n", b"\n\nFrom c\n" + MAIL, 2),
    "a.warc": (record(0) + record(1, length=HUGE)[:-4], b"\r\n\r\n" + record(2), 2),
    "header.warc": (record(0) + b"WARC/1.0\r\nX: ", b"\r\n\r\n" + record(2), 2),
    "a.html": (b"<html><p>", b"</p></html>", 0),
    "a.txt": (TEXT.encode(), b"\n", 0),
    "a.xml": (b"<rss>", b"</rss>", 0),
}


@pytest.mark.parametrize("name", LONG)
def test_a_line_of_200_mb_costs_no_other_and_no_memory(tmp_path, name):
    """The file has a hole instead of the line, so it takes no room on the disk."""
    before, behind, pages = LONG[name]
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(before)
        file.seek(HUGE, io.SEEK_CUR)
        file.write(behind)
    tracemalloc.start()
    try:
        _, tally = run(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (tally.pages, sum(tally.failed.values()), tally.skipped.total()) == (pages, 1, 0)
    assert set(tally.failed) <= {"too-large", "damaged-record"}
    assert peak < 50_000_000


def test_a_line_of_200_mb_in_a_packed_table(tmp_path):
    path = tmp_path / "a.jsonl.zst"
    packer = zstd.ZstdCompressor()
    with path.open("wb") as file:
        file.write(packer.compress(ROW + b"\n"))
        for _ in range(HUGE // 1_000_000):
            file.write(packer.compress(bytes(1_000_000)))
        file.write(packer.compress(b"\n" + ROW) + packer.flush())
    assert path.stat().st_size < 100_000
    _, tally = run(path)
    assert (tally.pages, tally.failed) == (2, {"too-large": 1})


def test_a_row_whose_quotation_never_ends_costs_what_a_page_may_have(tmp_path):
    path = tmp_path / "a.csv"
    rows = "".join(f"{n},{TEXT}\n" for n in range(400))
    path.write_text(f'url,text\n0,"{TEXT}\n{rows}', encoding="utf-8")
    found, tally = run(path, limits=Limits(page_bytes=10_000))
    assert tally.failed == {"too-large": 1}
    assert "quotation mark" in found[0].problems[0].message
    assert tally.pages > 200


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1256"])
def test_csv_tells_separator_and_encoding(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_text(
        f'url;text\nhttps://example.com/1;"{TEXT}\nسطر ثان"\n;\nhttps://example.com/2;{TEXT}\n', encoding=encoding
    )
    found, tally = run(path)
    assert [p.url for p in found] == ["https://example.com/1", "https://example.com/2"]
    assert found[0].text == f"{TEXT}\nسطر ثان"
    assert tally.skipped == {"empty row": 1}


def test_a_table_without_its_text_names_the_columns_there_are(tmp_path):
    """Once for the table, not once a row."""
    (tmp_path / "a.csv").write_text(f"matn,rabit\n{TEXT},x\n{TEXT},y\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text('"' + "x" * 300_000, encoding="utf-8")
    found, tally = run(tmp_path)
    assert tally.failed == {"no-text": 2}
    assert "matn, rabit" in found[0].problems[0].message
    assert run(tmp_path / "a.csv", limits=Limits(fields=(("text", "matn"),)))[1].pages == 2


def test_a_csv_with_a_huge_field_goes_on(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"url,text\n1,{'x' * 500_000}\n2,{TEXT}\n", encoding="utf-8")
    _, tally = run(path, limits=Limits(page_bytes=100_000))
    assert (tally.pages, tally.failed) == (1, {"too-large": 1})


def test_parquet(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": [TEXT, None], "url": ["https://example.com/1", "x"]}), path)
    _, tally = run(path)
    assert (tally.pages, tally.failed) == (1, {"no-text": 1})
    found, _ = run(path, limits=Limits(fields=(("text", "matn"),)))
    assert "(there are: text, url)" in found[0].problems[0].message
    path.write_bytes(path.read_bytes()[:100])
    _, tally = run(path)
    assert tally.failed == {"damaged-table": 1}


# -- mail, Markdown, PDF, folders --


def message(text: str, html: bytes | None = None, subject: str = "جولة خامسة") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = subject, "Fri, 23 May 2025 20:00:00 +0300"
    mail.set_content(text)
    if html:
        mail.add_alternative(html.decode(), subtype="html")
    return mail


def test_a_digest_gives_each_of_its_messages(tmp_path):
    digest = EmailMessage()
    digest["Subject"] = "نشرة اليوم"
    digest.make_mixed()
    digest.attach(message(TEXT))
    digest.attach(message("انظر إلى الرسالة في المتصفح", HTML))
    digest.add_attachment(HTML, maintype="text", subtype="html", filename="../x.html")
    (tmp_path / "a.eml").write_bytes(digest.as_bytes())
    found, tally = run(tmp_path / "a.eml")
    assert tally.pages == 3
    assert all(TEXT in p.text for p in found)
    assert found[0].published == "2025-05-23T20:00:00+03:00"


def test_each_message_of_a_digest_has_its_own_date(tmp_path):
    digest, older = message("نشرة اليوم"), message(TEXT)
    older.replace_header("Date", "Thu, 22 May 2025 09:00:00 +0300")
    digest.add_attachment(older)
    digest.add_attachment(HTML, maintype="text", subtype="html", filename="x.html")
    (tmp_path / "a.eml").write_bytes(digest.as_bytes())
    found, _ = run(tmp_path / "a.eml")
    assert [p.published[:10] for p in found] == ["2025-05-23", "2025-05-22", "2025-05-23"]
    found, _ = run(tmp_path / "a.eml", known=Known(published="2025-01-01"))
    assert {p.published for p in found} == {"2025-01-01"}


def test_a_mailbox(tmp_path):
    box = b"".join(
        b"From a Fri May 23 20:00:00 2025\n" + message(TEXT + f" {i}").as_bytes() + b"\n\n" for i in range(3)
    )
    (tmp_path / "a.mbox").write_bytes(box)
    assert run(tmp_path / "a.mbox")[1].pages == 3


def test_markdown_keeps_breaks_and_reads_its_head(tmp_path):
    (tmp_path / "a.md").write_text(
        f"---\ntitle: جولة خامسة\ndate: 2025-05-23\nurl: https://example.com/1\n---\n# جولة خامسة\n\n{TEXT}\n\n- أولا\n- ثانيا\n\n> **اقتباس**\n",
        encoding="utf-8",
    )
    [page] = run(tmp_path)[0]
    assert page.text == f"جولة خامسة\n\n{TEXT}\n\nأولا\nثانيا\n\nاقتباس"
    assert (page.published, page.url) == ("2025-05-23", "https://example.com/1")


def test_a_head_that_is_not_quite_yaml_is_read_by_its_lines(tmp_path):
    """A colon in the title, as people write it."""
    head = "---\ntitle: روما: جولة خامسة\ndate: 2025-05-23\noutlet: 'aawsat'\n---\n"
    (tmp_path / "a.md").write_text(f"{head}\n{TEXT}\n", encoding="utf-8")
    [page] = run(tmp_path)[0]
    assert (page.text, page.title) == (TEXT, "روما: جولة خامسة")
    assert (page.published, page.outlet) == ("2025-05-23", "aawsat")


def test_the_text_layer_of_a_pdf(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    sheet = writer.add_blank_page(200, 200)
    drawn = pypdf.generic.DecodedStreamObject()
    drawn.set_data(b"BT /F1 12 Tf (The talks ended in Rome) Tj ET")
    name, font = pypdf.generic.NameObject, pypdf.generic.DictionaryObject()
    font.update({name("/Type"): name("/Font"), name("/Subtype"): name("/Type1"), name("/BaseFont"): name("/Helvetica")})
    fonts = pypdf.generic.DictionaryObject({name("/F1"): font})
    sheet[name("/Resources")] = pypdf.generic.DictionaryObject({name("/Font"): fonts})
    sheet[name("/Contents")] = writer._add_object(drawn)
    writer.write(tmp_path / "a.pdf")
    [page] = run(tmp_path)[0]
    assert page.text == "The talks ended in Rome"


def test_a_damaged_pdf_is_a_problem(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    [page] = run(tmp_path)[0]
    assert page.problems[0].code in ("damaged-pdf", "missing-library", "no-text")


def test_a_folder_with_a_manifest_and_several_jobs(tmp_path):
    for i in range(6):
        (tmp_path / f"{i}.html").write_bytes(HTML)
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "m.json").write_text('[{"page": "3.html", "outlet": "aawsat"}]')
    manifest: Manifest = read_manifest(tmp_path / "m.json")
    found, tally = run(tmp_path, jobs=2, manifest=manifest, but=[tmp_path / "m.json"])
    assert [p.name for p in found] == [f"{i}.html" for i in range(6)]
    assert found[3].outlet == "aawsat"
    assert tally.skipped == {"hidden file": 1, "the record itself": 1}


@pytest.mark.parametrize(
    ("data", "pages", "fields"),
    [
        (record(0) + record(1), 2, ()),
        (gzip.compress(record(0)), 1, ()),
        (HTML, 1, ()),
        (TEXT.encode(), 1, ()),
        (ROW + b"\n" + ROW + b"\n", 2, ()),
        (gzip.compress(ROW + b"\n" + ROW), 2, ()),
        (f"matn;x\n{TEXT};1\n{TEXT};2\n".encode(), 2, (("text", "matn"),)),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', 0, ()),
    ],
    ids=["warc", "warc.gz", "html", "text", "jsonl", "jsonl.gz", "csv", "json feed"],
)
def test_standard_input_tells_what_it_is(monkeypatch, data, pages, fields):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    _, tally = run("-", limits=Limits(fields=fields))
    assert (tally.pages, tally.failed.total()) == (pages, 0)


SEEDS = [
    ("a.warc", record(0) + record(1)),
    ("a.warc.gz", gzip.compress(record(0)) + gzip.compress(record(1))),
    ("a.zip", zipped(a=HTML)),
    ("a.tar", tarred(("a", HTML))),
    ("a.jsonl", json.dumps({"text": TEXT}).encode()),
    ("a.csv", f"url,text\n1,{TEXT}".encode()),
    ("a.eml", message(TEXT, HTML).as_bytes()),
    ("a.md", TEXT.encode()),
    ("a.pdf", b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>"),
]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_crashes_a_reader(tmp_path_factory, data):
    name, seed = data.draw(st.sampled_from(SEEDS))
    broken = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(broken)))
        broken[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    path = tmp_path_factory.mktemp("fuzz") / name
    path.write_bytes(broken)
    run(path, limits=Limits(page_bytes=1_000_000, unpacked_bytes=4_000_000))
