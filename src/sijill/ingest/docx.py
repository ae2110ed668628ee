"""Word files (.docx): paragraphs, lists and tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from sijill.errors import BadDocument
from sijill.ingest.draft import MAX_BYTES, Draft, Failure, Hints, check_size, told

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.table import Table

MAX_UNPACKED: Final = 100_000_000
"""Bytes that a file may unpack to, pictures included."""
_MAX_PART: Final = 2 * MAX_BYTES
_REMEDY: Final = "open it in a word processor and save it as .docx or .txt anew"


def documents(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """One document a file. Comments, footnotes and text boxes are not read."""
    check_size(name, len(data), limit=5 * MAX_BYTES)
    _check_zip(data, name)
    from docx import Document as open_word
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        word = open_word(io.BytesIO(data))
        text = "\n\n".join(_blocks(word))
        about = word.core_properties
        known = told(url=hints.url, title=about.title, author=about.author)
    except (
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        etree.LxmlError,
        zipfile.BadZipFile,
        RecursionError,
    ) as error:
        raise BadDocument(f"{name}: the Word file is damaged: {error}; {_REMEDY}") from error
    yield Draft(text, name, known)


def is_word(data: bytes) -> bool:
    """Whether a ZIP archive is a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(entry.startswith("word/") for entry in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _check_zip(data: bytes, name: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadDocument(f"{name}: an old or encrypted Office file; save it as .docx without a password, or as .txt")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadDocument(f"{name}: this is no Word file, or a damaged one: {error}; {_REMEDY}") from error
    if "word/document.xml" not in {part.filename for part in parts}:
        raise BadDocument(f"{name}: a ZIP archive without a Word text; unpack it and read the files in it")
    n_bytes = sum(part.file_size for part in parts)
    xml = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if n_bytes > MAX_UNPACKED or xml > _MAX_PART:
        raise BadDocument(
            f"{name}: it unpacks to {n_bytes} bytes; the limits are {MAX_UNPACKED} in all and {_MAX_PART} of text: "
            "save its text as .txt files, one a report"
        )


def _blocks(word: WordFile) -> Iterator[str]:
    from docx.table import Table

    entries: list[str] = []
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            if entries:
                yield "\n".join(entries)
                entries = []
            yield "\n".join(_rows(block))
            continue
        text = block.text.strip("\r\n")
        style = str(block.style.name) if block.style is not None else ""
        if style.startswith("List") and text.strip():
            entries.append(f"- {text}")
            continue
        if entries:
            yield "\n".join(entries)
            entries = []
        if text.strip():
            yield text
    if entries:
        yield "\n".join(entries)


def _rows(table: Table) -> Iterator[str]:
    """Rows as in Markdown, so that a table in a Word file reads like one in a post."""
    for number, row in enumerate(table.rows):
        cells = [" ".join(cell.text.split()) for cell in row.cells]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield "|" + "---|" * len(cells)
