"""One report on the screen: its words marked in the document's text, and its values with what they rest on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from sijill.model.records import Statement
from sijill.model.text import Document
from sijill.model.views import Report
from sijill.review import FIELDS, Item, Shown, in_words

AROUND = 240
"""Characters of the text before the first marked words and after the last that are shown."""
COLOURS = dict(
    zip(
        (f.field for f in FIELDS),
        "cyan green magenta red yellow bright_red bright_yellow blue white".split(),
        strict=True,
    )
)
SUPERSCRIPTS = str.maketrans("123456789", "¹²³⁴⁵⁶⁷⁸⁹")
# Marks that turn the direction of what follows them, which in a terminal may be the rest of the screen.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def console() -> Console:
    """The terminal, or plain text as wide as it comes where there is none."""
    found = Console(highlight=False, soft_wrap=False)
    return found if found.is_terminal else Console(highlight=False, width=100)


def has_colour(out: Console) -> bool:
    return out.is_terminal and out.color_system is not None and not out.no_color


def marked(report: Report, document: Document, *, colour: bool) -> Text:
    """The part of the text that the report rests on, its words marked field by field.

    In colour each field has its own; without, words stand in brackets with the field's number. The text is in logical
    order, as it was written: Arabic is turned by the terminal, and no mark of ours changes a direction.
    """
    field_at = _fields_at(report)
    if not field_at:
        start, end = 0, min(len(document.text), 4 * AROUND)
    else:
        start, end = _window(document.text, min(field_at), max(field_at) + 1)
    while start < end and document.text[start].isspace():
        start += 1
    while end > start and document.text[end - 1].isspace():
        end -= 1
    told = Text("…" if start and document.text[:start].strip() else "")
    for first, last, shown in _runs(field_at, start, end):
        words = _safe(document.text[first:last])
        if shown is None:
            told.append(words)
        elif colour:
            told.append(words, style=f"reverse {COLOURS[shown.field]}")
        else:
            told.append(f"[{words}]{shown.number.translate(SUPERSCRIPTS)}")
    return told.append("…") if document.text[end:].strip() else told


def _fields_at(report: Report) -> dict[int, Shown]:
    """The field that marks each character; where two share words, the first listed."""
    found: dict[int, Shown] = {}
    for shown in FIELDS:
        for statement in report.fields.get(shown.field, ()):
            for span in statement.spans:
                for place in range(span.start, span.end):
                    found.setdefault(place, shown)
    return found


def _window(text: str, first: int, last: int) -> tuple[int, int]:
    """From about AROUND characters before to as many after, at the ends of words."""
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _runs(field_at: dict[int, Shown], start: int, end: int) -> Iterator[tuple[int, int, Shown | None]]:
    """Stretches of the text that one field marks, or none."""
    first = start
    for place in range(start + 1, end + 1):
        if place == end or field_at.get(place) != field_at.get(first):
            yield first, place, field_at.get(first)
            first = place


def _safe(text: str) -> str:
    """The text without characters that would command the terminal or turn the direction of the rest of it."""
    kept = []
    for character in text:
        if character in _TURNING:
            continue
        command = unicodedata.category(character) == "Cc" and character not in "\n\t"
        kept.append("\N{REPLACEMENT CHARACTER}" if command and character != "\r" else character.replace("\r", ""))
    return "".join(kept)


def values(report: Report, *, colour: bool) -> Iterator[Text]:
    """A line for each field: number and letter, name, value, and what it rests on."""
    for shown in FIELDS:
        statements = [s for s in report.fields.get(shown.field, ()) if s.value is not None]
        if not statements and shown.field not in ("when", "place", "killed", "wounded"):
            continue
        line = Text(f"{shown.number} {shown.letter}  {shown.words:<8}")
        told = ", ".join(_safe(in_words(shown.field, s.value)) for s in statements) or "not known"
        line.append(told, style=f"bold {COLOURS[shown.field]}" if colour else "")
        if ground := "; ".join(dict.fromkeys(filter(None, map(_ground, statements)))):
            line.append(f"  {ground}", style="dim" if colour else "")
        yield line


def _ground(statement: Statement) -> str:
    """Why a value stands, where that is not the marked words alone: a person's word, a default, the layout."""
    if statement.by_person:
        return f"by {_safe(statement.by.partition(':')[2])}"
    return "" if statement.spans else ", ".join(_safe(d.note or d.origin) for d in statement.derived)


def show(out: Console, item: Item, report: Report, document: Document, *, place: str) -> None:
    """Everything of one report. place: where in the round it stands, such as "12 of 40"."""
    colour = has_colour(out)
    about = [document.outlet, document.published and f"{document.published:%Y-%m-%d}", document.title, document.url]
    out.print(Text(f"── {place} · {report.id[:10]}", style="bold" if colour else ""))
    out.print(Text(_safe(" · ".join(str(part) for part in about if part)), style="dim" if colour else ""))
    for reason in item.reasons:
        out.print(Text(f"? {_safe(reason.words)}", style="yellow" if colour else ""))
    for by, verdict in (item.judged or {}).items():
        out.print(Text(f"{by.partition(':')[2]} says: {verdict}"))
    out.print()
    out.print(marked(report, document, colour=colour))
    out.print()
    for line in values(report, colour=colour):
        out.print(line)
