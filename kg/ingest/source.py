"""What a reader is given and what it gives: bytes with a name and the way they were reached, to documents and to what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from kg.document import Document
from kg.origin import Origin

# A release is some kilobytes, an annual report in HTML or PDF some megabytes.
MAX_BYTES = 64_000_000
MAX_TEXT = 8_000_000  # characters of one document
MAX_MEMBERS = 100_000  # of all archives of one file together
MAX_UNPACKED = 4_000_000_000  # bytes of all members of one file together
MAX_DEPTH = 4  # archives within archives
RECORD = "record"  # with its number the member that a file of records, or a web archive, has without a name


@dataclass(frozen=True)
class Source:
    """The bytes of a file or of a member of one. `members` is the way to them within the file, from the outside in; `settings` are the
    user's; `budget` is shared by all that is unpacked from one file."""

    data: bytes
    name: str
    members: tuple[str, ...] = ()
    settings: Settings = field(default_factory=lambda: Settings(), repr=False)
    budget: Budget = field(default_factory=lambda: Budget(), compare=False, repr=False)

    @property
    def suffix(self) -> str:
        """The name's ending, in lower case, with its point."""
        return PurePath(self.name).suffix.lower()

    def member(self, data: bytes, path: str, name: str | None = None) -> Source:
        """A member of this source: its path within it, and the name of its document, else the path's last part."""
        path = _told(path)
        called = _told(name or "") or PurePath(path.replace("\\", "/")).name or path or "unnamed"
        return Source(data, called, (*self.members, path), self.settings, self.budget)

    def document(self, text: str, origin: Origin) -> Document:
        """The document of a text made from this source."""
        return Document(text, self.name, hashlib.sha256(self.data).hexdigest(), origin)


def _told(name: str) -> str:
    """A name that can be written: half characters (lone surrogates) become question marks."""
    return name.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True)
class Settings:
    """What the user says of the files: in which fields of records the text, date, title and address stand ("text" -> "body")."""

    fields: tuple[tuple[str, str], ...] = ()


@dataclass
class Budget:
    """What may still be unpacked from one file, however its archives lie within one another: members and bytes."""

    members: int = MAX_MEMBERS
    bytes: int = MAX_UNPACKED


@dataclass(frozen=True)
class Unread:
    """A source that gives no document, by the way to it within its file (no members: the file itself), and why."""

    members: tuple[str, ...]
    reason: str


# A reader gives documents, members to be read in their turn, and what cannot be read; it raises UnreadableDocument where the whole cannot.
Reader = Callable[[Source], Iterator["Document | Source | Unread"]]
