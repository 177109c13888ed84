"""Statements and the chains of sources through which they reached the page."""

from khabar.speech.find import find_statements

__all__ = ["find_statements"]
