"""Khabar reads raw Arabic news pages and keeps a sourced record of diplomacy."""

__version__ = "0.1.0"
