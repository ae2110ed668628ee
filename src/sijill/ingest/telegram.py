"""Telegram's JSON export (result.json): one document a message."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sijill.errors import BadDocument
from sijill.ingest.draft import MAX_ARCHIVE, Draft, Failure, Hints, check_size, told

_MEDIA: Final = ("photo", "file", "media_type", "sticker_emoji", "poll", "location_information", "contact_information")
_LINKED: Final = ("public_channel", "private_channel", "public_supergroup", "private_supergroup")
"""Chats whose messages have addresses."""


def is_export(data: bytes) -> bool:
    """Whether JSON is an export of one chat or of all."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and (b'"messages"' in head or b'"chats"' in head or b'"about"' in head)


def documents(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """Every message with text, in the export's order; the channel is the outlet, an edit is told as `modified`.

    A message without text (a picture, a film) is not read; one failure says how many there are.
    """
    del hints
    check_size(name, len(data), limit=MAX_ARCHIVE)
    try:
        body = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadDocument(f"{name}: not a Telegram export: {error}; export the chat again, as JSON") from error
    for chat in _chats(body, name):
        yield from _messages(chat, name)


def _chats(body: Any, name: str) -> list[Mapping[str, Any]]:
    found: Any = [body]
    if isinstance(body, dict) and "messages" not in body:
        chats = body.get("chats")
        found = chats.get("list") if isinstance(chats, dict) else None
    if not isinstance(found, list) or not all(
        isinstance(c, dict) and isinstance(c.get("messages"), list) for c in found
    ):
        raise BadDocument(f"{name}: JSON, but no Telegram export (no list `messages`); give JSON lines as .jsonl")
    if not any(chat["messages"] for chat in found):
        raise BadDocument(f"{name}: the export holds no messages; widen its dates and export again")
    return found


def _messages(chat: Mapping[str, Any], name: str) -> Iterator[Draft | Failure]:
    n_mute = 0
    for place, message in enumerate(chat["messages"], 1):
        where = f"{name}#{message.get('id', place)}" if isinstance(message, dict) else f"{name}#{place}"
        if not isinstance(message, dict):
            yield Failure(
                where, name, f"{where}: a message that is {type(message).__name__}, not an object; export again"
            )
            continue
        if message.get("type", "message") != "message":
            continue
        text = joined(message.get("text"))
        if text is None:
            yield Failure(where, name, f"{where}: its text is {message.get('text')!r:.60}; export the chat again")
        elif text.strip():
            yield Draft(text, where, _told(message, chat), given_id=_given_id(message, chat))
        elif any(message.get(kind) for kind in _MEDIA):
            n_mute += 1
    if n_mute:
        yield Failure(
            name,
            name,
            f"{name}: {n_mute} messages of {chat.get('name') or 'this chat'} hold a picture, film or file and no text; "
            "they are not read: type what matters into a .txt file beside the picture",
        )


def joined(text: Any) -> str | None:
    """A message's text: plain, or its pieces (bold, links, mentions) put together without a character more or less."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return None
    pieces = [
        piece if isinstance(piece, str) else piece.get("text") if isinstance(piece, dict) else None for piece in text
    ]
    whole = [piece for piece in pieces if isinstance(piece, str)]
    return "".join(whole) if len(whole) == len(pieces) else None


def _told(message: Mapping[str, Any], chat: Mapping[str, Any]) -> dict[str, str]:
    channel, sender = _text(chat.get("name")), _text(message.get("from"))
    picture = _text(message.get("photo")) or _text(message.get("file"))
    return told(
        outlet=channel,
        url=_address(message, chat),
        author=sender if sender != channel else None,
        published=_time(message, "date"),
        modified=_time(message, "edited"),
        via=_text(message.get("forwarded_from")) or _text(message.get("saved_from")),
        # An export without its files has a note in brackets where the path would stand.
        archive=picture if picture and not picture.startswith("(") else None,
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _time(message: Mapping[str, Any], name: str) -> str | None:
    """The Unix time is exact; the other is the exporter's local time, without a zone."""
    unix = str(message.get(f"{name}_unixtime") or "")
    if unix.isdigit() and 0 < int(unix) < 10**11:
        return datetime.fromtimestamp(int(unix), UTC).isoformat()
    try:
        return datetime.fromisoformat(str(message.get(name))).isoformat()
    except ValueError:
        return None


def _address(message: Mapping[str, Any], chat: Mapping[str, Any]) -> str | None:
    if chat.get("type") not in _LINKED or not isinstance(message.get("id"), int):
        return None
    # The address that opens for members; the export does not tell a public channel's name in links.
    return f"https://t.me/c/{chat.get('id')}/{message['id']}"


def _given_id(message: Mapping[str, Any], chat: Mapping[str, Any]) -> str | None:
    """An edit is a document of its own, so its id tells which."""
    if "id" not in message or "id" not in chat:
        return None
    edited = message.get("edited_unixtime") or message.get("edited")
    return f"telegram:{chat['id']}/{message['id']}" + (f"@{edited}" if edited else "")
