"""Pages from a real web server on this machine: kept as they came, read in their charset, and what goes wrong told."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cli.running import run
from ingest import making
from sijill import ingest
from sijill.ingest import Failure, Read
from sijill.ingest.fetch import AGENT, fetch
from sijill.store import Ledger

TZ, NOW = ZoneInfo("Asia/Baghdad"), datetime(2021, 1, 2, 9, 30, tzinfo=UTC)
WEEK = "A roadside bomb hit a supply convoy in Babil province on December 21, 2020, wounding {} soldiers, police said."


class Site:
    """What the server answers, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, str]] = []
        self.url = ""
        self.release = threading.Event()

    def put(self, path: str, body: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> str:
        told = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
        self.pages[path] = (status, told, body)
        return self.url + path


@pytest.fixture
def site() -> Iterator[Site]:
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, self.headers["User-Agent"]))
            if self.path == "/slow":
                here.release.wait(10)
                return
            status, headers, body = here.pages.get(self.path, (404, {}, b"nothing"))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    yield here
    here.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


def read(url: str, **ways: object) -> Read | Failure:
    (found,) = ingest.read([url], tz=TZ, now=NOW, **{"fetch": fetch, **ways})  # type: ignore[arg-type]
    return found


def failure(url: str, **ways: object) -> str:
    found = read(url, **ways)
    assert isinstance(found, Failure), found
    return found.error


def page(text: str) -> bytes:
    return f"<html><head><title>T</title></head><body><article><p>{text}</p></article></body></html>".encode()


def test_a_page_is_read_and_kept_as_it_came(site: Site, tmp_path: Path) -> None:
    body = making.page(making.ARABIC, charset="windows-1256")
    url = site.put("/a", body, "text/html; charset=windows-1256", X_Told="by the server")
    found = read(url, keep=ingest.keeper(tmp_path / "l.warc", now=NOW))
    assert isinstance(found, Read) and not found.text_is_input
    assert found.document.text.split() == making.plain(making.ARABIC).split()
    assert found.document.captured == NOW
    # The page names another site's address as its own: it is kept under the address it came from.
    assert found.document.url == url
    assert [agent for _, agent in site.asked] == [AGENT] and "Sijill" in AGENT
    folder, _, rest = (found.document.archive or "").partition("/")
    name, _, record_id = rest.partition("#")
    assert folder == "l.warc" and name.startswith("20210102T093000Z-") and record_id.startswith("urn:uuid:")
    from warcio.archiveiterator import ArchiveIterator

    with (tmp_path / folder / name).open("rb") as file:
        (record,) = [(r, r.content_stream().read()) for r in ArchiveIterator(file)]
    assert record[1] == body
    told = record[0].rec_headers
    assert told.get_header("WARC-Payload-Digest") == f"sha256:{sha256(body).hexdigest()}"
    assert told.get_header("WARC-Date") == "2021-01-02T09:30:00Z"
    assert told.get_header("WARC-Record-ID") == f"<{record_id}>"
    assert record[0].http_headers.get_header("X-Told") == "by the server"


def test_what_was_kept_can_be_read_again(site: Site, tmp_path: Path) -> None:
    found = read(site.put("/a", page(making.ENGLISH[0])), keep=ingest.keeper(tmp_path / "l.warc", now=NOW))
    (again,) = ingest.read([tmp_path / "l.warc"], tz=TZ, now=datetime(2022, 1, 1, tzinfo=UTC))
    assert isinstance(found, Read) and isinstance(again, Read)
    assert again.document.id == found.document.id
    assert again.document.captured == NOW


