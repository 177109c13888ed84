"""Who publishes: outlets, agencies and aggregators by name, by the code of their site, by address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import regex

from khabar.arabic.view import normalise
from khabar.layout.entries import Aggregator, Credit
from khabar.layout.lines import line_key
from khabar.lexicon import Actor, Lexicon, actors

_PUBLISHERS = frozenset(["agency", "newspaper", "broadcaster", "news-site", "magazine"])
_KINDS = [
    "وكالة أنباء",
    "وكالة الأنباء",
    "وكالة",
    "صحيفة",
    "جريدة",
    "قناة",
    "شبكة",
    "موقع",
    "مجلة",
    "منصة",
    "تلفزيون",
    "عن",
]
_KIND = regex.compile(rf"^(?:{'|'.join(map(line_key, _KINDS))})\s+")
_MARKS = regex.compile(r"^[\W_]+|[\W_]+$")
_SECOND_LEVEL = frozenset(["com", "org", "net", "gov", "co", "edu", "info", "ac", "or"])


@dataclass(frozen=True, slots=True)
class Outlets:
    """Publishers by folded name and by site, which of them are agencies, and the folded names of places.

    Attributes:
        namesakes: Publishers by names that are those of places too (``الشرق الأوسط``, ``الرياض``).
    """

    names: dict[str, str]
    namesakes: dict[str, str]
    credits: dict[str, str]
    sites: dict[str, str]
    places: frozenset[str]
    agencies: frozenset[str]
    aggregators: dict[str, str]
    aggregator_sites: dict[str, str]

    def publisher(self, name: str) -> str | None:
        """The entity id of an outlet or agency by a name as pages print it: ``وكالة "تاس"``, ``- العربية``."""
        bare = name_key(name)
        return self.names.get(_MARKS.sub("", line_key(name))) or self.names.get(bare) or self.credits.get(bare)

    def named(self, name: str) -> str | None:
        """The entity id by a name that stands where nothing but a publisher does, though places bear it too."""
        return self.publisher(name) or self.namesakes.get(name_key(name))

    def is_dateline_word(self, name: str) -> bool:
        """Whether a name stands in datelines: a place, an outlet, an agency, ``متابعات``."""
        bare = name_key(name)
        return bare in self.places or bare in self.names or bare in self.credits

    def of_site(self, url: str | None) -> str | None:
        """The outlet at an address: a known site, else one named after its domain."""
        host = _host(url)
        if not host:
            return None
        return _known(host, self.sites) or f"organization/{_label(host)}"

    def known_site(self, url: str) -> str | None:
        """The outlet at an address, if the lexicon knows its site."""
        host = _host(url)
        return _known(host, self.sites) if host else None

    def names_aggregator(self, name: str) -> str | None:
        """The aggregator of a name or id: a page it prints is another outlet's."""
        found = self.aggregators.get(line_key(name))
        return found or (name if name in self.aggregators.values() else None)

    def aggregator_of(self, url: str | None) -> str | None:
        """The aggregator at an address, if it is one."""
        host = _host(url)
        return _known(host, self.aggregator_sites) if host else None

    def resolve(self, given: str) -> str:
        """The entity id for an outlet as a manifest gives it: an id, a site code, a name.

        >>> Lexicon.bundled().compiled(build_outlets).resolve("khabar-sample-1")
        'organization/khabar-sample-1'
        >>> Lexicon.bundled().compiled(build_outlets).resolve("الشرق الأوسط")
        'organization/asharq-al-awsat'
        """
        given = given.strip()
        if given.startswith(("organization/", "person/", "platform/", "place/")):
            return given
        code = given.lower()
        return self.sites.get(code) or _known(code, self.sites) or self.named(given) or outlet_id(given)


def build_outlets(lexicon: Lexicon) -> Outlets:
    """Compile the outlets of a lexicon (for :meth:`Lexicon.compiled`)."""
    everyone = actors(lexicon).values()
    places = frozenset(line_key(n) for a in everyone if a.kind == "place" for n in (*a.ar, *a.short))
    publishers = [a for a in everyone if a.kind == "organization" and a.type in _PUBLISHERS]
    credits = {line_key(n): c.id for c in lexicon.table("layout/credits.yaml", Credit) for n in c.ar}
    aggregators = lexicon.table("layout/aggregators.yaml", Aggregator)
    return Outlets(
        _names(publishers, places),
        {n: a.id for a in reversed(publishers) for n in map(line_key, a.ar) if n in places},
        credits,
        {s.lower(): a.id for a in reversed(publishers) for s in a.sites},
        places,
        frozenset(a.id for a in publishers if a.type == "agency") | frozenset(credits.values()),
        {line_key(n): a.id for a in aggregators for n in a.ar},
        {s: a.id for a in aggregators for s in a.sites},
    )


def _names(publishers: list[Actor], places: frozenset[str]) -> dict[str, str]:
    """Publishers by name; of two that share one, whoever needs no word before it (``after``), then a broadcaster."""
    names: dict[str, str] = {}
    for actor in publishers:
        for word in actor.after:
            names.update({line_key(f"{word} {name}"): actor.id for name in (*actor.ar, *actor.short)})
    for actor in sorted(publishers, key=lambda a: (bool(a.after), a.type != "broadcaster")):
        for name in map(line_key, (*actor.ar, *actor.short, actor.en)):
            if name not in places:
                names.setdefault(name, actor.id)
    for actor in publishers:
        for name in map(line_key, actor.ar):
            if (bare := _KIND.sub("", name)) not in places:
                names.setdefault(bare, actor.id)
    return names


def name_key(name: str) -> str:
    """The key of an outlet's name without the marks around it and without ``صحيفة``, ``وكالة``, ...

    >>> name_key('وكالة "تاس"')
    'تاس'
    """
    bare = _MARKS.sub("", line_key(name))
    return _MARKS.sub("", _KIND.sub("", bare))


def outlet_id(name: str) -> str:
    """An id for an outlet the lexicon does not know.

    >>> outlet_id("Cairo Daily")
    'organization/cairo-daily'
    """
    return "organization/" + regex.sub(r"[\W_]+", "-", normalise(name).text.lower()).strip("-")


def _host(url: str | None) -> str | None:
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def _known(host: str, sites: dict[str, str]) -> str | None:
    """A site by its host, by a parent domain of it, or by its name without the domain."""
    parts = host.split(".")
    for i in range(len(parts) - 1):
        if found := sites.get(".".join(parts[i:])):
            return found
    return sites.get(_label(host))


def _label(host: str) -> str:
    parts = host.split(".")
    at = -2
    while len(parts) > -at and parts[at] in _SECOND_LEVEL:
        at -= 1
    return parts[max(at, -len(parts))]
