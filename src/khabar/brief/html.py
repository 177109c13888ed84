"""The brief as one HTML page: right to left, logical CSS, nothing fetched from anywhere."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from khabar.brief.isolate import isolate_html
from khabar.brief.lines import Brief
from khabar.brief.wording import Wording


def as_html(brief: Brief, say: Wording) -> str:
    """A whole HTML document.

    Args:
        brief: The lines (:func:`khabar.brief.compose`).
        say: The words of the frame, in the language the brief was composed in.
    """
    return _environment().get_template("brief.html").render(brief=brief, say=say)


@cache
def _environment() -> Environment:
    loader = PackageLoader("khabar.brief", "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["iso"] = isolate_html
    made.filters["web"] = _web
    return made


def _web(url: str | None) -> str | None:
    """An address that may become a link: http and https only, for what a page calls its address can be anything."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
