"""Every form gives the text that was put into it, and tells the same incidents as the plain text."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ingest import making
from sijill import pipeline
from sijill.extract import RulesExtractor
from sijill.ingest import Failure, Read, from_bytes, read, total
from sijill.model.text import Document

BAGHDAD = ZoneInfo("Asia/Baghdad")
NOW = datetime(2021, 1, 2, 9, tzinfo=UTC)
PUBLISHED = datetime(2020, 12, 21, 15, 30, tzinfo=UTC)

FORMS = {
    "a.html": making.page,
    "a.docx": making.word,
    "a.eml": making.mail,
    "html.eml": lambda told: making.mail(told, html=True),
    "a.rss": lambda told: making.rss([told]),
    "a.atom": making.atom,
    "a.xml": making.atom,
    "a.warc.gz": lambda told: making.warc((making.URL, making.page(told), "text/html; charset=utf-8", "200 OK")),
    "a.warc": lambda told: making.warc((making.URL, making.page(told), "text/html", "200 OK"), gzip=False),
    "result.json": lambda told: making.telegram(making.message(1, making.plain(told))),
    "a.mbox": lambda told: b"From sami@river.example Mon Dec 21 18:30:00 2020\n" + making.mail(told) + b"\n",
    "a.txt": lambda told: f"River Wire @riverwire · Dec 21, 2020\n{making.plain(told)}{making.URL}\n".encode(),
}


def documents(data: bytes, name: str) -> list[Document]:
    found = list(from_bytes(data, name=name, tz=BAGHDAD, now=NOW))
    failed = [item for item in found if isinstance(item, Failure)]
    assert failed == []
    return [item.document for item in found if isinstance(item, Read)]


def squeezed(text: str) -> list[str]:
    return text.split()


def incidents(document: Document, extractor: RulesExtractor) -> list[object]:
    told = [r for r in pipeline.read(document, extractor).reports if r.family == "incident"]
    return [
        [r.value(f) for f in ("kind", "when", "killed", "wounded")] + [(r.value("place") or {}).get("name")]
        for r in told
    ]


@pytest.fixture(scope="module")
def extractor() -> RulesExtractor:
    return RulesExtractor(pipeline.theatre("iraq"))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", FORMS)
def test_each_form_gives_its_text(name: str, language: str) -> None:
    (document,) = documents(FORMS[name](making.TEXTS[language]), name)
    assert squeezed(document.text) == squeezed(making.plain(making.TEXTS[language]))
    assert document.language == language


@pytest.mark.parametrize("name", [*FORMS, "a.pdf"])
def test_each_form_tells_the_incidents_of_its_plain_text(name: str, extractor: RulesExtractor) -> None:
    make = FORMS.get(name, lambda told: making.pdf(making.wrapped(told)))
    (document,) = documents(make(making.ENGLISH), name)
    same = Document(making.plain(making.ENGLISH), "en", PUBLISHED)
    known = Document(document.text, document.language, PUBLISHED)
    expected = incidents(same, extractor)
    assert len(expected) == 2
    assert incidents(known, extractor) == expected


@pytest.mark.parametrize("name", ["page", "post", "paper", "letter", "box", "feed", "kept", "chat"])
def test_a_name_that_tells_nothing_leaves_it_to_the_bytes(name: str) -> None:
    made = {
        "page": making.page(making.ENGLISH), "post": making.plain(making.ENGLISH).encode(),
        "paper": making.pdf(making.wrapped(making.ENGLISH)), "letter": making.mail(making.ENGLISH),
        "box": FORMS["a.mbox"](making.ENGLISH), "feed": making.rss([making.ENGLISH]),
        "kept": FORMS["a.warc"](making.ENGLISH), "chat": FORMS["result.json"](making.ENGLISH),
    }  # fmt: skip
    (document,) = documents(made[name], name)
    assert squeezed(document.text) == squeezed(making.plain(making.ENGLISH))


def test_a_wrong_name_is_not_believed_where_the_bytes_leave_no_doubt() -> None:
    (document,) = documents(making.pdf(making.wrapped(making.ENGLISH)), "a.txt")
    assert squeezed(document.text) == squeezed(making.plain(making.ENGLISH))


# Pages


def test_a_page_tells_what_it_says_of_itself() -> None:
    (document,) = documents(making.page(making.ENGLISH), "a.html")
    assert (document.title, document.author, document.outlet) == ("Bombs and rockets", "Sami Haddad", "River Wire")
    assert document.url == making.URL
    assert document.published == PUBLISHED
    assert document.modified == datetime(2020, 12, 22, 6, tzinfo=UTC)
    assert document.captured == NOW


@pytest.mark.parametrize("charset", ["windows-1256", "utf-8", "iso-8859-6"])
def test_a_page_in_the_charset_that_it_names(charset: str) -> None:
    (document,) = documents(making.page(making.ARABIC, charset=charset), "a.html")
    assert squeezed(document.text) == squeezed(making.plain(making.ARABIC))


def test_the_language_that_a_page_claims_is_not_believed() -> None:
    (document,) = documents(making.page(making.ARABIC, language="en-US"), "a.html")
    assert document.language == "ar"


def test_the_day_of_an_attack_is_no_day_of_publication() -> None:
    markup = f"<html><body><article><p>{making.ENGLISH[0]}</p></article></body></html>".encode()
    (document,) = documents(markup, "a.html")
    assert document.published is None


def test_the_day_may_stand_in_linked_data() -> None:
    linked = (
        '{"@type": "NewsArticle", "datePublished": "2020-12-21T18:30:00+03:00", "publisher": {"name": "Palm Daily"}}'
    )
    head = f'<head><script type="application/ld+json">{linked}</script></head>'
    markup = f"<html>{head}<body><article><p>{making.ENGLISH[0]}</p></article></body></html>"
    (document,) = documents(markup.encode(), "a.html")
    assert (document.published, document.outlet) == (PUBLISHED, "Palm Daily")


def test_equal_lines_of_a_list_are_all_kept() -> None:
    lines = ["IED – supply convoy – Muthanna", "Rockets – Green Zone, Baghdad", "IED – supply convoy – Muthanna"]
    (document,) = documents(making.page([*lines, "December Totals – 3"]), "a.html")
    assert document.text.split("\n\n") == [*lines, "December Totals – 3"]


# Word, mail, feeds, archives


def test_lists_and_tables_of_a_word_file_read_like_markdown() -> None:
    made = making.word(
        ["Attacks"], entries=["IED – Babil", "Rockets – Basra"], table=[("Province", "Attacks"), ("Babil", "2")]
    )
    (document,) = documents(made, "a.docx")
    assert (
        document.text
        == "Attacks\n\n- IED – Babil\n- Rockets – Basra\n\n| Province | Attacks |\n|---|---|\n| Babil | 2 |"
    )
    assert (document.title, document.author, document.published) == ("Bombs and rockets", "Sami Haddad", None)


def test_a_mail_tells_sender_subject_and_time() -> None:
    (document,) = documents(making.mail(making.ENGLISH), "a.eml")
    assert document.title == "القنابل والصواريخ – Bombs"
    assert document.author == "Sami Haddad <sami@river.example>"
    assert document.published == PUBLISHED


def test_what_is_attached_to_a_mail_is_a_document_of_its_own() -> None:
    made = making.mail(
        ["See the files."], attached={"a.docx": making.word(making.ENGLISH), "صفحة.html": making.page(making.ARABIC)}
    )
    texts = [squeezed(document.text) for document in documents(made, "a.eml")]
    assert texts == [
        ["See", "the", "files."],
        squeezed(making.plain(making.ENGLISH)),
        squeezed(making.plain(making.ARABIC)),
    ]


def test_a_mailbox_gives_every_message_and_goes_on_after_a_bad_one() -> None:
    line = b"From x@river.example Mon Dec 21 18:30:00 2020\n"
    made = line + making.mail(making.ENGLISH) + b"\n" + line + b"Subject: x\n\n\n\n" + line + making.mail(making.ARABIC)
    found = list(from_bytes(made, name="a.mbox", tz=BAGHDAD, now=NOW))
    assert [type(item) for item in found] == [Read, Failure, Read]
    assert isinstance(found[1], Failure) and "a.mbox:2: it is empty" in found[1].error


def test_a_feed_gives_every_entry_with_its_own_address() -> None:
    found = documents(making.rss([making.ENGLISH, making.ARABIC]), "a.rss")
    assert [(d.url, d.title, d.outlet, d.language) for d in found] == [
        (f"{making.URL}/1", "Report 1", "River Wire", "en"), (f"{making.URL}/2", "Report 2", "River Wire", "ar"),
    ]  # fmt: skip
    assert {d.published for d in found} == {PUBLISHED}
    (entry,) = documents(making.atom(making.ENGLISH), "a.atom")
    assert (entry.author, entry.modified) == ("Sami Haddad", datetime(2020, 12, 22, 6, tzinfo=UTC))


def test_an_archive_gives_the_pages_that_came() -> None:
    made = making.warc(
        (making.URL, making.page(making.ENGLISH), "text/html", "200 OK"),
        (f"{making.URL}/gone", b"<p>Not found</p>", "text/html", "404 Not Found"),
        (f"{making.URL}/x.png", b"\x89PNG", "image/png", "200 OK"),
        (
            "https://palm.example/a.txt",
            making.plain(making.ARABIC).encode("cp1256"),
            "text/plain; charset=windows-1256",
            "200 OK",
        ),
    )
    one, two = documents(made, "crawl.warc.gz")
    assert (one.url, two.url) == (making.URL, "https://palm.example/a.txt")
    assert one.captured == datetime(2020, 12, 23, 10, tzinfo=UTC)
    assert one.archive is not None and one.archive.startswith("crawl.warc.gz#urn:uuid:")
    assert squeezed(two.text) == squeezed(making.plain(making.ARABIC))


# Pictures and folders


def test_words_typed_beside_a_picture_name_it(tmp_path: Path) -> None:
    picture = b"\xff\xd8\xff" + bytes(100)
    for name, typed in (("a.jpg", "a.jpg.txt"), ("b.JPG", "b.txt")):
        (tmp_path / name).write_bytes(picture)
        (tmp_path / typed).write_text(making.ENGLISH[0], "utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    found = list(read([tmp_path, tmp_path / "a.jpg"], tz=BAGHDAD, now=NOW))
    told = [item.document.archive for item in found if isinstance(item, Read)]
    digest = hashlib.sha256(picture).hexdigest()
    assert told == [f"a.jpg#sha256:{digest}", f"b.JPG#sha256:{digest}", f"a.jpg#sha256:{digest}"]
    (mute,) = [item for item in found if isinstance(item, Failure)]
    assert mute.error == f"{tmp_path / 'c.png'}: a picture; type the words in it into c.png.txt beside it"
    assert all(item.text_is_input for item in found if isinstance(item, Read))


def test_a_folder_of_all_forms_is_read_in_order(tmp_path: Path) -> None:
    for name, make in FORMS.items():
        (tmp_path / name).write_bytes(make(making.ENGLISH))
    found = list(read([tmp_path], tz=BAGHDAD, now=NOW))
    assert len(found) == len(FORMS) and all(isinstance(item, Read) for item in found)


def test_how_many_documents_there_are_is_told_where_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.jsonl").write_text('{"text": "x"}\n\n{"text": "y"}\n')
    assert total([tmp_path, "https://river.example/"]) == 4
    (tmp_path / "c.mbox").write_text("x")
    assert total([tmp_path]) is None
    assert total(["-"]) is None


def test_a_form_does_not_change_the_id_of_plain_text() -> None:
    (document,) = documents(b"A blast hit Baghdad.", "a.txt")
    assert document.id == Document("A blast hit Baghdad.").id == "dc54b1e7fa7603e71b8681db95d7aadf"
