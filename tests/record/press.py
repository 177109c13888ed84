"""A small press: pages with readings made by hand, and what the crash tests run in processes of their own.

Run as ``python press.py RECORD FIRST LAST``: keeps the pages FIRST..LAST, prints the hash of each that is reported.
"""

from __future__ import annotations

import sys
from pathlib import Path

from khabar.model import (
    Article,
    ArticleReading,
    Event,
    Link,
    Mention,
    Page,
    Position,
    Problem,
    Reading,
    Source,
    Span,
    Statement,
    TimeExpression,
    fact_id,
)

SPEAKERS = ("سيرغي لافروف", "عباس عراقجي", "بدر البوسعيدي", "جون كيري")
IDS = ("person/sergey-lavrov", "person/abbas-araghchi", "person/badr-albusaidi", "person/john-kerry")
TOPICS = ("تخصيب اليورانيوم", "وقف إطلاق النار", "تبادل الأسرى", "رفع العقوبات")
ISSUES = ("uranium-enrichment", "ceasefire", "prisoner-exchange", "sanctions")


def press_page(number: int, *, url: str | None = None, more: str = "", **known: str | None) -> Page:
    """Page number so-and-so: a headline, a quoted sentence, a meeting in Rome."""
    who, what = SPEAKERS[number % 4], TOPICS[number % 3]
    text = (
        f"{who} يتحدث عن {what}\n"
        f"قال {who} إن المفاوضات حول {what} وصلت إلى النقطة {number}. "
        f"والتقى المفاوضون في روما لبحث {what}.{more}\n"
    )
    day = f"2025-05-{number % 28 + 1:02}"
    return Page(
        f"{number}.txt",
        text,
        url=url,
        outlet=known.get("outlet", "organization/tass"),
        published=known.get("published", day),
        fetched=known.get("fetched"),
    )


def press_reading(page: Page, *, without: tuple[str, ...] = (), shift: int = 0) -> Reading:
    """What a reader would read on such a page.

    Args:
        page: The page.
        without: Kinds of facts to leave out, as an older reader might.
        shift: Let the statement's content begin so many characters later, as a newer reader might.
    """
    text, root = page.text, page.hash
    who = next(w for w in SPEAKERS if text.startswith(w))
    entity = IDS[SPEAKERS.index(who)]
    what = next(t for t in TOPICS if t in text)
    line = text.index("\n") + 1
    source = Span(line + 4, line + 4 + len(who))
    content = Span(text.index("المفاوضات") + shift, text.index(". "))
    clause = Span(text.index("والتقى"), text.index("روما") + 4)
    rome = Span(clause.end - 4, clause.end)
    st, ev, po = (fact_id(root, k, s) for k, s in (("statement", content), ("event", clause), ("position", content)))
    statement = Statement(
        st,
        (Source(source, who, entity, "person"),),
        Span(line, line + 3),
        (content,),
        "indirect",
        (Link("agency", "organization/tass", None, "own"),),
        "قال",
        sentence=Span(line, content.end + 1),
    )
    event = Event(
        ev,
        "CONSULT",
        "visit",
        (entity, "place/iran"),
        ("place/italy",),
        page.published,
        "place/rome",
        "happened",
        clause,
        Span(clause.start + 1, clause.start + 6),
        {"round": 5, "topics": ("nuclear-program",)},
        statement=None,
    )
    position = Position(po, "place/iran", ISSUES[TOPICS.index(what)], "demands", st, "self", content)
    mentions = (
        Mention(fact_id(root, "mention", Span(0, len(who))), Span(0, len(who)), who, "person", entity, "press"),
        Mention(fact_id(root, "mention", source), source, who, "person", entity, "press"),
        Mention(fact_id(root, "mention", rome), rome, "روما", "place", "place/rome", "press"),
    )
    title = Span(0, line - 1)
    article = Article(
        fact_id(root, "article", title),
        Span(0, len(text)),
        (Span(0, len(text) - 1),),
        title.of(text),
        title,
        outlet=page.outlet,
        published=page.published,
    )
    times = (TimeExpression(fact_id(root, "time", rome), rome, "روما", "DATE", "2025-05", None, None, "press"),)
    return Reading(
        page,
        (),
        (
            ArticleReading(
                article,
                mentions,
                (),
                times,
                () if "statement" in without else (statement,),
                () if "event" in without else (event,),
                () if {"statement", "position"} & set(without) else (position,),
            ),
        ),
        (Problem("odd", "something to look at", page.name, 3),) if not number_of(page) % 5 else (),
        "press/1",
    )


def number_of(page: Page) -> int:
    """Which page it is."""
    return int(page.name.partition(".")[0])


def main() -> None:
    """Keep pages, and say which are kept as soon as the record says so."""
    from khabar.record import Record

    path, first, last = sys.argv[1:]
    with Record.open(Path(path)) as record:
        print("open", flush=True)
        readings = (press_reading(press_page(n)) for n in range(int(first), int(last)))
        record.keep(readings, report=lambda added: print(added.page, added.outcome, flush=True))
    print("done", flush=True)


if __name__ == "__main__":
    main()
