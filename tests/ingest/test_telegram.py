"""Telegram's export: text put together exactly, edits and forwards told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ingest.making import message, telegram
from sijill import pipeline
from sijill.extract import RulesExtractor
from sijill.ingest import Failure, Read, from_bytes
from sijill.model.text import Document
from sijill.store import Ledger

TZ, NOW = ZoneInfo("Asia/Baghdad"), datetime(2021, 1, 2, tzinfo=UTC)


def documents(*messages: dict[str, object], **chat: str) -> list[Document]:
    found = list(from_bytes(telegram(*messages, **chat), name="result.json", tz=TZ, now=NOW))
    return [item.document for item in found if isinstance(item, Read)]


def test_pieces_of_a_text_are_put_together_without_a_character_more_or_less() -> None:
    pieces = ["عاجل | ", {"type": "bold", "text": "انفجار عبوة ناسفة"}, " في بابل\n\n",
              {"type": "hashtag", "text": "#بابل"},
              {"type": "text_link", "text": " الرابط", "href": "https://x.example"}, "  "]  # fmt: skip
    (document,) = documents(message(1, pieces))
    assert document.text == "عاجل | انفجار عبوة ناسفة في بابل\n\n#بابل الرابط  "
    assert (document.language, document.outlet, document.author) == ("ar", "River Wire", None)
    assert document.published == datetime(2020, 12, 21, 15, 30, tzinfo=UTC)
    assert document.url == "https://t.me/c/1234567/1"


def test_a_time_without_its_unix_form_is_of_the_theatre() -> None:
    told = message(1, "Blast")
    del told["date_unixtime"]
    (document,) = documents(told)
    assert document.published == datetime(2020, 12, 21, 18, 30, tzinfo=TZ)


def test_a_forward_keeps_whom_it_is_from_and_a_picture_its_file() -> None:
    (document,) = documents(message(1, "Blast", forwarded_from="Palm Daily", photo="photos/photo_1.jpg"))
    assert (document.via, document.archive) == ("Palm Daily", "photos/photo_1.jpg")


def test_messages_of_a_group_tell_who_wrote_and_have_no_public_address() -> None:
    told = message(1, "Blast") | {"from": "Huda"}
    (document,) = documents(told, kind="private_group")
    assert (document.author, document.url, document.given_id) == ("Huda", None, "telegram:1234567/1")


def test_messages_without_text_are_counted_in_one_failure_and_service_messages_passed_over() -> None:
    made = telegram(
        {"id": 1, "type": "service", "action": "pin_message", "text": ""}, message(2, "", photo="photos/1.jpg"),
        message(3, "", media_type="video_file", file="x.mp4"), message(4, "Blast"),
    )  # fmt: skip
    found = list(from_bytes(made, name="result.json", tz=TZ, now=NOW))
    (failure,) = [item for item in found if isinstance(item, Failure)]
    assert "2 messages of River Wire hold a picture, film or file and no text" in failure.error
    assert sum(isinstance(item, Read) for item in found) == 1


def test_an_export_of_all_chats_is_read_chat_by_chat() -> None:
    import json

    chats = [json.loads(telegram(message(n, f"Blast {n}"), name=f"Chat {n}")) for n in (1, 2)]
    data = json.dumps({"about": "x", "chats": {"about": "x", "list": chats}}).encode()
    found = list(from_bytes(data, name="result.json", tz=TZ, now=NOW))
    assert [item.document.outlet for item in found if isinstance(item, Read)] == ["Chat 1", "Chat 2"]


def test_a_later_edit_supersedes_the_message_and_both_are_kept(tmp_path: Path) -> None:
    before = message(1, "A roadside bomb hit a convoy in Babil on December 21, 2020, wounding two soldiers.")
    after = message(1, "A roadside bomb hit a convoy in Babil on December 21, 2020, wounding five soldiers.",
                    edited="2020-12-21T20:00:00", edited_unixtime="1608570000")  # fmt: skip
    theatre = pipeline.theatre("iraq")
    where = str(tmp_path / "l.sijill")
    with Ledger.open(where) as ledger:
        for export in ([before], [after], [after], [before]):
            list(pipeline.add(ledger, documents(*export), RulesExtractor(theatre), author="t", now=NOW))
        first, second = ledger.documents()
        assert second.supersedes == first.id
        assert (first.modified, second.modified) == (None, datetime(2020, 12, 21, 17, tzinfo=UTC))
        (incident,) = pipeline.fold(ledger, theatre).incidents
        assert incident.value("wounded")["best"] == 5
