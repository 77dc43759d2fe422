"""How fast pages become text with places, as a ratio to libraries that give the bare text of the same pages.

    python benchmarks/readers.py FILE... [--rounds N]

PDFs are read page by page with pypdfium2 (the text of the whole page), and web pages with trafilatura, where it is installed. Both sides run in
turn, N rounds, and the fastest round of each counts. 1.0 is as fast, 2.0 twice as fast as the library.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from pypdfium2 import PdfDocument

from kg.ingest import open_file
from kg.ingest.html import looks_like_html, transcribed
from kg.ingest.pdf import looks_like_pdf, read_pdf
from kg.ingest.plain import decode
from kg.ingest.source import Source

try:
    import trafilatura
except ImportError:
    trafilatura = None


def bare_pdf(source: Source) -> int:
    """The characters of a PDF as pypdfium2 gives them."""
    document = PdfDocument(source.data)
    characters = 0
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        characters += len(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return characters


def fastest(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The seconds of processor time of the fastest round of each, run in turn."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for found, work in zip(times, works, strict=True):
            started = time.process_time()
            work()
            found.append(time.process_time() - started)
    return [min(found) for found in times]


def report(kind: str, library: str, bytes_read: int, ours: float, theirs: float) -> None:
    print(f"{kind}: {bytes_read / 1e6:.2f} MB, ours {ours * 1000:.1f} ms, {library} {theirs * 1000:.1f} ms: {theirs / ours:.2f} × its speed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PDFs and web pages")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each side  [default: 7]")
    arguments = parser.parse_args()
    sources = [open_file(path) for path in arguments.files]
    pdfs = [source for source in sources if looks_like_pdf(source)]
    pages = [decode(source.data) for source in sources if not looks_like_pdf(source) and looks_like_html(source)]
    if pdfs:
        ours, theirs = fastest(arguments.rounds, lambda: [list(read_pdf(source)) for source in pdfs], lambda: [bare_pdf(source) for source in pdfs])
        report("PDF", "pypdfium2", sum(len(source.data) for source in pdfs), ours, theirs)
    if pages and trafilatura is None:
        print("web pages: trafilatura is not installed, so there is nothing to compare with")
    elif pages:
        ours, theirs = fastest(arguments.rounds, lambda: [transcribed(page) for page in pages], lambda: [trafilatura.extract(page) for page in pages])
        report("web pages", "trafilatura", sum(map(len, pages)), ours, theirs)


if __name__ == "__main__":
    main()
