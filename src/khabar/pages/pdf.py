"""PDF to a page: its text layer. Needs ``pypdf`` (``pip install 'khabar[pdf]'``); a scanned page has no text."""

from __future__ import annotations

import io
import logging

from khabar.errors import PageError
from khabar.model import Page, Problem
from khabar.pages.manifest import Known
from khabar.pages.text import too_large

#: More sheets than this are not read: a news page has few, a book is none.
SHEETS = 300


def read_pdf(data: bytes, name: str, known: Known, max_bytes: int) -> Page:
    """The page in a PDF file: the text of its sheets, with an empty line between them.

    Raises:
        PageError: If it is too large, cannot be read, is locked, has no text, or ``pypdf`` is not installed.
    """
    if len(data) > max_bytes:
        raise too_large(len(data), name, max_bytes)
    try:
        from pypdf import PdfReader
    except ImportError as error:
        hint = "pip install 'khabar[pdf]'"
        raise PageError("reading PDF needs pypdf", where=name, hint=hint, code="missing-library") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        sheets = [sheet.extract_text() for sheet, _ in zip(reader.pages, range(SHEETS), strict=False)]
        more = len(reader.pages) - len(sheets)
        title = reader.metadata.title if reader.metadata else None
    except Exception as error:  # the library raises nearly everything on a damaged file; the page is named
        said = f"the PDF cannot be read: {type(error).__name__}: {error}"
        hint = "is it damaged or locked? Save its text"
        raise PageError(said, where=name, hint=hint, code="damaged-pdf") from error
    text = "\n\n".join(s.strip() for s in sheets if s.strip())
    if not text:
        raise PageError("the PDF has no text layer", where=name, hint="it is a picture: run OCR first", code="no-text")
    left = Problem("long-pdf", f"{more} sheets behind the first {SHEETS} are not read", name)
    return Page(
        name,
        text,
        url=known.url,
        outlet=known.outlet,
        published=known.published,
        fetched=known.fetched,
        title=title if isinstance(title, str) and title.strip() else None,
        encoding="pdf",
        extracted=True,
        problems=(left,) if more > 0 else (),
    )
