"""Which addresses may be fetched: http and https, to machines of the open Internet, and to nothing else.

A page, a feed or a redirect can name any address, also one of the reader's own network (a router, a database, a
cloud's metadata service). So the name is resolved once, *all* its addresses are checked, and the connection goes to
the very address that was checked, not to whatever the name means a moment later.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from khabar.errors import FetchError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
#: A longer address is none that anybody publishes.
LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Address:
    """An address of http(s), taken apart.

    Attributes:
        target: Path and query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{port}{self.target}"

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt speaks for."""
        return str(self).removesuffix(self.target)


def read_address(url: str, base: str | None = None) -> Address:
    """An address, checked for its form.

    Args:
        url: The address, full or relative to ``base``.
        base: The page that names it.

    Raises:
        FetchError: If it is none of http(s), names no host, is too long, or carries a name and password.

    >>> str(read_address("../خبر?a=1", "https://example.com/a/b"))
    'https://example.com/%D8%AE%D8%A8%D8%B1?a=1'
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise FetchError("this is no address", where=url[:200], hint="check it") from error
    if parts.scheme not in _PORTS:
        raise FetchError(f"only http and https are fetched, not '{parts.scheme}'", where=url[:200], hint="check it")
    if not host or len(url) > LONGEST:
        raise FetchError("the address names no host or is too long", where=url[:200], hint="check it")
    if parts.username is not None or parts.password is not None:
        raise FetchError("the address carries a name or password", where=host, hint="leave them out")
    query = f"?{quote(parts.query, safe=_SAFE_PATH + '?')}" if parts.query else ""
    return Address(
        parts.scheme, _ascii_host(host, url), port or _PORTS[parts.scheme], quote(parts.path or "/", _SAFE_PATH) + query
    )


def _ascii_host(host: str, url: str) -> str:
    try:
        return host.encode("ascii").decode() if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise FetchError("the name of the host is none", where=url[:200], hint="check it") from error


def resolve(address: Address, loopback_ports: frozenset[int] = frozenset()) -> list[tuple[socket.AddressFamily, str]]:
    """The machine addresses behind an address, every one of them checked.

    Args:
        address: The address.
        loopback_ports: Ports on this machine itself that may be reached: for tests with a server of their own.

    Raises:
        FetchError: If the name is unknown, or any of its addresses is not one of the open Internet.
    """
    found = machines(address)
    for _, machine in found:
        if not is_public(machine) and not (_is_loopback(machine) and address.port in loopback_ports):
            hint = "only machines of the open Internet are asked"
            raise FetchError(f"the address leads to {machine}, a private machine", where=str(address), hint=hint)
    return found


def machines(address: Address) -> list[tuple[socket.AddressFamily, str]]:
    """The machine addresses behind an address, whatever they are: for addresses of the user's own choice.

    Raises:
        FetchError: If the name is unknown.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host is unknown: {error}", where=str(address), hint="check the address") from error
    return list(dict.fromkeys((family, str(place[0])) for family, _, _, _, place in found))


def is_public(machine: str) -> bool:
    """Whether a machine address is one of the open Internet, also where it is wrapped in an IPv6 address.

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        found = ipaddress.ip_address(machine.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64:
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if int(found) >> 32 == 0:  # the old IPv4-compatible form
            return False
        if any(part is not None and not is_public(str(part)) for part in inner):
            return False
        if found.ipv4_mapped is not None or found in _NAT64:
            return True
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _is_loopback(machine: str) -> bool:
    return ipaddress.ip_address(machine.partition("%")[0]).is_loopback
