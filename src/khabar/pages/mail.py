"""E-mail: newsletters, alerts and digests as ``.eml``, and mailboxes of them. Attached pages are pages too."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from khabar.errors import PageError
from khabar.model import Page
from khabar.pages.items import Item, Limits, Raw, Skipped, failed, inner_name, over, problem_of, unreadable
from khabar.pages.manifest import Known
from khabar.pages.text import decode

#: A plain part with fewer words stands for the HTML part beside it ("see this letter in your browser").
LEAST_WORDS = 40
#: So much of a line is read at once.
STEP = 1 << 20
#: Messages in messages, deeper than this, are not read.
DEEPEST = 8


def read_mail(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """The pages of one message: its text, the messages of a digest, attached pages."""
    yield from _read_message(file.read(limits.page_bytes + 1), name, known, limits)


def read_mbox(file: BinaryIO, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    """The pages of all messages of a mailbox, in which each begins with a line ``From ``."""
    message, number = bytearray(), 0
    at_start = after_blank = True
    while line := file.readline(STEP):
        if at_start and after_blank and line.startswith(b"From "):
            if number:
                yield from _read_message(bytes(message), f"{name}:{number}", known, limits)
            number += 1
            message.clear()
        elif len(message) <= limits.page_bytes:
            message += line
        # A line longer than STEP comes in pieces: only its first one can begin a message, or be blank.
        after_blank = not line.strip() if at_start else after_blank and not line.strip()
        at_start = line.endswith(b"\n")
    if number:
        yield from _read_message(bytes(message), f"{name}:{number}", known, limits)


def _read_message(data: bytes, name: str, known: Known, limits: Limits) -> Iterator[Item]:
    if len(data) > limits.page_bytes:
        yield failed(name, known, "too-large", f"the message has more than {limits.page_bytes / 1e6:.1f} MB")
        return
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        found = list(_items(message, name, known, limits, 0))
    except Exception as error:  # the library promises to raise for nothing and does; the message is named
        said = f"the message cannot be read: {type(error).__name__}: {error}"
        yield failed(name, known, "damaged-message", said)
        return
    yield from found or [Skipped(name, "message without text")]


def _items(
    message: Message, name: str, known: Known, limits: Limits, depth: int, sent: str | None = None
) -> Iterator[Item]:
    """The pages in a message or a part of one; each is as old as the innermost message it stands in."""
    if depth > DEEPEST:
        yield Skipped(name, "message nested too deep")
        return
    sent = _sent(message) or sent
    kind = message.get_content_type()
    if kind == "multipart/alternative":
        yield from _items(_best(message), name, known, limits, depth + 1, sent)
    elif kind == "message/rfc822" or message.is_multipart():
        parts = [p for p in message.get_payload() if isinstance(p, Message)]
        for number, part in enumerate(parts, start=1):
            label = name if len(parts) == 1 else inner_name(name, part.get_filename() or f"part-{number}")
            yield from _items(part, label, known, limits, depth + 1, sent)
    else:
        yield _part(message, name, over(known, Known(published=sent)), kind)


def _best(message: Message) -> Message:
    """Of the same text in several forms: the plain one, if it is more than a word about the other."""
    parts = [p for p in message.get_payload() if isinstance(p, Message)]
    plain = next((p for p in parts if p.get_content_type() == "text/plain"), None)
    if plain is not None and (len(parts) == 1 or len(_payload(plain).split()) >= LEAST_WORDS):
        return plain
    rich = next((p for p in parts if p.is_multipart() or p.get_content_type() == "text/html"), None)
    return rich or plain or EmailMessage()


def _part(part: Message, name: str, known: Known, kind: str) -> Item:
    data = _payload(part)
    charset = part.get_content_charset()
    if kind in ("text/html", "application/pdf"):
        return Raw(name, data, known, kind, charset)
    if kind == "text/plain":
        return _plain(data, name, known, charset, str(part.get("Subject") or "") or None)
    if part.get_filename() and kind in ("application/zip", "application/octet-stream", "text/csv"):
        return Raw(name, data, known)
    return Skipped(name, f"content type {kind[:40]}")


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _plain(data: bytes, name: str, known: Known, charset: str | None, subject: str | None) -> Page | Skipped:
    if not data.strip():
        return Skipped(name, "empty part")
    try:
        decoded = decode(data, name, declared=charset)
    except PageError as error:
        return unreadable(name, known, problem_of(error))
    text = decoded.text.replace("\r\n", "\n")
    return Page(
        name,
        text,
        url=known.url,
        outlet=known.outlet,
        published=known.published,
        fetched=known.fetched,
        title=subject,
        encoding=decoded.encoding,
        extracted=True,
        problems=decoded.problems,
    )


def _sent(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).isoformat() if message["Date"] else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
