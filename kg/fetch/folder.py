"""A folder of fetched documents: each beside a file that tells its address, when it was had, and the headers that came with it."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from kg.errors import KgError
from kg.export.whole_file import whole_file
from kg.fetch.web import Web
from kg.ingest.sidecars import SIDECAR

_SUFFIXES = {"text/html": ".html", "application/pdf": ".pdf", "text/plain": ".txt", "application/json": ".json", "application/zip": ".zip"}


@dataclass(frozen=True)
class Fetched:
    """What became of an address: the file, and whether it is new, changed or unchanged."""

    url: str
    file: Path
    outcome: str


class Folder:
    """A folder to fetch into; what it holds already is asked for only if it has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists() and not path.is_dir():
            raise KgError(f"{path} is a file; name a folder to fetch into")
        path.mkdir(parents=True, exist_ok=True)

    def fetch(self, web: Web, url: str, now: datetime) -> Fetched:
        """Fetches an address into the folder; the file and what is told of it appear whole or not at all."""
        told = self._told(url)
        known = told.get("headers") if told and (self.path / str(told["file"])).is_file() else None
        answer = web.get(url, known if isinstance(known, dict) else None)
        if answer.data is None and told:
            return Fetched(url, self.path / str(told["file"]), "unchanged")
        data = answer.data or b""
        name = str(told["file"]) if told else self._name(url, answer.url, answer.headers)
        digest = hashlib.sha256(data).hexdigest()
        if told and told.get("sha256") == digest:
            return Fetched(url, self.path / name, "unchanged")
        meta = {
            "url": url,
            "from": answer.url,
            "fetched": now.isoformat(timespec="seconds"),
            "file": name,
            "sha256": digest,
            "headers": dict(answer.headers),
        }
        with whole_file(self.path / name) as file:
            file.write(data)
        with whole_file(self.path / f"{name}{SIDECAR}") as file:
            file.write((json.dumps(meta, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode())
        return Fetched(url, self.path / name, "changed" if told else "new")

    def _told(self, url: str) -> dict[str, object] | None:
        """What is told of an address that was fetched before."""
        for path in sorted(self.path.glob(f"*{SIDECAR}")):
            try:
                meta = json.loads(path.read_text("utf-8"))
            except (OSError, ValueError):
                continue
            if isinstance(meta, dict) and meta.get("url") == url and isinstance(meta.get("file"), str) and meta["file"] == Path(meta["file"]).name:
                return meta
        return None

    def _name(self, url: str, final: str, headers: Mapping[str, str]) -> str:
        """A file name of the address's last part, of harmless characters, that no file of the folder has."""
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        last = PurePosixPath(unquote(urlsplit(final).path)).name or urlsplit(url).hostname or "page"
        stem, suffix = PurePosixPath(last).stem, PurePosixPath(last).suffix.lower()
        expected = _SUFFIXES.get(media) or mimetypes.guess_extension(media) or suffix
        suffix = suffix if suffix and mimetypes.guess_type(f"a{suffix}")[0] == media else expected or ".html"
        stem = re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:80] or "page"
        name, number = f"{stem}{suffix}", 2
        while (self.path / name).exists():
            name, number = f"{stem}-{number}{suffix}", number + 1
        return name
