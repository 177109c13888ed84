"""Briefs: per story its timeline, who said what through whom, where the accounts differ, and where parties stand."""

from khabar.brief.compose import compose
from khabar.brief.desk import Desk
from khabar.brief.html import as_html
from khabar.brief.markdown import as_markdown
from khabar.brief.terminal import show

__all__ = ["Desk", "as_html", "as_markdown", "compose", "show"]
