"""Mails (.eml) to Documents: the day and subject of the head, then the body; attached files are members."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from kg.document import DAY_LEAD, Document
from kg.errors import UnreadableDocument
from kg.ingest.html import transcribed
from kg.ingest.plain import decode, release_text
from kg.ingest.source import Source, Unread
from kg.origin import Origin, Transcript, line_breaks

_HEAD = re.compile(rb"(?:From |[\w-]{2,40}:[ \t])[^\n]{0,998}\n(?:[\w-]{2,40}:|[ \t]|\r?\n)")
_FIELDS = re.compile(rb"^(?:From|Subject|Date|Message-ID|MIME-Version|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 500
BODY = "body"  # the member that a mail's text is


def looks_like_mail(source: Source) -> bool:
    """Whether a source begins with the head of a mail: three of the fields that mails have, one of them only seen by machines unless the file
    is named as a mail; a mail's text that somebody copied is text."""
    head = re.split(rb"\r?\n\r?\n", source.data[:20_000], maxsplit=1)[0]
    fields = {field.lower() for field in _FIELDS.findall(head)}
    machine = source.suffix == ".eml" or not fields.isdisjoint((b"message-id:", b"mime-version:", b"received:", b"return-path:"))
    return machine and bool(_HEAD.match(source.data[:2100])) and len(fields) >= 3


def read_mail(source: Source) -> Iterator[Document | Source | Unread]:
    """The body as one document, text rather than web page where it has both, and the attached files."""
    try:
        mail = email.message_from_bytes(source.data, policy=email.policy.default)
        parts = [part for _, part in zip(range(_MOST_PARTS), mail.walk(), strict=False)]
        body = mail.get_body(("plain", "html")) if isinstance(mail, EmailMessage) else None
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:  # the standard library's parser is not of one mind
        raise UnreadableDocument(f"a mail that is damaged ({error}); save it again") from error
    if body is not None:
        yield from _body(source, mail, body)
    for number, part in enumerate(parts):
        name = _name(part)
        if part is body or not name or part.is_multipart():
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data.strip():
            yield source.member(data, f"part {number} {name}", name)


def _body(source: Source, mail: EmailMessage, body: MIMEPart) -> Iterator[Document | Unread]:
    """The body as it is decoded; the subject and day before it stand in the mail's head, not in the body."""
    data = body.get_payload(decode=True)
    try:
        text = decode(data if isinstance(data, bytes) else b"", body.get_content_charset())
    except UnreadableDocument as error:
        yield Unread((*source.members, BODY), str(error))
        return
    transcript = Transcript()
    for line in _head_lines(mail):
        transcript.add(line + "\n\n")
    if body.get_content_type() == "text/html":
        transcript.splice(transcribed(text), 0)
    else:
        transcript.copy(text, 0)
    origin = Origin(body.get_content_type(), (*source.members, BODY), transcript.runs(), line_breaks(text))
    yield source.document(release_text(transcript.text()), origin)


def _head_lines(mail: EmailMessage) -> Iterator[str]:
    """Subject and day, where the head has them and they are sound."""
    try:
        subject = re.sub(r"^(?:\s*(?:re|fwd?|aw|wg)\s*:)+\s*", "", " ".join(str(mail.get("Subject", "")).split()), flags=re.IGNORECASE)
        day: datetime | None = parsedate_to_datetime(str(mail["Date"])) if mail["Date"] else None
    except (ValueError, TypeError, IndexError, AttributeError, OverflowError):
        return
    if subject:
        yield subject
    if day:
        yield f"{DAY_LEAD}{day.date().isoformat()}"


def _name(part: MIMEPart) -> str:
    try:
        return re.sub(r"[\x00-\x1f/\\]", "_", part.get_filename() or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
