"""What cannot be read is a Failure that names the file and the remedy; what stood before or after it is not lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import making
from sijill.ingest import Failure, Read, from_bytes, read

TZ, NOW = ZoneInfo("Asia/Baghdad"), datetime(2021, 1, 2, tzinfo=UTC)
PDF = making.pdf(making.wrapped(making.ENGLISH))
WORD = making.word(making.ENGLISH)
PAGE = making.page(making.ENGLISH)
WARC = making.warc((making.URL, PAGE, "text/html", "200 OK"), (making.URL + "/2", PAGE, "text/html", "200 OK"))


def told(data: bytes, name: str) -> list[Read | Failure]:
    return list(from_bytes(data, name=name, tz=TZ, now=NOW))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF-1.7\n", "the PDF is damaged"),
        ("a.pdf", b"x", "the PDF is damaged"),
        ("a.pdf", PDF[:300], "the PDF is damaged"),
        ("a.pdf", making.locked(PDF), "encrypted; open it with its password, save it without one"),
        ("a.pdf", making.pdf([]), "without a text layer (a scan); run it through OCR"),
        ("a.docx", b"x", "no Word file"),
        ("a.docx", WORD[: len(WORD) // 2], "no Word file, or a damaged one"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old or encrypted Office file; save it as .docx"),
        ("a.docx", making.bomb(), "it unpacks to 300"),
        ("a.docx", making.word([]), "it is empty"),
        ("a.html", b"", "it is empty"),
        ("a.html", b"<html><body><script>run()</script></body></html>", "copy what the browser shows"),
        ("a.eml", b"no mail", "does not begin with header lines; save the message as .eml"),
        ("a.eml", b"Subject: x\n\n", "it is empty"),
        ("a.mbox", b"no mailbox", "no message in this mailbox"),
        ("a.rss", making.rss([]), "the feed holds no entries; look at its address in a browser"),
        ("a.rss", b"no feed", "cannot be read as RSS or Atom"),
        ("a.xml", b"<?xml version='1.0'?><x/>", "neither RSS nor Atom"),
        ("a.warc", b"no archive", "WARC"),
        ("a.warc.gz", making.warc(("https://x.example/", b"x", "image/png", "200 OK")), "no page in this WARC file"),
        ("result.json", b'{"messages": []}', "no messages; widen its dates"),
        ("result.json", b'{"messages": [1, {"id": 2, "text": 5}]', "not a Telegram export"),
        ("a.odt", b"PK\x03\x04", "ODT files are not read; save it as .docx"),
        ("a.xlsx", b"PK\x03\x04", "sijill import"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, data: bytes, says: str) -> None:
    (failure,) = told(data, name)
    assert isinstance(failure, Failure), failure
    assert failure.error.startswith(name) and says in failure.error
    assert failure.path == name


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    (found,) = told(out.getvalue(), "a.pdf")
    assert isinstance(found, Read)


def test_pages_before_the_damage_of_an_archive_are_kept() -> None:
    found = told(WARC[: len(WARC) - 200], "a.warc.gz")
    assert isinstance(found[0], Read)
    assert len(found) == 1 or isinstance(found[-1], Failure) or len(found[-1].document.text) > 0


def test_a_bad_message_of_a_chat_does_not_stop_the_others() -> None:
    made = making.telegram(
        making.message(1, "Blast"), making.message(2, 5), making.message(3, ["a", 1]), making.message(4, "Rocket")
    )
    found = told(made, "result.json")
    assert [type(item) for item in found] == [Read, Failure, Failure, Read]
    assert isinstance(found[1], Failure) and found[1].error == "result.json#2: its text is 5; export the chat again"


def test_an_attachment_that_cannot_be_read_is_told_and_the_mail_is_kept() -> None:
    found = told(making.mail(making.ENGLISH, attached={"a.pdf": making.locked(PDF), "b.xlsx": b"PK\x03\x04"}), "a.eml")
    assert [type(item) for item in found] == [Read, Failure, Failure]
    assert isinstance(found[1], Failure) and found[1].error.startswith("a.eml#a.pdf: the PDF is encrypted")


def test_an_entry_without_text_is_told_and_the_feed_goes_on() -> None:
    made = making.rss([making.ENGLISH]).replace(
        b"</channel>", b"<item><link>https://x.example/2</link></item></channel>"
    )
    found = told(made, "a.rss")
    assert [type(item) for item in found] == [Read, Failure]
    assert isinstance(found[1], Failure) and "save the article at https://x.example/2" in found[1].error


def test_a_feed_that_breaks_off_gives_what_came_and_says_so() -> None:
    made = making.rss([making.ENGLISH, making.ARABIC])
    found = told(made[: made.index(b"Report 2")], "a.rss")
    assert isinstance(found[0], Read)
    assert isinstance(found[-1], Failure)


@pytest.mark.parametrize("name", ["a.html", "a.rss", "a.eml"])
def test_a_huge_file_is_refused_by_its_limit(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    with file.open("wb") as out:
        out.truncate(300_000_000)
    (failure,) = read([file], tz=TZ, now=NOW)
    assert isinstance(failure, Failure)
    assert failure.error == f"{file}: 300000000 bytes in one file; the limit is 200000000: split it into smaller files"


def test_a_page_nested_too_deep_is_read_or_refused() -> None:
    (found,) = told(b"<div>" * 20_000 + making.ENGLISH[0].encode(), "a.html")
    assert isinstance(found, Failure) or "Babil" in found.document.text


@settings(max_examples=60, deadline=None)
@given(
    made=st.sampled_from([("a.pdf", PDF), ("a.docx", WORD), ("a.html", PAGE), ("a.warc.gz", WARC),
                          ("a.eml", making.mail(making.ARABIC)), ("a.rss", making.rss([making.ARABIC])),
                          ("result.json", making.telegram(making.message(1, "x")))]),
    cut=st.floats(0, 1),
    junk=st.binary(max_size=20),
)  # fmt: skip
def test_any_damage_gives_documents_or_failures(made: tuple[str, bytes], cut: float, junk: bytes) -> None:
    name, data = made
    at = int(cut * len(data))
    found = told(data[:at] + junk + data[at + len(junk) :], name)
    assert found
    assert all(isinstance(item, Read) or item.error.startswith(name) for item in found)
