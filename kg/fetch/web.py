"""Pages of the web, politely and within bounds: robots.txt, a pause between requests to one host, and the most that an answer may be."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from kg import __version__
from kg.errors import KgError
from kg.fetch.guarded import GuardedTransport

AGENT = f"minekg/{__version__}"
_REDIRECTS = (301, 302, 303, 307, 308)
_KEPT = ("content-type", "etag", "last-modified", "content-disposition")


class FetchError(KgError):
    """An address gave no document; the message says why."""


@dataclass(frozen=True)
class Bounds:
    """The most that one document may be and take, in bytes and seconds; how often it may be sent elsewhere; and the pause between two requests to
    one host, in seconds."""

    size: int = 64_000_000
    seconds: float = 60.0
    redirects: int = 5
    pause: float = 1.0


@dataclass(frozen=True)
class Answer:
    """A document as it was had: the address it came from in the end, the headers that tell of it, and its bytes; None where it is unchanged."""

    url: str
    headers: Mapping[str, str]
    data: bytes | None


class Web:
    """Fetches documents, one at a time. `clock` and `sleep` are the machine's, or a test's."""

    def __init__(
        self,
        agent: str = AGENT,
        bounds: Bounds | None = None,
        allow_private: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.agent, self.bounds = agent, bounds or Bounds()
        self._clock, self._sleep = clock, sleep
        timeout = httpx.Timeout(min(15.0, self.bounds.seconds))
        headers = {"User-Agent": agent, "Accept-Encoding": "gzip, deflate"}
        self._client = httpx.Client(transport=GuardedTransport(allow_private), headers=headers, timeout=timeout, trust_env=False)
        self._last: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser | None] = {}

    def __enter__(self) -> Web:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()

    def get(self, url: str, known: Mapping[str, str] | None = None) -> Answer:
        """The document at an address; `known` are the headers that came with the copy at hand, if it need not be sent again.

        FetchError where robots.txt forbids it, the server answers otherwise, or the answer is beyond the bounds; PrivateAddress where the
        address leads into a private network.
        """
        asked = {}
        if known and known.get("etag"):
            asked["If-None-Match"] = known["etag"]
        if known and known.get("last-modified"):
            asked["If-Modified-Since"] = known["last-modified"]
        until = self._clock() + self.bounds.seconds
        for _ in range(self.bounds.redirects + 1):
            self._check(url)
            answer = self._request(url, asked, until)
            if isinstance(answer, Answer):
                return answer
            url = answer
        raise FetchError(f"{url}: sent elsewhere more than {self.bounds.redirects} times")

    def _request(self, url: str, headers: Mapping[str, str], until: float) -> Answer | str:
        """An answer, or the address that it sends to."""
        self._wait(url)
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return urljoin(url, response.headers["location"])
                kept = {name: response.headers[name] for name in _KEPT if name in response.headers}
                if response.status_code == 304 and headers:
                    return Answer(url, kept, None)
                if response.status_code != 200:
                    raise FetchError(f"{url}: the server answers {response.status_code} {response.reason_phrase}")
                return Answer(url, kept, self._read(url, response, until))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise FetchError(f"{url}: {type(error).__name__}: {str(error) or 'no answer'}") from error

    def _read(self, url: str, response: httpx.Response, until: float) -> bytes:
        chunks, size = [], 0
        for chunk in response.iter_bytes(65536):
            size += len(chunk)
            if size > self.bounds.size:
                raise FetchError(f"{url}: more than {self.bounds.size / 1e6:.0f} MB")
            if self._clock() > until:
                raise FetchError(f"{url}: not whole after {self.bounds.seconds:g} s")
            chunks.append(chunk)
        return b"".join(chunks)

    def _wait(self, url: str) -> None:
        host = urlsplit(url).netloc
        if host in self._last:
            self._sleep(max(0.0, self._last[host] + self.bounds.pause - self._clock()))
        self._last[host] = self._clock()

    def _check(self, url: str) -> None:
        """FetchError for an address that is none of the web, or that its host's robots.txt keeps from us."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(f"{url}: not an address of the web (http or https)")
        home = f"{parts.scheme}://{parts.netloc}"
        if home not in self._robots:
            self._robots[home] = self._rules(home)
        rules = self._robots[home]
        if rules is not None and not rules.can_fetch(self.agent, url):
            raise FetchError(f"{url}: its robots.txt forbids it")

    def _rules(self, home: str) -> RobotFileParser | None:
        """What a host's robots.txt says; None where there is none, as the standard has it."""
        url = f"{home}/robots.txt"
        until = self._clock() + self.bounds.seconds
        try:
            for _ in range(self.bounds.redirects + 1):
                answer = self._request(url, {}, until)
                if isinstance(answer, Answer):
                    rules = RobotFileParser()
                    rules.parse((answer.data or b"").decode("utf-8", "replace").splitlines())
                    return rules
                url = answer
        except FetchError:
            return None
        return None
