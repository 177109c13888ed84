"""Whatever a user has becomes pages: files, archives, feeds and addresses; what is known beside them; what is wrong."""

from khabar.pages.bulk import open_pages
from khabar.pages.items import Limits, Tally
from khabar.pages.load import load_page
from khabar.pages.manifest import Known, Manifest, read_manifest

__all__ = ["Known", "Limits", "Manifest", "Tally", "load_page", "open_pages", "read_manifest"]
