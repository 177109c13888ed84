"""Fetching an address, safely: to checked machines only, in bounded time, within a bounded size.

Everything a server can do to a reader is expected of it: redirect into the reader's own network, drip a byte a second,
send without end, pack gigabytes into kilobytes, break off. Each is refused with an error that says so.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from typing import Any

from khabar import __version__
from khabar.errors import FetchError
from khabar.pages.addresses import Address, machines, read_address, resolve
from khabar.pages.items import Raw
from khabar.pages.manifest import Known
from khabar.pages.packings import ACCEPTED, BombError, PackingError, Unpacking, packings_of
from khabar.pages.text import MAX_BYTES

_REDIRECTS = frozenset([301, 302, 303, 307, 308])
STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Rules:
    """How far fetching goes.

    Attributes:
        max_bytes: The largest body, packed and unpacked.
        seconds: How long one address may take in all, redirects included.
        idle: How many seconds a server may be silent.
        redirects: How many redirects are followed.
        contact: An address that site owners can write to; it stands in the user agent.
        loopback_ports: Ports of this machine itself that may be reached: for tests alone, and set by no option.
    """

    max_bytes: int = MAX_BYTES
    seconds: float = 30.0
    idle: float = 10.0
    redirects: int = 5
    contact: str | None = None
    loopback_ports: frozenset[int] = frozenset()

    @property
    def user_agent(self) -> str:
        """Who asks."""
        return f"khabar/{__version__} (reads Arabic news{'; ' + self.contact if self.contact else ''})"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes:
        url: The address that answered, behind all redirects.
        body: Unpacked.
        permanent: Whether it stands elsewhere for good: there were redirects, and all said so.
    """

    url: str
    status: int
    headers: Message
    body: bytes = field(repr=False)
    permanent: bool = False

    def header(self, name: str) -> str | None:
        """A header's value."""
        value = self.headers.get(name)
        return str(value) if value is not None else None


