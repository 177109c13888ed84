"""Articles as RIS, for reference managers. Source: the RIS format specification (types and tags)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.lexicon import Actor, Lexicon
from khabar.model import ArticleReading, Page, Reading


def as_ris(readings: Iterable[Reading], lexicon: Lexicon) -> str:
    """All articles, one reference each.

    Args:
        readings: The readings.
        lexicon: For the names of the outlets.
    """
    names = {a.id: a.ar[0] for a in lexicon.table("actors", Actor)}
    lines = (line for r in readings for a in r.articles for line in _reference(r.page, a, names))
    return "".join(f"{line}\r\n" for line in lines)


def _reference(page: Page, reading: ArticleReading, names: dict[str, str]) -> Iterator[str]:
    article = reading.article
    yield "TY  - NEWS"
    fields = {
        "TI": article.title or page.title,
        "T2": names.get(article.outlet or "") or (article.outlet or "").partition("/")[2].replace("-", " "),
        "DA": article.published[:10].replace("-", "/") if article.published else None,
        "PY": article.published[:4] if article.published else None,
        "UR": page.url,
        "LA": article.language,
        "AU": article.byline.of(page.text) if article.byline else None,
        "N1": f"Khabar {article.id}: {page.name} {article.span.start}-{article.span.end}",
    }
    for tag, value in fields.items():
        if value:
            yield f"{tag}  - {' '.join(value.split())}"
    yield "ER  - "
