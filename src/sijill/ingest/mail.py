"""E-mail: single messages (.eml), mailboxes (.mbox) and pages saved as one file (.mhtml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import Final

from sijill.errors import BadDocument
from sijill.ingest.draft import MAX_ARCHIVE, Draft, Failure, Hints, check_size, told
from sijill.ingest.encoding import decode

_START: Final = re.compile(rb"(?:\A|\r?\n\r?\n|(?<=\n))From [^\r\n]*\d{4}[^\r\n]*\r?\n(?=[!-9;-~]+:)")
_HEADER: Final = re.compile(rb"(?:From |[!-9;-~]+:)")
_DEEPEST: Final = 3


def documents(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """The message, and each file attached to it that can be read, as documents of their own."""
    check_size(name, len(data), limit=MAX_ARCHIVE)
    return _message(data, name, hints, depth=0)


def mailbox(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """Every message of a mailbox, named by its number. One that cannot be read does not stop the others."""
    check_size(name, len(data), limit=MAX_ARCHIVE)
    starts = [found.end() for found in _START.finditer(data)]
    if not starts:
        raise BadDocument(f"{name}: no message in this mailbox; each begins with a line `From ADDRESS DATE`")
    ends = [found.start() for found in _START.finditer(data)][1:]
    for number, (start, end) in enumerate(zip(starts, [*ends, len(data)], strict=True), 1):
        where = f"{name}:{number}"
        try:
            yield from _message(re.sub(rb"(?m)^>(>*From )", rb"\1", data[start:end]), where, hints, depth=0)
        except BadDocument as error:
            yield Failure(where, name, str(error))


def _message(data: bytes, name: str, hints: Hints, *, depth: int) -> Iterator[Draft | Failure]:
    if not _HEADER.match(data.lstrip()):
        raise BadDocument(f"{name}: this is no mail: it does not begin with header lines; save the message as .eml")
    try:
        mail = message_from_bytes(data.lstrip(), policy=policy.default)
        assert isinstance(mail, EmailMessage)  # noqa: S101  policy.default makes no other
        text, attached = _body(mail, name), list(mail.iter_attachments()) if mail.is_multipart() else []
        known = told(
            url=hints.url or _header(mail, "Snapshot-Content-Location"),
            title=_header(mail, "Subject"),
            author=_header(mail, "From"),
            published=_sent(mail),
        )
    except (MessageError, LookupError, ValueError, AttributeError, KeyError) as error:
        raise BadDocument(f"{name}: the mail is damaged: {error}; export the message again") from error
    if text.strip() or not attached:
        yield Draft(text, name, known)
    for part in attached:
        if part.get_content_disposition() == "attachment" or part.get_content_type() == "message/rfc822":
            yield from _attached(part, name, hints, depth=depth)


def _attached(part: EmailMessage, name: str, hints: Hints, *, depth: int) -> Iterator[Draft | Failure]:
    from sijill.ingest.forms import drafts

    where = f"{name}#{part.get_filename() or part.get_content_type()}"
    if depth >= _DEEPEST:
        yield Failure(where, name, f"{where}: a mail within mails, {depth} deep; save it as a file of its own")
        return
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            yield from _message(inner.as_bytes(), where, hints, depth=depth + 1)
            return
        body = part.get_payload(decode=True)
        yield from drafts(body if isinstance(body, bytes) else b"", where, hints=Hints())
    except (BadDocument, MessageError, LookupError, ValueError, AttributeError) as error:
        yield Failure(where, name, str(error))


def _body(mail: EmailMessage, name: str) -> str:
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    if part.get_content_type() == "text/html":
        from sijill.ingest import html

        markup = decode(data, name, charset=part.get_content_charset() or html.declared_charset(data))
        if mail.get_content_type() == "multipart/related" and "Snapshot-Content-Location" in mail:
            return html.page(markup, name).text
        return html.plain(markup)
    return decode(data, name, charset=part.get_content_charset()).replace("\r\n", "\n") if data else ""


def _header(mail: EmailMessage, name: str) -> str | None:
    value = mail.get(name)
    return str(value).replace("\r", " ").replace("\n", " ").encode("utf-8", "replace").decode() if value else None


def _sent(mail: EmailMessage) -> str | None:
    """When it was sent, if its Date header is a time. A header that is none leaves it unknown."""
    found = getattr(mail.get("Date"), "datetime", None)
    return found.isoformat() if isinstance(found, datetime) else None
