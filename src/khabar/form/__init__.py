"""``khabar-reading/1``: a reading as one JSON object, for programs and for the scorer; and back."""

from khabar.form.read import (
    article_of,
    article_reading_of,
    event_of,
    from_dict,
    page_of,
    position_of,
    problem_of,
    source_of,
    span_of,
    statement_of,
)
from khabar.form.write import FORMAT, Json, as_dict, page_as_dict, to_json

__all__ = [
    "FORMAT",
    "Json",
    "article_of",
    "article_reading_of",
    "as_dict",
    "event_of",
    "from_dict",
    "page_as_dict",
    "page_of",
    "position_of",
    "problem_of",
    "source_of",
    "span_of",
    "statement_of",
    "to_json",
]
