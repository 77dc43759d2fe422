"""A release as people have it: the same text as a web page, a filing, a word processor's file, a mail, an archive, a record, a web archive.

The wrappings are plain: they keep the text's own lines, so that whatever reads them must find the same facts in each.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

SET = re.compile(r"\S {3,}\S|\t|-----|^\s*\|", re.MULTILINE)  # a table or list set with blanks keeps its lines


def paragraphs(text: str) -> list[str]:
    return re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))


def as_page(text: str) -> bytes:
    """A wire's page, with what such pages have beside the story."""

    def element(paragraph: str) -> str:
        if SET.search(paragraph):
            return f"<pre>{html.escape(paragraph)}</pre>"
        return "<p>" + "<br>\n".join(html.escape(line) for line in paragraph.split("\n")) + "</p>"

    story = "\n".join(map(element, paragraphs(text)))
    return (
        "<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>News | Northern Wire</title>"
        "<script>window.x = '<p>not a word of this</p>';</script><style>p > a { color: red }</style></head>\n<body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>All news</a></li></ul></nav>"
        "<div class='cookie-banner'><p>We use cookies so that this site works as it should. Accept them?</p></div>\n"
        f"<article>{story}</article>\n"
        "<div class='related-stories'><h3><a href='/1'>Other Corp. appoints Jane Other as Chief Executive Officer</a></h3></div>"
        "<footer><p>Copyright Northern Wire</p></footer></body></html>\n"
    ).encode()


def as_filing(text: str) -> bytes:
    """The text file of a submission, with its form, a picture and the release as an exhibit."""
    page = as_page(text).decode()
    return (
        "<SEC-DOCUMENT>0000000001-12-000001.txt : 20380119\n<SEC-HEADER>0000000001-12-000001.hdr.sgml : 20380119\n"
        "ACCESSION NUMBER:\t\t0000000001-12-000001\nCONFORMED SUBMISSION TYPE:\t6-K\nPUBLIC DOCUMENT COUNT:\t\t2\nFILED AS OF DATE:\t\t20380119\n\n"
        "FILER:\n\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME:\t\t\tNORTHERN FILER INC\n\t\tCENTRAL INDEX KEY:\t\t\t0000000001\n"
        "\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tGOLD & SILVER ORES [1040]\n\n\tFORMER COMPANY:\n"
        "\t\tFORMER CONFORMED NAME:\tSOUTHERN FILER LTD\n\t\tDATE OF NAME CHANGE:\t20300503\n</SEC-HEADER>\n"
        "<DOCUMENT>\n<TYPE>GRAPHIC\n<SEQUENCE>1\n<FILENAME>logo.jpg\n<TEXT>\nbegin 644 logo.jpg\n#0V%T\n`\nend\n</TEXT>\n</DOCUMENT>\n"
        "<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>ex99-1.htm\n<DESCRIPTION>NEWS RELEASE\n"
        f"<TEXT>\n{page}\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    ).encode()


def as_docx(text: str) -> bytes:
    def run(line: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{html.escape(line, quote=False)}</w:t></w:r>'

    body = "".join("<w:p>" + "<w:r><w:br/></w:r>".join(map(run, paragraph.split("\n"))) + "</w:p>" for paragraph in paragraphs(text))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return as_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


def as_mail(text: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Northern Wire <wire@wire.example>", "reader@reader.example", "Fwd: News"
    mail["Message-ID"] = "<1@wire.example>"
    mail.set_content(text, cte="quoted-printable")
    return mail.as_bytes()


def as_zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def as_tar(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


def as_web_archive(text: str) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + as_page(text)
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/news.html\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


# By the ending of the file: how a release is wrapped as one.
WRAPPINGS: dict[str, Callable[[str], bytes]] = {
    ".html": as_page,
    ".sgml": as_filing,
    ".docx": as_docx,
    ".eml": as_mail,
    ".zip": lambda text: as_zip({"2012/release.txt": text.encode()}),
    ".tgz": lambda text: gzip.compress(as_tar({"2012/release.txt": text.encode()}), mtime=0),
    ".jsonl": lambda text: json.dumps({"body": text}).encode() + b"\n",
    ".warc": as_web_archive,
}
