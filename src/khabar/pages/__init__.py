"""Bytes to pages: text files, what is known beside them, and what is wrong with them."""

from khabar.pages.load import load_page
from khabar.pages.manifest import Known, Manifest, read_manifest

__all__ = ["Known", "Manifest", "load_page", "read_manifest"]
