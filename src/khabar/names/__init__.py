"""Persons, organizations, places, roles; unknown names; short names, role-only and pronoun reference."""

from khabar.names.find import find_names

__all__ = ["find_names"]
