"""From a page to its articles: what a reader would keep, whose it is, and when it was published."""

from khabar.layout.split import Layout, split_page

__all__ = ["Layout", "split_page"]
