"""Filings with EDGAR: what the header tells of the filer, as facts with their places, and forms whose covers tell nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import Captured, run

from kg import terms
from kg.build import read_document
from kg.document import Document
from kg.extract import extract
from kg.facts import Company, Event, Listed, Mention, RoleHeld, Stated
from kg.identity.minting import iri
from kg.ingest import Source, Unread
from kg.ingest.formats import documents

HEADER = """<SEC-DOCUMENT>0000000001-12-000001.txt : 20120615
<SEC-HEADER>0000000001-12-000001.hdr.sgml : 20120615
ACCESSION NUMBER:\t\t0000000001-12-000001
CONFORMED SUBMISSION TYPE:\t6-K
PUBLIC DOCUMENT COUNT:\t\t2
CONFORMED PERIOD OF REPORT:\t20120614
FILED AS OF DATE:\t\t20120615

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tNORTHERN FILER INC /FI
\t\tCENTRAL INDEX KEY:\t\t\t0000123456
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tGOLD & SILVER ORES [1040]
\t\tIRS NUMBER:\t\t\t\t000000000

\tFILING VALUES:
\t\tFORM TYPE:\t\t6-K

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tSOUTHERN FILER RESOURCES LTD
\t\tDATE OF NAME CHANGE:\t20100503

REPORTING-OWNER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tOTHER HOLDER LLC
\t\tCENTRAL INDEX KEY:\t\t\t0000999999
</SEC-HEADER>
"""
RELEASE = """TORONTO, June 14, 2012 - Northern Filer Inc. (NYSE: NFL) reports that it drilled ten holes at the Gill project in Nevada.
"""
# The covers as they look; companies and persons are invented.
EIGHT_K = """<html><body>
<p align="center"><b>UNITED STATES<br>SECURITIES AND EXCHANGE COMMISSION</b><br>Washington, D.C. 20549</p>
<p align="center"><b>FORM 8-K</b></p>
<p align="center"><b>CURRENT REPORT<br>Pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934</b></p>
<p align="center">Date of Report (Date of earliest event reported): <b>June 14, 2012</b></p>
<p align="center"><b>NORTHERN FILER INC.</b><br>(Exact name of registrant as specified in its charter)</p>
<table width="100%"><tr><td><b>Delaware</b></td><td><b>001-31456</b></td><td><b>84-1234567</b></td></tr>
<tr><td>(State or other jurisdiction of incorporation)</td><td>(Commission File Number)</td><td>(IRS Employer Identification No.)</td></tr></table>
<p align="center"><b>1675 Larimer Street, Suite 820, Denver, Colorado 80202</b><br>(Address of principal executive offices) (Zip Code)</p>
<p align="center">Registrant's telephone number, including area code: <b>(303) 555-0142</b></p>
<p align="center"><b>Southern Filer Resources Ltd.</b><br>(Former name or former address, if changed since last report)</p>
<p>Check the appropriate box below if the Form 8-K filing is intended to simultaneously satisfy the filing obligation of the registrant under any of
the following provisions (see General Instruction A.2. below):</p>
<p>&#9744; Written communications pursuant to Rule 425 under the Securities Act (17 CFR 230.425)</p>
<p>&#9744; Soliciting material pursuant to Rule 14a-12 under the Exchange Act (17 CFR 240.14a-12)</p>
<p>&#9744; Pre-commencement communications pursuant to Rule 14d-2(b) under the Exchange Act (17 CFR 240.14d-2(b))</p>
<p>&#9744; Pre-commencement communications pursuant to Rule 13e-4(c) under the Exchange Act (17 CFR 240.13e-4(c))</p>
<p>Securities registered pursuant to Section 12(b) of the Act:</p>
<table border="1"><tr><td>Title of each class</td><td>Trading Symbol(s)</td><td>Name of each exchange on which registered</td></tr>
<tr><td>Common Stock, $0.01 par value</td><td>NFL</td><td>NYSE American</td></tr></table>
<p>Indicate by check mark whether the registrant is an emerging growth company as defined in Rule 405 of the Securities Act of 1933 (§230.405 of
this chapter) or Rule 12b-2 of the Securities Exchange Act of 1934 (§240.12b-2 of this chapter). Emerging growth company &#9744;</p>
<p><b>Item 5.02 Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers; Compensatory Arrangements of
Certain Officers.</b></p>
<p>On June 12, 2012, Jane A. Whitfield resigned as Chief Financial Officer of Northern Filer Inc. (the "Company"), effective June 30, 2012. On June
14, 2012, the Board of Directors appointed Peter Marlowe as Chief Financial Officer of the Company, effective July 1, 2012.</p>
<p><b>Item 9.01 Financial Statements and Exhibits.</b></p>
<p>(d) Exhibits</p>
<table><tr><td>Exhibit No.</td><td>Description</td></tr><tr><td>99.1</td><td>Press release dated June 14, 2012</td></tr></table>
<p align="center"><b>SIGNATURES</b></p>
<p>Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this report to be signed on its behalf by the
undersigned hereunto duly authorized.</p>
<table><tr><td></td><td>NORTHERN FILER INC.</td></tr><tr><td>Date: June 15, 2012</td><td>By: /s/ Harold Quist</td></tr>
<tr><td></td><td>Name: Harold Quist</td></tr><tr><td></td><td>Title: President and Chief Executive Officer</td></tr></table>
</body></html>
"""
SIX_K = """                       SECURITIES AND EXCHANGE COMMISSION
                             WASHINGTON, D.C. 20549

                                    FORM 6-K

                        REPORT OF FOREIGN PRIVATE ISSUER
                    PURSUANT TO RULE 13a-16 OR 15d-16 UNDER
                      THE SECURITIES EXCHANGE ACT OF 1934

                          For the month of June, 2012

                         Commission File Number: 001-31456

                              NORTHERN FILER INC.
                (Translation of registrant's name into English)

                      Suite 1500 - 625 Howe Street
                      Vancouver, British Columbia
                            Canada V6C 2T6
                   (Address of principal executive offices)

Indicate by check mark whether the registrant files or will file annual reports
under cover of Form 20-F or Form 40-F.

                  Form 20-F [ ]          Form 40-F [X]

Indicate by check mark if the registrant is submitting the Form 6-K in paper as
permitted by Regulation S-T Rule 101(b)(1): [ ]

Indicate by check mark if the registrant is submitting the Form 6-K in paper as
permitted by Regulation S-T Rule 101(b)(7): [ ]

                               SUBMITTED HEREWITH

Exhibits

99.1    News Release dated June 14, 2012

                                   SIGNATURES

Pursuant to the requirements of the Securities Exchange Act of 1934, the
registrant has duly caused this report to be signed on its behalf by the
undersigned, thereunto duly authorized.

                                              NORTHERN FILER INC.
                                              (Registrant)

Date: June 15, 2012                           By: /s/ Harold Quist
                                                  -----------------------------
                                                  Harold Quist
                                                  President and Chief Executive Officer
"""


def filing(kind: str, body: str, header: str = HEADER) -> bytes:
    return f"{header}<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<FILENAME>part.htm\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n".encode()


def read(data: bytes) -> Document:
    (found,) = documents(Source(data, "0000000001-12-000001.txt"))
    assert isinstance(found, Document), found
    return found


def mentions(document: Document) -> tuple[Mention, ...]:
    found = extract(document)
    assert not isinstance(found, str), found
    return found.mentions


def told(document: Document) -> set[tuple[str, str, str]]:
    """What the header tells: predicate, value and quote."""
    return {
        (one.fact.predicate.value.rpartition("/")[2].rpartition("#")[2], str(one.fact.value), document.quote(one.span))
        for one in mentions(document)
        if isinstance(one.fact, Stated) and one.rule == "filing-header"
    }


def companies(document: Document) -> set[str]:
    return {one.fact.subject.name for one in mentions(document) if isinstance(one.fact, Stated) and isinstance(one.fact.subject, Company)}


def by_text(document: Document) -> set[tuple[str, str, str]]:
    return {(one.rule, str(one.fact), document.quote(one.span)) for one in mentions(document) if one.rule != "filing-header"}


# ---- the header


def test_the_header_tells_of_the_company_that_the_exhibit_names() -> None:
    document = read(filing("EX-99.1", RELEASE))
    assert told(document) == {
        ("form", "6-K", "6-K"),
        ("dateSubmitted", "2012-06-15", "2012-06-15"),
        ("name", "Northern Filer Inc.", "NORTHERN FILER INC"),
        ("identifier", "cik:0000123456", "0000123456"),
        ("industryCode", "1040", "1040"),
        ("formerName", "SOUTHERN FILER RESOURCES LTD", "SOUTHERN FILER RESOURCES LTD"),
    }
    assert companies(document) == {"Northern Filer Inc."}


def test_the_exhibit_states_what_its_text_states() -> None:
    assert by_text(read(filing("EX-99.1", RELEASE))) == by_text(Document.from_text(RELEASE))


def test_each_quote_of_the_header_stands_there() -> None:
    data = filing("EX-99.1", RELEASE)
    document, source = read(data), data.decode()
    places = {(place := document.place(one.span)).line: source[place.start : place.end] for one in mentions(document) if one.rule == "filing-header"}
    lines = source.split("\n")
    assert sorted(places.values()) == ["0000123456", "1040", "20120615", "6-K", "NORTHERN FILER INC", "SOUTHERN FILER RESOURCES LTD"]
    assert all(line is not None and value in lines[line - 1] for line, value in places.items())


def test_a_filer_that_the_exhibit_does_not_name_is_a_company_of_its_own_only_where_the_names_tell() -> None:
    other = RELEASE.replace("Northern Filer", "Copper Hollow Mining")
    assert companies(read(filing("EX-99.1", other))) == {"Copper Hollow Mining Inc.", "NORTHERN FILER INC"}
    shortened = HEADER.replace("NORTHERN FILER INC /FI", "NORTHERN FLR INTL INC")
    assert companies(read(filing("EX-99.1", RELEASE, shortened))) == {"Northern Filer Inc."}
    unnumbered = re.sub(r"\tCENTRAL INDEX KEY:.*", "", HEADER)
    assert companies(read(filing("EX-99.1", other, unnumbered))) == {"Copper Hollow Mining Inc."}


def test_a_release_under_the_former_name_is_that_of_the_filer() -> None:
    document = read(filing("EX-99.1", RELEASE.replace("Northern Filer Inc.", "Southern Filer Resources Ltd.")))
    assert companies(document) == {"Southern Filer Resources Ltd."}
    assert ("identifier", "cik:0000123456", "0000123456") in told(document)
    assert not [one for one in told(document) if one[0] == "formerName"]


def test_the_header_in_tags_tells_the_same() -> None:
    tagged = (
        "<SUBMISSION>\n<TYPE>6-K\n<FILING-DATE>20120615\n<FILER>\n<COMPANY-DATA>\n<CONFORMED-NAME>NORTHERN FILER INC /FI\n<CIK>0000123456\n"
        "<ASSIGNED-SIC>1040\n</COMPANY-DATA>\n<FORMER-COMPANY>\n<FORMER-CONFORMED-NAME>SOUTHERN FILER RESOURCES LTD\n<DATE-CHANGED>20100503\n"
        "</FORMER-COMPANY>\n</FILER>\n"
    )
    assert told(read(filing("EX-99.1", RELEASE, tagged))) == told(read(filing("EX-99.1", RELEASE)))


def test_a_filing_days_after_the_release_is_a_finding() -> None:
    late = HEADER.replace("FILED AS OF DATE:\t\t20120615", "FILED AS OF DATE:\t\t20120629")
    assert "The filing says 2012-06-29, the dateline 2012-06-14." in read_document(read(filing("EX-99.1", RELEASE, late))).findings.decode()
    assert b"The filing says" not in read_document(read(filing("EX-99.1", RELEASE))).findings


def test_the_former_name_of_the_header_joins_the_company_of_older_releases(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "new.txt").write_bytes(filing("EX-99.1", RELEASE))
    (tmp_path / "old.txt").write_text(RELEASE.replace("Northern Filer Inc.", "Southern Filer Resources Ltd.").replace("2012", "2008"))
    store = str(tmp_path / "store")
    assert run(capsys, "build", str(tmp_path / "new.txt"), str(tmp_path / "old.txt"), "--store", store)[0] == 0
    query = f"SELECT ?v ?c {{ ?s <{terms.MKG_variant.value}> ?v ; <{terms.MKG_canonical.value}> ?c }}"
    _, out, _ = run(capsys, "sparql", query, "--store", store, "-f", "json")
    old, new = (iri(Company(name)).value for name in ("Southern Filer Resources Ltd.", "Northern Filer Inc."))
    assert (old, new) in {(row["v"], row["c"]) for row in json.loads(out)}


# ---- the covers


def test_an_8_k_tells_its_items_and_not_its_cover() -> None:
    document = read(filing("8-K", EIGHT_K, HEADER.replace("6-K", "8-K")))
    found = extract(document)
    assert not isinstance(found, str)
    assert found.published.isoformat() == "2012-06-15"
    facts = [one.fact for one in found.mentions]
    assert {(one.filler.name, one.slot.role.key) for one in facts if isinstance(one, RoleHeld)} == {
        ("Jane A. Whitfield", "cfo"),
        ("Peter Marlowe", "cfo"),
    }
    assert {(one.type.key, one.begin) for one in facts if isinstance(one, Event)} == {("departure", "2012-06-30"), ("appointment", "2012-07-01")}
    others = {one.kind for one in facts} - {"role", "event", "document", "company", "ticker"}
    assert others == set()
    assert companies(document) == {"Northern Filer Inc."}
    assert not [one for one in facts if isinstance(one, Stated) and one.predicate in (terms.DCTERMS_title, terms.SCHEMA_dateline)]


def items(document: Document) -> list[tuple[str, str]]:
    facts = [(one.fact, document.quote(one.span)) for one in mentions(document)]
    return [(str(fact.value), quote) for fact, quote in facts if isinstance(fact, Stated) and fact.predicate == terms.MKG_filedItem]


def test_the_items_of_an_8_k_are_told_with_their_places() -> None:
    document = read(filing("8-K", EIGHT_K, HEADER.replace("6-K", "8-K")))
    assert items(document) == [("5.02", "5.02"), ("9.01", "9.01")]
    assert b"under item" not in read_document(document).findings
    place = document.place(next(one.span for one in mentions(document) if one.rule == "filing-item"))
    assert place.line is not None
    assert filing("8-K", EIGHT_K, HEADER).decode().splitlines()[place.line - 1].startswith("<p><b>Item 5.02")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("6-K", RELEASE + "\nItem 5.02 of the list of works was done.\n"),
        ("8-K", RELEASE + "\nThe Company reported under Item 5.02 of its last Form 8-K.\n\nItem 5. Other events\n\nItem 10.01 Nothing\n"),
    ],
)
def test_what_is_no_item_of_an_8_k(kind: str, body: str) -> None:
    assert items(read(filing("EX-99.1", body, HEADER.replace("6-K", kind)))) == []


def listed(document: Document) -> list[tuple[str, str | None, str | None, str]]:
    """Symbol, exchange, class of shares, and what is quoted for them."""
    found = [(one.fact, one.span) for one in mentions(document) if isinstance(one.fact, Listed) and one.rule == "filing-header"]
    return [(fact.filler.symbol, fact.slot.exchange.mic, fact.slot.share_class, document.quote(span)) for fact, span in found]


_ROW = "<tr><td>Common Stock, $0.01 par value</td><td>NFL</td><td>NYSE American</td></tr>"
_TWO = "<tr><td>Ordinary shares</td><td>NFL</td><td>The Nasdaq Stock Market LLC</td></tr>"
_WARRANT = "<tr><td>Warrants to purchase ordinary shares</td><td>NFL.WS</td><td>New York Stock Exchange</td></tr>"
_RIGHT = "<tr><td>Preferred Share Purchase Rights</td><td>N/A</td><td>New York Stock Exchange</td></tr>"


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        (EIGHT_K, [("NFL", "XASE", None, "NFL")]),
        (EIGHT_K.replace("</td><td>", "</td></tr><tr><td>"), [("NFL", "XASE", None, "NFL")]),
        (EIGHT_K.replace(_ROW, _RIGHT + _TWO + _WARRANT), [("NFL", "XNAS", None, "NFL"), ("NFL.WS", "XNYS", "WS", "NFL.WS")]),
        (EIGHT_K.replace("which registered", "which each class is registered"), [("NFL", "XASE", None, "NFL")]),
        # Without a symbol, with none, of a class that nothing tells, and of a market that is no exchange.
        (EIGHT_K.replace("<td>Trading Symbol(s)</td>", "").replace("<td>NFL</td>", ""), []),
        (EIGHT_K.replace("<td>NFL</td>", "<td>None</td>"), []),
        (EIGHT_K.replace("Common Stock, $0.01 par value", "Series B Preferred Stock"), []),
        (EIGHT_K.replace("<td>NYSE American</td>", "<td>OTC Markets</td>"), []),
    ],
)
def test_the_symbols_that_a_cover_lists_are_those_of_the_filer(cover: str, expected: list[tuple[str, str | None, str | None, str]]) -> None:
    assert listed(read(filing("8-K", cover, HEADER.replace("6-K", "8-K")))) == expected


def test_the_exhibit_of_a_filing_tells_the_symbol_of_its_cover_and_where_it_stands() -> None:
    submission = filing("8-K", EIGHT_K, HEADER.replace("6-K", "8-K")) + filing("EX-99.1", RELEASE.replace(" (NYSE: NFL)", ""), "")
    exhibit = next(one for one in documents(Source(submission, "a.txt")) if isinstance(one, Document) and "TORONTO" in one.text)
    assert listed(exhibit) == [("NFL", "XASE", None, "NFL")]
    place = exhibit.place(next(one.span for one in mentions(exhibit) if isinstance(one.fact, Listed)))
    assert place.start is not None
    assert submission.decode()[place.start : place.end] == "NFL"


def test_symbols_of_a_filing_by_two_are_nobodys() -> None:
    second = "FILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tWESTERN FILER INC\n\t\tCENTRAL INDEX KEY:\t\t\t0000123457\n</SEC-HEADER>"
    assert listed(read(filing("8-K", EIGHT_K, HEADER.replace("6-K", "8-K").replace("</SEC-HEADER>", second)))) == []


def test_an_item_of_officers_without_a_change_of_officers_is_a_finding() -> None:
    told = "<p>On June 12, 2012, the Board of Directors of Northern Filer Inc. approved the bonuses of the fiscal year 2011 under its plan.</p>"
    pay = f"{EIGHT_K[: EIGHT_K.index('<p>On June 12')]}{told * 4}</body></html>"
    document = read(filing("8-K", pay, HEADER.replace("6-K", "8-K")))
    assert "The filing reports under item 5.02, but no appointment or departure was read." in read_document(document).findings.decode()


# The head of an annual report, as such covers look.
REPORT = """<html><body>
<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>FORM {form}</p>
<p>For the fiscal year ended December 31, 2011</p><p>Commission file number 001-31456</p>
<p>NORTHERN FILER INC.</p><p>(Exact name of Registrant as specified in its charter)</p>
<p>1675 Larimer Street, Denver, Colorado</p><p>Securities registered pursuant to Section 12(b) of the Act:</p>
<table><tr><td>Title of each class</td><td>Trading Symbol</td><td>Name of each exchange on which registered</td></tr>
<tr><td>Common Stock</td><td>NFL</td><td>NYSE American</td></tr></table>
<p>Indicate by check mark which financial statement item the registrant has elected to follow:</p>
<p>Item 17 &#9744; Item 18 &#9744;</p>
<p>The aggregate market value of the shares held by non-affiliates was $412,000,000. There were 61,204,118 shares outstanding.</p>
{begins}
<p>Northern Filer Inc. (the "Company") owns and operates the Gill mine in Nevada. The mine produced 84,200 ounces of gold in 2011.</p>
<p>SIGNATURES</p><p>By: /s/ Harold Quist</p></body></html>
"""


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("10-K", "<p>TABLE OF CONTENTS</p><p>PART I</p><p>Item 1. Business 4</p><p>SIGNATURES 60</p><p>Item 1. Business</p>"),
        ("10-K/A", "<p>EXPLANATORY NOTE</p>"),
        ("10-K", "<p>PART I</p><p>Items 1 and 2. Business and Properties</p>"),
        ("20-F", "<p>Item 1. Identity of Directors, Senior Management and Advisers</p>"),
        ("20-F", "<table><tr><td>Item 1.</td><td>Identity of Directors</td><td>5</td></tr></table>"),
        ("40-F", "<p>PRINCIPAL DOCUMENTS</p>"),
        ("40-F", "<p>Cautionary Note Regarding Forward-Looking Statements</p><p>Item 1</p>"),
        ("10-Q", "<p>INDEX</p>"),
    ],
)
def test_a_report_is_read_from_behind_its_cover(form: str, begins: str) -> None:
    document = read(filing(form, REPORT.format(form=form, begins=begins), HEADER.replace("6-K", form)))
    assert "Larimer" not in document.text
    assert "non-affiliates" not in document.text
    assert "Gill mine" in document.text
    found = extract(document)
    assert not isinstance(found, str)
    assert found.published.isoformat() == "2012-06-15"


def test_a_report_whose_beginning_is_not_known_is_read_whole() -> None:
    assert "Larimer" in read(filing("20-F", REPORT.format(form="20-F", begins=""), HEADER.replace("6-K", "20-F"))).text


def test_a_6_k_that_is_but_a_cover_is_no_document() -> None:
    assert list(documents(Source(filing("6-K", SIX_K), "a.txt"))) == [Unread((), "a filing without a release: covers, data or pictures only")]
    both = filing("6-K", SIX_K) + filing("EX-99.1", RELEASE, "")
    assert [one.text.partition("\n\nFiled: 2012-06-15\n\n")[2] for one in documents(Source(both, "a.txt")) if isinstance(one, Document)] == [RELEASE]


def test_a_6_k_with_the_release_behind_its_cover_is_read_from_there() -> None:
    story = RELEASE + "The Company drilled to test the Gill vein below the old workings, and expects assays of all ten holes by the autumn.\n" * 4
    document = read(filing("6-K", SIX_K.replace("                               SUBMITTED HEREWITH\n", story)))
    assert "Form 20-F" not in document.text
    assert companies(document) == {"Northern Filer Inc."}
    assert {one.fact.kind for one in mentions(document)} >= {"site", "measurement"}
    site = next(one for one in mentions(document) if one.fact.kind == "site")
    assert document.place(site.span).start is not None


def test_an_exhibit_keeps_what_looks_like_a_cover() -> None:
    assert "Translation of registrant" in read(filing("EX-99.1", SIX_K)).text


def saved(page: str) -> Document:
    (found,) = documents(Source(page.encode(), "page.html"))
    assert isinstance(found, Document), found
    return found


def test_a_form_that_was_saved_by_itself_tells_its_symbols_and_items_and_has_no_title() -> None:
    page = saved(f"<html><body>{EIGHT_K}</body></html>")
    assert listed(page) == [("NFL", "XASE", None, "NFL")]
    assert items(page) == [("5.02", "5.02"), ("9.01", "9.01")]
    told = [one.fact for one in mentions(page) if isinstance(one.fact, Stated) and one.fact.kind == "document"]
    assert [str(one.value) for one in told if one.predicate == terms.MKG_form] == ["8-K"]
    assert not [one for one in told if one.predicate == terms.DCTERMS_title]


def test_a_release_that_speaks_of_a_form_is_none() -> None:
    release = saved(f"<p>{RELEASE.strip()} It is filed with the Securities and Exchange Commission under cover of Form 8-K.</p>")
    assert not [one for one in mentions(release) if isinstance(one.fact, Stated) and one.fact.predicate == terms.MKG_form]
