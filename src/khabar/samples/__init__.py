"""Sample pages that come with Khabar, written for it: true events, told in its own words, with the mess of real pages.

They retell the fifth round of talks between Iran and the United States in Rome (23 May 2025) and the calls between
Presidents Trump and Putin of 12 February and 19 May 2025. What differs between them differed in the press as well: the
call of May on a Sunday or a Monday, the call of February an hour and a half long or more than an hour.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
MANIFEST = FOLDER / "manifest.json"


def sample_pages() -> tuple[Path, ...]:
    """The files of the sample pages, in order.

    >>> [path.name for path in sample_pages()][:2]
    ['01-aggregator.txt', '02-printed-twice.txt']
    """
    return tuple(sorted(FOLDER.glob("*.txt")))