def test_other_forms_come_by_the_web_too(site: Site) -> None:
    for path, kind, body in (
        ("/a.pdf", "application/pdf", making.pdf(making.wrapped(making.ENGLISH))),
        ("/feed", "application/rss+xml", making.rss([making.ENGLISH])),
        ("/feed2", "text/xml; charset=utf-8", making.atom(making.ENGLISH)),
        ("/t", "text/plain; charset=utf-8", making.plain(making.ENGLISH).encode()),
        ("/zipped", "text/html", making.page(making.ENGLISH)),
    ):
        headers = {"Content_Encoding": "gzip"} if path == "/zipped" else {}
        found = read(site.put(path, gzip.compress(body) if headers else body, kind, **headers))
        assert isinstance(found, Read), found
        assert found.document.text.split() == making.plain(making.ENGLISH).split()


def test_a_redirect_leads_to_the_page_and_its_address(site: Site) -> None:
    site.put("/new", page(making.ENGLISH[0]))
    found = read(site.put("/old", b"", status=301, Location="/new"))
    assert isinstance(found, Read) and found.document.url == f"{site.url}/new"


def test_an_arabic_address_is_sent_in_ascii(site: Site) -> None:
    site.put("/%D8%A8%D8%A7%D8%A8%D9%84", page(making.ENGLISH[0]))
    assert isinstance(read(f"{site.url}/بابل"), Read)


def test_what_goes_wrong_names_the_address_and_what_to_do(site: Site) -> None:
    gone = f"{site.url}/gone"
    assert failure(gone) == f"{gone}: the server answers 404 Not Found; open it in a browser to see why"
    loop = site.put("/loop", b"", status=302, Location="/loop")
    assert loop in failure(loop)
    assert "which is no web page" in failure(site.put("/ftp", b"", status=302, Location="ftp://x.example/a"))
    assert "no text" in failure(site.put("/empty", b"<html><body></body></html>"))
    assert "a.png" in failure(site.put("/a.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "image/png"))
    short = site.put("/short", b"<p>half", Content_Length="5000")
    assert "broke off" in failure(short)
    assert "pages are not fetched here" in failure(f"{site.url}/a", fetch=None)
    assert "names no server" in failure("http://")


def test_too_large_and_too_slow_pages_are_given_up(site: Site) -> None:
    url = site.put("/large", b"x" * 2_000)
    assert (
        failure(url, fetch=partial(fetch, limit=1_000))
        == f"{url}: 2000 bytes; the limit is 1000: download it and split it"
    )
    packed = site.put("/packed", gzip.compress(bytes(50_000)), Content_Encoding="gzip")
    assert "unpacks to more than 1000" in failure(packed, fetch=partial(fetch, limit=1_000))
    began = time.monotonic()
    assert "slow: no answer" in failure(f"{site.url}/slow", fetch=partial(fetch, timeout_s=0.2))
    assert time.monotonic() - began < 5


def test_a_server_that_is_not_there() -> None:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "no answer" in failure(f"http://127.0.0.1:{port}/")


def test_a_later_version_of_a_page_supersedes_the_earlier_which_is_kept(site: Site, tmp_path: Path) -> None:
    ledger = tmp_path / "l.sijill"

    def add(wounded: str) -> str:
        ran = run("add", site.put("/a", page(WEEK.format(wounded))), "--ledger", ledger, "--theatre", "iraq")
        assert ran.status == 0, ran
        return ran.err

    assert "1 new, 0 known" in add("two")
    assert "0 new, 1 known" in add("two")
    assert "1 new, 0 known" in add("five")
    with Ledger.open(ledger, create=False) as book:
        first, second = book.documents()
    assert (first.supersedes, second.supersedes) == (None, first.id)
    assert len(list((tmp_path / "l.sijill.warc").iterdir())) >= 2
    for document in (first, second):
        assert document.archive is not None and (tmp_path / document.archive.partition("#")[0]).is_file()
    rows = run("incidents", "--ledger", ledger, "--json").json
    assert [row["wounded_best"] for row in rows] == [5]


def test_read_prints_a_page_with_its_text(site: Site) -> None:
    ran = run("read", site.put("/a", page(WEEK.format("two"))), "--theatre", "iraq")
    (line,) = ran.lines
    assert line["document"]["text"] == WEEK.format("two")
    assert len(line["incidents"]) == 1
