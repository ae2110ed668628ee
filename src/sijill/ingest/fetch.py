"""One page from the web, as it came: the only part of the library that uses the network, and only for a given URL."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit, urlunsplit

from sijill.errors import BadDocument
from sijill.ingest.draft import MAX_BYTES

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import OpenerDirector

TIMEOUT_S: Final = 30.0
"""Without a byte from the server."""
LONGEST_S: Final = 120.0
"""For a whole page."""
AGENT: Final = "Sijill (news ledger; one page at its user's request)"
_PIECE: Final = 65_536


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered. url: after redirects. raw: the bytes as they came; body: unpacked."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


Fetch = Callable[[str], Page]


def is_url(path: str) -> bool:
    """Whether a path is an address on the web."""
    return path.lower().startswith(("http://", "https://"))


def _opener() -> OpenerDirector:
    """What follows redirects to http and https alone; by itself it would follow ftp."""
    from urllib.request import HTTPRedirectHandler, build_opener

    class WebOnly(HTTPRedirectHandler):
        def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
            if not is_url(newurl):
                raise BadDocument(
                    f"{req.full_url}: it redirects to {newurl}, which is no web page; look there yourself"
                )
            return super().redirect_request(req, fp, code, msg, headers, as_ascii(newurl))

    return build_opener(WebOnly)


def fetch(url: str, *, timeout_s: float = TIMEOUT_S, longest_s: float = LONGEST_S, limit: int = MAX_BYTES) -> Page:
    """Get one page.

    Raises BadDocument, with what to do, for no answer, an error, more than the limit, or more than the time.
    """
    # Not loaded before a page is asked for: most runs fetch none.
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import Request

    request = Request(  # noqa: S310  is_url lets http and https pass
        as_ascii(url), headers={"User-Agent": AGENT, "Accept-Encoding": "identity", "Accept": "text/html,*/*;q=0.8"}
    )
    opener = _opener()
    ends = time.monotonic() + longest_s
    try:
        with opener.open(request, timeout=timeout_s) as answer:
            raw = _all_of(answer, url, ends=ends, limit=limit)
            headers = tuple(answer.headers.items())
            encoding = (answer.headers.get("Content-Encoding") or "identity").lower()
            body = _unpacked(raw, encoding, url, limit=limit)
            return Page(answer.url, answer.status, answer.reason, headers, raw, body)
    except HTTPError as error:
        error.close()
        raise BadDocument(
            f"{url}: the server answers {error.code} {error.reason}; open it in a browser to see why"
        ) from error
    except URLError as error:
        raise BadDocument(f"{url}: no answer: {error.reason}; check the address and the connection") from error
    except TimeoutError as error:
        raise BadDocument(f"{url}: no answer in {timeout_s:g} s; try again later") from error
    except (HTTPException, OSError, ValueError) as error:
        raise BadDocument(f"{url}: the answer broke off: {error or type(error).__name__}; try again later") from error


def _all_of(answer: HTTPResponse, url: str, *, ends: float, limit: int) -> bytes:
    told = answer.headers.get("Content-Length") or ""
    if told.isdigit() and int(told) > limit:
        raise BadDocument(f"{url}: {told} bytes; the limit is {limit}: download it and split it")
    pieces: list[bytes] = []
    n_bytes = 0
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        n_bytes += len(piece)
        if n_bytes > limit:
            raise BadDocument(f"{url}: more than {limit} bytes; download it and split it")
        if time.monotonic() > ends:
            raise BadDocument(f"{url}: not complete in time, after {n_bytes} bytes; try again later")
    if told.isdigit() and n_bytes < int(told):
        raise BadDocument(f"{url}: the answer broke off after {n_bytes} of {told} bytes; try again later")
    return b"".join(pieces)


def _unpacked(raw: bytes, encoding: str, url: str, *, limit: int) -> bytes:
    """Some servers compress unasked."""
    if encoding in ("identity", ""):
        return raw
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise BadDocument(f"{url}: compressed as {encoding!r}, which was not asked for; save the page from a browser")
    try:
        unpack = zlib.decompressobj(wbits=47)
        body = unpack.decompress(raw, limit + 1)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise BadDocument(f"{url}: its compressed answer is damaged: {error}; try again later") from error
    if len(body) > limit:
        raise BadDocument(f"{url}: it unpacks to more than {limit} bytes; save its text from a browser")
    return body


def as_ascii(url: str) -> str:
    """An address as it is sent: Arabic paths in percent signs, names in their ASCII form."""
    parts = urlsplit(url)
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (UnicodeError, ValueError) as error:
        raise BadDocument(f"{url}: this is no address of a page: {error}; copy it from the browser") from error
    if not host:
        raise BadDocument(f"{url}: the address names no server; copy it from the browser")
    host = f"[{host}]" if ":" in host else host
    safe = "%/:=&?~+!$,;'@()*[]"
    return urlunsplit((parts.scheme, f"{host}{port}", quote(parts.path, safe=safe), quote(parts.query, safe=safe), ""))
