"""Files to documents: what is kept, what is told, and one bad document among good ones."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.errors import BadDocument
from sijill.ingest import MAX_BYTES, Failure, Read, from_bytes, read

BAGHDAD = ZoneInfo("Asia/Baghdad")
NOW = datetime(2020, 12, 22, 9, tzinfo=UTC)


def all_of(*paths: str | Path, **told: Any) -> list[Read | Failure]:
    return list(read(paths, tz=BAGHDAD, now=NOW, **told))


def one(data: bytes | str, name: str = "a.txt", **told: Any) -> Read:
    raw = data.encode() if isinstance(data, str) else data
    (found,) = from_bytes(raw, name=name, tz=BAGHDAD, now=NOW, **told)
    assert isinstance(found, Read), found
    return found


def failure(data: bytes | str, name: str = "a.txt") -> str:
    raw = data.encode() if isinstance(data, str) else data
    (found,) = from_bytes(raw, name=name, tz=BAGHDAD, now=NOW)
    assert isinstance(found, Failure), found
    return found.error


def line(**body: Any) -> str:
    return json.dumps(body, ensure_ascii=False) + "\n"


def test_text_and_line_ends_are_left_as_they_are() -> None:
    text = "A blast hit Baghdad.\r\n\r\n  Two were hurt.\u2028 \n"
    found = one(text)
    assert found.document.text == text
    assert found.text_is_input
    assert found.document.language == "en"
    assert found.document.captured == NOW


def test_a_byte_order_mark_is_not_text() -> None:
    found = one(b"\xef\xbb\xbfBlast")
    assert found.document.text == "Blast"
    assert not found.text_is_input


def test_front_matter_is_taken_off_the_text() -> None:
    text = (
        "---\noutlet: Example Wire\nurl: https://example.com/a\npublished: 2020-12-21\nlang: ar\n"
        'title: "A: B"\nauthor:\ntags: [x]\nlist:\n  - y\n---\nانفجار\n'
    )
    found = one(text, "a.md")
    document = found.document
    assert document.text == "انفجار\n"
    assert not found.text_is_input
    assert (document.outlet, document.url, document.title) == ("Example Wire", "https://example.com/a", "A: B")
    assert document.author is None
    assert document.language == "ar"
    assert document.published == datetime(2020, 12, 21, tzinfo=BAGHDAD)


def test_front_matter_with_windows_line_ends() -> None:
    assert one("---\r\ntitle: T\r\n---\r\nBody\r\n").document.text == "Body\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\nA blast hit the town.\n---\nMore\n",
        "---\nnote: x\n---\nMore\n",
        "---\ntitle: x\nMore\n",
        "Text\n---\ntitle: x\n---\n",
    ],
)
def test_hyphen_lines_around_prose_are_text(text: str) -> None:
    assert one(text).document.text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Title: Roads in September\nDate: 4 October 2016\n\nA blast hit the town.\n", "Roads in September"),
        ("**Subject:** Roads\n**To:** all\n**Date:** Oct 4, 2016\n\nA blast hit the town.\n", "Roads"),
        ("العنوان: طرق أيلول\nالتاريخ: 4 تشرين الأول 2016\n\nانفجار\n", "طرق أيلول"),
    ],
)
def test_bare_lines_at_the_head_give_title_and_day_and_stay_in_the_text(text: str, title: str) -> None:
    document = one(text).document
    assert (document.text, document.title) == (text, title)
    assert document.published == datetime(2016, 10, 4, tzinfo=BAGHDAD)


@pytest.mark.parametrize(
    "text",
    [
        "Date: 4 October 2016\n\nA blast hit the town.\n",
        "Title: Roads\nPlace: Mosul\nDate: 4 October 2016\n\nA blast hit the town.\n",
        "Title: Roads\nA blast hit the town.\n\nMore.\n",
    ],
)
def test_other_lines_at_the_head_say_nothing_of_the_document(text: str) -> None:
    document = one(text).document
    assert document.published is None
    assert document.title != "Roads"


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("2020-12-21", "2020-12-21T00:00:00+03:00"),
        ("2020-12-21T08:30", "2020-12-21T08:30:00+03:00"),
        ("2020-12-21T08:30:00Z", "2020-12-21T08:30:00+00:00"),
        ("2020-12-21 08:30:00-05:00", "2020-12-21T08:30:00-05:00"),
    ],
)
def test_published_has_a_zone(told: str, published: str) -> None:
    found = one(line(text="Blast", published=told), "a.jsonl").document.published
    assert found is not None and found.isoformat() == published


def test_what_the_caller_says_fills_in_for_what_the_document_does_not() -> None:
    lines = line(text="Blast") + line(text="Blast", published="2020-12-21", lang="ar-IQ")
    found = list(
        from_bytes(lines.encode(), name="a.jsonl", published=date(2020, 10, 1), language="EN", tz=BAGHDAD, now=NOW)
    )
    documents = [item.document for item in found if isinstance(item, Read)]
    assert [d.language for d in documents] == ["en", "ar"]
    assert [d.published and d.published.day for d in documents] == [1, 21]
    assert one("Blast", published="2020-10-01T10:00").document.published == datetime(2020, 10, 1, 10, tzinfo=BAGHDAD)
    assert one("Blast", published=datetime(2020, 10, 1, 10)).document.published == datetime(
        2020, 10, 1, 10, tzinfo=BAGHDAD
    )


def test_what_the_caller_says_is_checked_at_once() -> None:
    with pytest.raises(BadDocument, match="`published` is 'last week'"):
        read([], published="last week", tz=BAGHDAD, now=NOW)
    with pytest.raises(BadDocument, match="`language` is 'English'"):
        read([], language="English", tz=BAGHDAD, now=NOW)


def test_json_lines_keep_the_given_id_and_go_on_after_a_bad_line() -> None:
    lines = [
        line(id="a", text="Blast", url="https://example.com", title="T", outlet="O", author="W"),
        "not json\n",
        "\n",
        line(id=7, text="Blast"),
        line(id="c"),
        line(id="d", text=3),
        line(id="e", text="Blast", published="yesterday"),
        line(id="f", text="  "),
        "[1]\n",
        '{"id": "g", "text": "\\ud800"}\n',
        line(text="Blast", lang="english"),
        line(text="Last"),
    ]
    found = list(from_bytes("".join(lines).encode(), name="a.jsonl", tz=BAGHDAD, now=NOW))
    ids = [item.document.given_id if isinstance(item, Read) else f"bad {item.id}" for item in found]
    assert ids == [
        "a", "bad a.jsonl:2", "7", "bad c", "bad d", "bad e", "bad f", "bad a.jsonl:9", "bad g", "bad a.jsonl:11", None,
    ]  # fmt: skip
    errors = {item.id: item.error for item in found if isinstance(item, Failure)}
    assert "the field `text` is missing; its fields are: id" in errors["c"]
    assert "the field `text` is 3; it must be a text" in errors["d"]
    assert "`published` is 'yesterday'; write it as 2020-12-21" in errors["e"]
    assert "a.jsonl:8: it is empty" in errors["f"]
    assert "found list, not an object" in errors["a.jsonl:9"]
    assert "lone surrogate" in errors["g"]
    first = found[0]
    assert isinstance(first, Read) and first.text_is_input
    document = first.document
    assert (document.url, document.title, document.outlet, document.author) == ("https://example.com", "T", "O", "W")


def test_a_line_separator_within_a_json_line_is_text() -> None:
    assert one(line(text="a\u2028b"), "a.jsonl").document.text == "a\u2028b"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1256"])
def test_json_lines_in_other_encodings(encoding: str) -> None:
    data = (line(id="a", text="انفجار عبوة ناسفة") + line(id="b", text="مقتل شرطي")).encode(encoding)
    found = list(from_bytes(data, name="a.jsonl", tz=BAGHDAD, now=NOW))
    assert [item.document.text for item in found if isinstance(item, Read)] == ["انفجار عبوة ناسفة", "مقتل شرطي"]


def test_an_empty_json_lines_file_is_a_failure() -> None:
    assert "holds no documents" in failure("\n\n", "a.jsonl")


@pytest.mark.parametrize("text", ["", "  \n\t", "\ufeff", "\u200b\u200e\n"])
def test_an_empty_text_is_a_failure(text: str) -> None:
    assert "it is empty" in failure(text)


def test_front_matter_without_text_is_a_failure() -> None:
    assert "it is empty" in failure("---\ntitle: T\n---\n\n")


def test_too_long_a_text_names_size_limit_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    (found,) = all_of(path)
    assert isinstance(found, Failure)
    assert found.error == f"{path}: 20000001 bytes of text; the limit is 20000000: split it into one file a report"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.odt", "ODT files are not read; save it as .docx, .pdf, .eml or .txt"),
        ("a.DOC", "old Word"),
        ("a.msg", "Outlook mail"),
        ("a.csv", "sijill import"),
    ],
)
def test_other_forms_say_what_to_do(name: str, told: str) -> None:
    assert told in failure("x", name)


def test_a_folder_is_read_in_order_and_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "b/1.txt", "a.md", ".hidden.txt", "z.pdf"):
        (tmp_path / name).write_text(name, "utf-8")
    found = all_of(tmp_path, tmp_path / "none.txt", tmp_path / "a.md")
    told = [item.document.text if isinstance(item, Read) else Path(item.id).name for item in found]
    assert told == ["a.md", "b/1.txt", "b/2.txt", "z.pdf", "none.txt", "a.md"]
    assert "no such file" in found[4].error if isinstance(found[4], Failure) else False
    (tmp_path / "empty").mkdir()
    (nothing,) = all_of(tmp_path / "empty")
    assert isinstance(nothing, Failure) and "holds no files" in nothing.error


def test_a_text_that_nothing_else_names_keeps_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A blast hit Baghdad.")
    (tmp_path / "b.txt").write_text("---\noutlet: River Wire\n---\nA blast hit Baghdad.")
    found = [item.document for item in all_of(tmp_path) if isinstance(item, Read)]
    assert [document.archive for document in found] == ["a.txt", None]


def test_standard_input_is_text_or_json_lines() -> None:
    (text,) = all_of("-", stdin=lambda: b"{A blast} hit Baghdad")
    assert isinstance(text, Read) and text.document.text == "{A blast} hit Baghdad"
    (body,) = all_of("-", stdin=lambda: line(id="a", text="Blast").encode())
    assert isinstance(body, Read) and body.document.given_id == "a"
    (nothing,) = all_of("-", stdin=lambda: b"")
    assert isinstance(nothing, Failure) and "standard input: it is empty" in nothing.error


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_comes_back_as_it_was(text: str) -> None:
    (found,) = from_bytes(text.encode(), name="a.txt", tz=BAGHDAD, now=NOW)
    if isinstance(found, Read) and found.text_is_input:
        assert found.document.text == text
    elif isinstance(found, Read):
        assert text.endswith(found.document.text)


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.md", "a.jsonl", "a"]))
def test_any_bytes_give_documents_or_failures(data: bytes, name: str) -> None:
    for found in from_bytes(data, name=name, tz=BAGHDAD, now=NOW):
        assert isinstance(found, Failure) or (found.document.text.strip() and found.document.id)
