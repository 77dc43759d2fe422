"""How fast pages become text with places, as a ratio to libraries that give the bare text of the same pages.

    python benchmarks/readers.py [FILE...] [--rounds N]

PDFs are read page by page with pypdfium2 (the text of the whole page), and web pages with trafilatura, where it is installed. Both sides take each
file in turn, N rounds, and of each file the fastest round of each side counts, which other work on the machine disturbs least. 1.0 is as fast, 2.0
twice as fast as the library.

Without files, the releases of examples/ are read, set as files of three kinds: as web pages with hardly anything beside the story (5 kB), as pages
of the size that wires and companies publish (80 to 130 kB: styles, scripts with data in them, menus, lists of other news, notices, every element
with its classes), and as PDFs, in one column
with ragged lines and in two with even ones, which reportlab sets: each release by itself, on a page of some 2,000 characters, and eight after one
another, with a head on each page, as quarterly reports are: four to six pages, 16,000 characters. "Plain" are those in the fonts that every reader
brings along; "embedded" have fonts of their own in the file, with a map to Unicode, and a letterhead with a picture, a rule and a link.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

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

Item = TypeVar("Item")
ROOT = Path(__file__).resolve().parent.parent


# ---- pages made of the examples


def bare_page(text: str) -> str:
    """A release as a web page with hardly anything beside it."""
    return (
        f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>News</title></head>\n<body><nav><a href='/'>Home</a></nav>\n"
        f"<article>{story(text, '')}</article>\n<footer><p>Notices of a wire</p></footer></body></html>\n"
    )


def full_page(text: str, draw: random.Random) -> str:
    """A release as a wire publishes it, with all that its template brings along."""
    rule = ".{0}-{1} {{ margin: {1}px 0; padding: 0 {2}px; color: #33{1:02d}44; }}\n"
    styles = "".join(rule.format(draw.choice(("card", "teaser", "grid", "menu")), draw.randrange(99), draw.randrange(40)) for _ in range(400))
    data = json.dumps([{"id": draw.randrange(10**9), "slug": f"story-{at}", "kind": "release", "tags": ["mining", "gold"]} for at in range(220)])
    script = "(function(w,d){var q=w.q||[];for(var i=0;i<q.length;i++){if(q[i]<3&&d){q.push('<p>'+i+'</p>');}}})(window,document);\n" * 60
    menu = "".join(
        f"<li class='menu-item menu-item-{at}' id='item-{at}'><a class='menu-link' href='/section/{at}?from=menu' data-track='menu-{at}'>"
        f"<span class='label'>Section {at}</span></a></li>\n"
        for at in range(110)
    )
    teasers = "".join(
        f"<div class='teaser card col-md-4' data-id='{at}'><a href='/news/{at}'><img class='lazy' src='/i/{at}.jpg' alt='' width='320' height='180'>"
        f"<h4 class='teaser-title'>Company {at} tells of its quarter and of the months to come</h4></a>"
        f"<time class='teaser-time' datetime='2020-01-{at % 28 + 1:02d}'>{at % 28 + 1} January 2020</time></div>\n"
        for at in range(70)
    )
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>News | A Wire</title>"
        "<meta property='og:type' content='article'><meta property='og:title' content='News of the day'>"
        f"<style>{styles}</style><script>{script}</script><script type='application/json'>{data}</script></head>\n<body class='page page-release'>"
        f"<header class='masthead'><nav class='navbar'><ul class='menu'>{menu}</ul></nav></header>\n<main><article class='release'>"
        f"<div class='release-body'>{story(text, ' class=' + chr(39) + 'para' + chr(39))}</div></article></main>\n"
        f"<aside class='related-stories'><h3>Other news</h3>{teasers}</aside>\n"
        f"<footer class='footer'><ul>{menu}</ul><p>Notices of a wire</p></footer><script>{script}</script></body></html>\n"
    )


def story(text: str, attribute: str) -> str:
    """The paragraphs of a release as elements; lists and tables set with blanks keep their lines."""
    kept = re.compile(r"\S {3,}\S|\t|-----|^\s*\|", re.MULTILINE)
    told = []
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        inside = html.escape(paragraph)
        told.append(f"<pre>{inside}</pre>\n" if kept.search(paragraph) else f"<p{attribute}>{inside.replace(chr(10), '<br>' + chr(10))}</p>\n")
    return "".join(told)


def made_of_examples() -> Iterator[tuple[str, list[Source]]]:
    """What is read without files, by kind."""
    texts = [decode(path.read_bytes()) for path in sorted((ROOT / "examples").glob("*.txt"))]
    draw = random.Random(5)
    yield "small web pages", [Source(bare_page(text).encode(), "page.html") for text in texts]
    yield "full web pages", [Source(full_page(text, draw).encode(), "page.html") for text in texts]
    try:
        sys.path.insert(0, str(ROOT / "tests"))
        from pdf_pages import PLAIN, both, embedded, letterhead, release, running_head
    except ImportError:
        print("PDF: reportlab is not installed, so there is nothing to set the examples with")
        return
    reports = ["\n\n".join(texts[at : at + 8]) for at in range(0, len(texts), 8)]
    head = running_head("Report to the shareholders")
    for kind, fonts, draw, drawn in (("plain", PLAIN, None, head), ("embedded", embedded(), letterhead, both(head, letterhead))):
        yield f"{kind}, one column", [Source(release(text, draw=draw, fonts=fonts), "release.pdf") for text in texts]
        yield f"{kind}, two columns", [Source(release(text, columns=2, justified=True, draw=draw, fonts=fonts), "release.pdf") for text in texts]
        yield f"{kind} report, one", [Source(release(text, draw=drawn, fonts=fonts), "report.pdf") for text in reports]
        yield f"{kind} report, two", [Source(release(text, columns=2, justified=True, draw=drawn, fonts=fonts), "report.pdf") for text in reports]


# ---- both sides


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


def fastest(rounds: int, items: Sequence[Item], *works: Callable[[Item], object]) -> list[float]:
    """The seconds of processor time that each side takes for all items, the fastest round of each item, the sides in turn."""
    best = [[float("inf")] * len(items) for _ in works]
    for _ in range(rounds):
        for at, item in enumerate(items):
            for found, work in zip(best, works, strict=True):
                started = time.process_time()
                work(item)
                found[at] = min(found[at], time.process_time() - started)
    return [sum(found) for found in best]


def compare(kind: str, sources: Iterable[Source], rounds: int) -> None:
    """Prints how fast files of one kind are read, PDFs and web pages apart."""
    sources = list(sources)
    pdfs = [source for source in sources if looks_like_pdf(source)]
    pages = [decode(source.data) for source in sources if not looks_like_pdf(source) and looks_like_html(source)]
    if pdfs:
        ours, theirs = fastest(rounds, pdfs, lambda source: list(read_pdf(source)), bare_pdf)
        report(kind or "PDF", "pypdfium2", [len(source.data) for source in pdfs], ours, theirs)
    if pages and trafilatura is None:
        print(f"{kind or 'web pages'}: trafilatura is not installed, so there is nothing to compare with")
    elif pages:
        ours, theirs = fastest(rounds, pages, transcribed, trafilatura.extract)
        report(kind or "web pages", "trafilatura", list(map(len, pages)), ours, theirs)


def report(kind: str, library: str, sizes: list[int], ours: float, theirs: float) -> None:
    files = f"{len(sizes)} of {sum(sizes) / len(sizes) / 1000:.0f} kB"
    print(f"{kind:22} {files:13} ours {ours * 1000:7.1f} ms, {library} {theirs * 1000:7.1f} ms: {theirs / ours:.2f} × its speed", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="PDFs and web pages  [default: pages made of examples/]")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each side  [default: 7]")
    arguments = parser.parse_args()
    if arguments.files:
        compare("", [open_file(path) for path in arguments.files], arguments.rounds)
        return
    for kind, sources in made_of_examples():
        compare(kind, sources, arguments.rounds)


if __name__ == "__main__":
    main()
