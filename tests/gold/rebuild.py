"""Rebuild the text that the offsets in this folder point into.

``page_text(corpus, url)`` reads one row of the SaudiNewsNet file and returns the page of that address.
``python tests/gold/rebuild.py CORPUS FOLDER`` writes all the pages of this folder, each under the name its
gold gives it, and a ``manifest.json`` of addresses, outlets and dates beside them. A third argument names
another folder of annotations: ``python tests/gold/rebuild.py CORPUS FOLDER tests/gold/later``.
"""

import gzip
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def rows(corpus: str | Path):
    """Every row of the corpus file (JSON lines, gzipped), in its order."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def row_text(row: dict) -> str:
    """The page of one row: title, an empty line, text; both stripped, with one newline at the end."""
    return row["title"].strip() + "\n\n" + row["text"].strip() + "\n"


def page_text(corpus: str | Path, url: str) -> str:
    """The page with this address; `LookupError` where the corpus has no such row."""
    for row in rows(corpus):
        if row["url"] == url:
            return row_text(row)
    raise LookupError(f"{corpus}: no row with the address {url}")


def golds(annotations: str | Path = HERE) -> list[dict]:
    """The annotations of this folder, or of another."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(annotations).glob("f*.json"))]


def write_pages(corpus: str | Path, folder: str | Path, annotations: str | Path = HERE) -> list[Path]:
    """Write every page that `annotations` has under `folder`, and the manifest that `khabar read` takes."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {gold["url"]: gold for gold in golds(annotations)}
    written, manifest = [], []
    for row in rows(corpus):
        gold = wanted.pop(row["url"], None)
        if gold is None:
            continue
        path = folder / gold["page"]
        path.write_text(row_text(row), encoding="utf-8", newline="\n")
        written.append(path)
        manifest.append({key: gold[key] for key in ("page", "url", "outlet", "published")} | {"fetched": None})
    if wanted:
        raise LookupError(f"{corpus}: no row with the address {', '.join(sorted(wanted))}")
    text = json.dumps(sorted(manifest, key=lambda m: m["page"]), ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return written


if __name__ == "__main__":
    for page in write_pages(*sys.argv[1:4]):
        print(page)