def fetch(url: str, rules: Rules | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    """What is at an address.

    Args:
        url: An address of http or https.
        rules: The limits.
        headers: Further headers of the request.

    Raises:
        FetchError: If the address must not be fetched, cannot be reached, or answers with more than the rules allow.
    """
    rules = rules or Rules()
    deadline = time.monotonic() + rules.seconds
    address = read_address(url)
    permanent = True
    for _ in range(rules.redirects + 1):
        answer, onward = _ask(address, rules, dict(headers or {}), deadline)
        if onward is None:
            return Answer(answer.url, answer.status, answer.headers, answer.body, permanent and str(address) != url)
        permanent = permanent and answer.status in (301, 308)
        address = read_address(onward, base=str(address))
    raise FetchError(
        f"more than {rules.redirects} redirects", where=url, hint="the site is badly set up; open it yourself"
    )


def fetch_page(url: str, rules: Rules | None = None) -> Raw:
    """The page at an address, not read yet, with the address and the time it was fetched.

    Raises:
        FetchError: If it cannot be had, or the server answers with anything but the page.
    """
    answer = fetch(url, rules)
    if answer.status != 200:
        hint = "the page is gone" if answer.status in (404, 410) else "try again later"
        raise FetchError(f"the server answers with status {answer.status}", where=url, hint=hint)
    return page_of_answer(answer)


def page_of_answer(answer: Answer) -> Raw:
    """The page in an answer: its kind and encoding as the headers say."""
    kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else None
    known = Known(url=answer.url, fetched=datetime.now(UTC).replace(microsecond=0).isoformat())
    readable = kind if kind in ("text/html", "application/pdf") else None
    return Raw(answer.url, answer.body, known, readable, answer.headers.get_content_charset())


def post(url: str, body: bytes, kind: str, *, seconds: float = 10.0) -> int:
    """Send bytes to an address of the user's own choice, which may be on the user's own network.

    Redirects are not followed, and what the server says beside its status is not read.

    Args:
        url: The address.
        body: What is sent.
        kind: Its kind of content.
        seconds: How long all of it may take.

    Returns:
        The status of the answer.

    Raises:
        FetchError: If the address is none of http(s), cannot be reached, or does not answer in time.
    """
    address, deadline = read_address(url), time.monotonic() + seconds
    connection = http.client.HTTPConnection(address.host, address.port)
    line: _Timed | None = None
    try:
        connection.sock = line = _connect(address, machines(address), deadline, seconds)
        sent = {"Host": address.site.partition("//")[2], "User-Agent": Rules().user_agent, "Content-Type": kind}
        connection.request("POST", address.target, body, sent | {"Connection": "close"})
        return connection.getresponse().status
    except TimeoutError as error:
        raise FetchError(f"no answer in {seconds:g} s", where=url, hint="try again later") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(f"it cannot be reached: {_said(error)}", where=url, hint="try again later") from error
    finally:
        if line is not None:
            line.end()


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


# -- one request -----------------------------------------------------------------------------------


def _ask(address: Address, rules: Rules, headers: dict[str, str], deadline: float) -> tuple[Answer, str | None]:
    """One answer, and where it leads on to."""
    where = str(address)
    connection = http.client.HTTPConnection(address.host, address.port)
    line: _Timed | None = None
    try:
        connection.sock = line = _connect(address, resolve(address, rules.loopback_ports), deadline, rules.idle)
        sent = {
            "Host": address.site.partition("//")[2],
            "User-Agent": rules.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "ar,*;q=0.5",
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        connection.request("GET", address.target, headers=sent | headers)
        response = connection.getresponse()
        onward = response.headers.get("Location") if response.status in _REDIRECTS else None
        body = b"" if onward or response.status == 304 else _body(response, rules, where)
        return Answer(where, response.status, response.headers, body), onward
    except FetchError:
        raise
    except TimeoutError as error:
        raise FetchError("the server is too slow", where=where, hint="try again later") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(f"the page cannot be fetched: {_said(error)}", where=where, hint="try again later") from error
    finally:
        if line is not None:
            line.end()


def _connect(
    address: Address, machines: Sequence[tuple[socket.AddressFamily, str]], deadline: float, idle: float
) -> _Timed:
    """A connection to one of some machines; the name is not resolved again."""
    last: OSError | None = None
    for family, machine in machines[:4]:
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(_left(deadline, idle))
            sock.connect((machine, address.port))
            if address.scheme == "https":
                sock = ssl.create_default_context().wrap_socket(sock, server_hostname=address.host)
            return _Timed(sock, deadline, idle)
        except OSError as error:
            sock.close()
            last = error
    raise last or OSError("no machine answers")


def _left(deadline: float, idle: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, idle)


class _Timed:
    """A socket that ends at a moment, however slowly its bytes come."""

    def __init__(self, sock: socket.socket, deadline: float, idle: float) -> None:
        self._sock, self._deadline, self._idle = sock, deadline, idle

    def sendall(self, data: bytes) -> None:
        """Send all bytes in the time left."""
        self._sock.settimeout(_left(self._deadline, self._idle))
        self._sock.sendall(data)

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        """What the server sends, as a file."""
        return io.BufferedReader(_TimedBytes(self._sock, self._deadline, self._idle))

    def close(self) -> None:
        """Nothing: the one who opened it ends it, when the body has been read (:meth:`end`)."""

    def end(self) -> None:
        """End the connection."""
        self._sock.close()


class _TimedBytes(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: float, idle: float) -> None:
        self._sock, self._deadline, self._idle = sock, deadline, idle

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes, in the time left."""
        self._sock.settimeout(_left(self._deadline, self._idle))
        return self._sock.recv_into(buffer)


# -- bodies ----------------------------------------------------------------------------------------


def _body(response: http.client.HTTPResponse, rules: Rules, where: str) -> bytes:
    parts: list[bytes] = []
    try:
        unpacking = Unpacking(packings_of(response.headers.get_all("Content-Encoding", [])), rules.max_bytes)
        while part := response.read(STEP):
            parts.append(unpacking.feed(part))
    except PackingError as error:
        bomb = isinstance(error, BombError)
        hint = "fetch it yourself and give the file" if bomb else "the server is badly set up"
        raise FetchError(str(error), where=where, hint=hint) from error
    if response.length or not unpacking.ended:
        raise FetchError("the server breaks off before the end of the page", where=where, hint="try again later")
    return b"".join(parts)
