"""Posts pasted into a text: who, when and where from are taken from their head lines; other text is left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sijill.ingest import Read, from_bytes
from sijill.model.text import Document

TZ, NOW = ZoneInfo("Asia/Baghdad"), datetime(2021, 1, 2, tzinfo=UTC)
BODY = "A roadside bomb hit a supply convoy in Babil this morning."
ARABIC = "انفجرت عبوة ناسفة على رتل في بابل صباح اليوم."
LINK = "https://x.example/riverwire/status/1"


def documents(text: str) -> list[Document]:
    return [i.document for i in from_bytes(text.encode(), name="a.txt", tz=TZ, now=NOW) if isinstance(i, Read)]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("River Wire @riverwire · Dec 21, 2020", "2020-12-21T00:00:00+03:00"),
        ("River Wire (@riverwire) · 21 December 2020", "2020-12-21T00:00:00+03:00"),
        ("River Wire @riverwire\n8:05 PM · Dec 21, 2020", "2020-12-21T20:05:00+03:00"),
        ("River Wire\n@riverwire · 2020-12-21 08:05", "2020-12-21T08:05:00+03:00"),
        ("River Wire\n@riverwire\n12:30 AM · Dec 21, 2020", "2020-12-21T00:30:00+03:00"),
    ],
)
def test_english_heads(head: str, published: str) -> None:
    (document,) = documents(f"{head}\n\n{BODY}\n\n{LINK}\n")
    assert document.text == BODY
    assert document.published is not None and document.published.isoformat() == published
    assert (document.author, document.outlet, document.url) == ("River Wire @riverwire", "River Wire", LINK)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("واحة الخبر @waha_news · ٢١ ديسمبر ٢٠٢٠", "2020-12-21T00:00:00+03:00"),
        ("\u200fواحة الخبر @waha_news · 21 كانون الأول 2020", "2020-12-21T00:00:00+03:00"),
        ("واحة الخبر\n@waha_news\n٨:٠٥ م · ٢١ كانون الأول، ٢٠٢٠", "2020-12-21T20:05:00+03:00"),
    ],
)
def test_arabic_heads(head: str, published: str) -> None:
    (document,) = documents(f"{head}\n{ARABIC}\n{LINK}")
    assert document.text == ARABIC
    assert document.published is not None and document.published.isoformat() == published
    assert (document.outlet, document.language) == ("واحة الخبر", "ar")


def test_a_time_below_the_text_is_taken_too() -> None:
    (document,) = documents(f"River Wire\n@riverwire\n{BODY}\n3:41 PM · Dec 21, 2020\n{LINK}\n")
    assert document.text == BODY
    assert document.published == datetime(2020, 12, 21, 15, 41, tzinfo=TZ)


def test_several_posts_stand_between_lines_of_hyphens() -> None:
    one = f"River Wire @riverwire · Dec 21, 2020\n{BODY}\n{LINK}\n"
    two = f"Palm Daily @palm · Dec 22, 2020\nRockets hit Basra.\n{LINK}2\n"
    assert [d.url for d in documents(f"{one}---\n{two}")] == [LINK, f"{LINK}2"]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n",
        f"{BODY}\nWrite to desk@river.example · Dec 21, 2020\n",
        "River Wire @riverwire\nNo day is told here.\n",
        "River Wire @riverwire · Dec 21, 2020\n",
        "Statement by @riverwire on the attack of Dec 21, 2020\nA bomb hit Basra.\n",
        f"River Wire @riverwire · Dec 21, 2020\n{BODY}\n---\nSomething else\n",
    ],
)
def test_other_text_is_left_as_it_is(text: str) -> None:
    (document,) = documents(text)
    assert document.text == text
    assert (document.published, document.url, document.author) == (None, None, None)
