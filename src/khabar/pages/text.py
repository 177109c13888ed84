"""Bytes to text: which encoding a page is in, and what is wrong with it. The text is decoded and never altered.

UTF-8 is tried first, strictly. What is not UTF-8 is told apart by its bytes: a byte-order mark or the pattern of
zero and 06 bytes makes it UTF-16; else Windows-1256 and ISO-8859-6 are compared by how much the outcome looks like
Arabic (``ال`` and the commonest words). Nothing is guessed silently: an encoding other than UTF-8 is a recorded
problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from khabar.arabic.letters import INVISIBLE, is_arabic
from khabar.errors import PageError
from khabar.model import Problem

#: A file larger than this is refused. News pages have kilobytes; ten megabytes are an archive, not a page.
MAX_BYTES = 10 * 1024 * 1024
#: A page larger than this is read, with a word about its size.
LARGE_BYTES = 1024 * 1024
#: So many bytes are looked at to find the encoding.
SAMPLE = 200_000

_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a media file",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"SQLite format 3\x00": "an SQLite database",
    b"ID3": "a sound file",
    b"OggS": "a media file",
}
# Looks at every character of every page: the standard library's engine takes half the time on this set.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_PIECE = 8192
_CONTROL_BYTES = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))
_ARABIC = regex.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_COMMON = regex.compile(r"(?<!\w)(?:ال\w|في |من |على |إلى |أن )")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, how its bytes were read, and what was wrong with them."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(
    data: bytes, where: str, *, declared: str | None = None, max_bytes: int = MAX_BYTES, look: bool = True
) -> Decoded:
    """The text of some bytes.

    Args:
        data: The bytes of a text file.
        where: The file or address, for messages.
        declared: The encoding the container names (an HTTP header, a ``<meta>``); tried after UTF-8.
        max_bytes: The largest page that is read.
        look: Whether the text is looked over; of a page in markup it is done to the text taken out (:func:`look_at`).

    Returns:
        The text, with a problem for each thing a reader should know: an encoding other than UTF-8, broken bytes, lone
        surrogates, control characters, an unusual size.

    Raises:
        PageError: If there is nothing to read: no bytes, too many, or no text.

    >>> decode("خبر".encode("windows-1256"), "a.txt").encoding
    'windows-1256'
    """
    _refuse(data, where, max_bytes)
    text, encoding, problems = _read(data, where, declared)
    if not text.strip().strip(INVISIBLE).strip():
        raise _empty(where)
    return Decoded(text, encoding, (*problems, *(look_at(text, len(data), where) if look else ())))


def _refuse(data: bytes, where: str, max_bytes: int) -> None:
    if not data.strip(b"\x00 \t\r\n"):
        raise _empty(where)
    if len(data) > max_bytes:
        raise too_large(len(data), where, max_bytes)
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise PageError(f"this is {kind}, not text", where=where, hint="extract its text first", code="binary-page")


def _empty(where: str) -> PageError:
    hint = "check that it was saved or fetched in full"
    return PageError("the page is empty", where=where, hint=hint, code="empty-page")


def too_large(size: int, where: str, max_bytes: int) -> PageError:
    """The error of a page of ``size`` bytes."""
    said = f"the page has {size / 1e6:.1f} MB; at most {max_bytes / 1e6:.1f} MB are read as one page"
    return PageError(said, where=where, hint="is it an archive of many pages? Split it", code="too-large")


def _read(data: bytes, where: str, declared: str | None) -> tuple[str, str, list[Problem]]:
    if wide := _wide_encoding(data):
        return _forgiving(data, wide, where)
    control = _control_share(data)
    if control > 0.1:
        raise _binary(where)
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    if b"\x00" in data[:SAMPLE] or control > 0.01:
        raise _binary(where)
    if declared and (known := _try(data, declared)) is not None:
        return known, declared.lower(), []
    if _mostly_utf8(data):
        return _forgiving(data, "utf-8", where)
    encoding, text = _single_byte(data)
    warning = f"not UTF-8: read as {encoding}; if it looks wrong, save it as UTF-8"
    return text, encoding, [Problem("encoding", warning, where)]


def _binary(where: str) -> PageError:
    return PageError("this is a binary file, not text", where=where, hint="give a page of text", code="binary-page")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by its byte-order mark, or UTF-16 by where its high bytes stand."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[: min(len(data), 4000) & ~1]
    if len(sample) < 4:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        low = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
        share = sum(map(high.count, (b"\x00", b"\x06", b"\xfe"))) / len(high)
        if share > 0.9 and low.count(b"\x00") + low.count(b"\x06") < 0.2 * len(low):
            return encoding
    return None


def _forgiving(data: bytes, encoding: str, where: str) -> tuple[str, str, list[Problem]]:
    """Decode what can be decoded; the rest becomes U+FFFD (lone surrogates stay), and is reported."""
    problems = []
    if encoding != "utf-8":
        problems.append(Problem("encoding", f"not UTF-8: read as {encoding}", where))
    try:
        return data.decode(encoding, "strict"), encoding, problems
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(encoding, "surrogatepass"), encoding, problems
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        first = text.find("\ufffd")
        count = text.count("\ufffd")
        problems.append(
            Problem("broken-bytes", f"{count} places are no valid {encoding}: shown as \ufffd", where, first)
        )
        return text, encoding, problems


def _control_share(data: bytes) -> float:
    """The share of control characters: of the whole, or of pieces at the beginning, in the middle and at the end."""
    middle = len(data) // 2
    sample = data if len(data) <= 3 * _PIECE else data[:_PIECE] + data[middle : middle + _PIECE] + data[-_PIECE:]
    return 1 - len(sample.translate(None, _CONTROL_BYTES)) / len(sample)


def _mostly_utf8(data: bytes) -> bool:
    """Whether these are UTF-8 bytes with lone surrogates or a few broken places: most of what is not ASCII decodes."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = data[:SAMPLE].decode("utf-8", "replace")
        return text.count("\ufffd") <= 0.05 * max(20, len(_ARABIC.findall(text)))
    return True


def _single_byte(data: bytes) -> tuple[str, str]:
    """Windows-1256 or ISO-8859-6, whichever gives more common Arabic words; Windows-1252 if neither looks Arabic."""
    candidates = []
    for encoding in ("windows-1256", "iso-8859-6"):
        sample = data[:SAMPLE].decode(encoding, "replace")
        candidates.append((len(_COMMON.findall(sample)) - sample.count("\ufffd"), encoding))
    best = max(candidates, key=lambda c: c[0])[1]
    if not is_arabic(data[:SAMPLE].decode(best, "replace")):
        best = "windows-1252"
    return best, data.decode(best, "replace")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    return text if _ARABIC.search(text[:SAMPLE]) else None


def look_at(text: str, size: int, where: str) -> list[Problem]:
    """What a reader should know of a text that was decoded from ``size`` bytes (0 where its size says nothing)."""
    found = []
    if size > LARGE_BYTES:
        said = f"a page of {size / 1e6:.1f} MB is unusual: is it several pages in one file?"
        found.append(Problem("large-page", said, where))
    if surrogate := _SURROGATE.search(text):
        said = "lone surrogates (halves of characters) are in the text: they are kept and read as unknown signs"
        found.append(Problem("lone-surrogates", said, where, surrogate.start()))
    if control := _CONTROL.search(text):
        count = len(_CONTROL.findall(text))
        said = f"{count} control characters are in the text: they are kept and read as blanks"
        found.append(Problem("control-characters", said, where, control.start()))
    return found
