"""Lists of addresses to fetch: the filings of a company with EDGAR, and the links of a feed."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from html import unescape
from urllib.parse import urljoin

from kg.fetch.web import FetchError, Web

EDGAR_DATA, EDGAR_ARCHIVES = "https://data.sec.gov", "https://www.sec.gov/Archives/edgar/data"
FORMS = ("8-K", "6-K", "40-F", "20-F", "10-K", "10-Q")
_ITEM = re.compile(r"<(?:item|entry)\b[^>]*+>(.*?)</(?:item|entry)\s*>", re.DOTALL | re.IGNORECASE)
_RSS_LINK = re.compile(r"<link>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,2000})", re.IGNORECASE)
_ATOM_LINK = re.compile(r"<link\b([^>]{0,2000})>", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*[\"']([^\"']{1,2000})[\"']", re.IGNORECASE)
_REL = re.compile(r"\brel\s*=\s*[\"'](?!alternate)[^\"']*[\"']", re.IGNORECASE)


def edgar_filings(
    web: Web, cik: str, forms: Collection[str] = FORMS, since: str = "", data: str = EDGAR_DATA, archives: str = EDGAR_ARCHIVES
) -> list[str]:
    """The addresses of the submissions of a company, the latest first: those of some forms, filed on a day or after it (YYYY-MM-DD).

    FetchError where EDGAR knows no such number, or does not answer as it should. `data` and `archives` are EDGAR's own addresses.
    """
    if not cik.isdigit() or len(cik) > 10:
        raise FetchError(f"'{cik}' is no CIK; it is a number of at most ten digits")
    url = f"{data}/submissions/CIK{int(cik):010}.json"
    try:
        recent = json.loads(web.get(url).data or b"")["filings"]["recent"]
        rows = list(zip(recent["form"], recent["filingDate"], recent["accessionNumber"], strict=True))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FetchError(f"{url}: not the list of filings that EDGAR gives") from error
    wanted = [str(number) for form, day, number in rows if str(form).removesuffix("/A") in forms and str(day) >= since]
    return [f"{archives}/{int(cik)}/{number.replace('-', '')}/{number}.txt" for number in wanted if re.fullmatch(r"[\d-]{10,25}", number)]


def feed_links(web: Web, url: str) -> list[str]:
    """The addresses that the items of an RSS or Atom feed link to, in their order, each once; FetchError where it has none."""
    text = (web.get(url).data or b"").decode("utf-8", "replace")
    links = []
    for item in _ITEM.finditer(text):
        rss = _RSS_LINK.search(item[1])
        atom = [_HREF.search(link[1]) for link in _ATOM_LINK.finditer(item[1]) if not _REL.search(link[1])]
        found = rss[1] if rss else next((one[1] for one in atom if one), None)
        if found:
            links.append(urljoin(url, unescape(found)))
    if not links:
        raise FetchError(f"{url}: no feed of RSS or Atom with links")
    return list(dict.fromkeys(links))
