"""PDF: the text layer of a file, in reading order as far as the file tells it."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from sijill.errors import BadDocument
from sijill.ingest.draft import MAX_BYTES, Draft, Failure, Hints, check_size, told

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_PAGES: Final = 2_000
_FORMS: Final = re.compile(r"[\uFB50-\uFDFB\uFE70-\uFEFC]+")
_ARABIC: Final = re.compile(r"[\u0621-\u064A]+")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_RUN: Final = re.compile(
    r"[0-9A-Za-z\u0660-\u0669][0-9A-Za-z\u0660-\u0669.,:/%@+-]*[0-9A-Za-z\u0660-\u0669]|[0-9A-Za-z\u0660-\u0669]"
)
_ENDS: Final = (".", "!", "?", ":", "؟", "…", "”", '"', "»", ")")
_DASHED: Final = re.compile(r"\s[–—-]\s")
_WRAPPED: Final = 40
_WIDE: Final = 60
"""Characters of the longest line from which a line may be a wrapped one: with a small letter next, and without."""
_MOST_LOST: Final = 0.01
_FULL: Final = 0.75
"""Of the longest line: a line shorter than this ends its paragraph."""


def documents(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """One document a file. The day on which the file was made is not its day of publication, so that is not told."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    check_size(name, len(data), limit=5 * MAX_BYTES)
    # What it mends by itself it tells the log, which would mix with our messages.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(name)
        if len(reader.pages) > MAX_PAGES:
            raise BadDocument(f"{name}: {len(reader.pages)} pages; the limit is {MAX_PAGES}: split it")
        pages = [_ordered(page) for page in reader.pages]
        about = reader.metadata
    except (FileNotDecryptedError, DependencyError) as error:
        raise _locked(name) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        what = str(error) or type(error).__name__
        raise BadDocument(f"{name}: the PDF is damaged: {what}; get the file again, or save it as text") from error
    _check_letters("".join(pages), name)
    text = "\n\n".join(part for page in pages if (part := tidied(page)))
    check_size(name, len(text.encode("utf-8", "replace")))
    if not text.strip():
        raise BadDocument(
            f"{name}: {len(pages)} pages without a text layer (a scan); run it through OCR, or type what matters "
            "into a .txt file"
        )
    yield Draft(
        text.encode("utf-8", "replace").decode("utf-8"),
        name,
        told(url=hints.url, title=about.title if about else None, author=about.author if about else None),
    )


def _check_letters(text: str, name: str) -> None:
    """Fonts without a table of their letters give control codes; of Arabic words, half is then missing."""
    n_lost = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    if n_lost > _MOST_LOST * len(text):
        raise BadDocument(
            f"{name}: {n_lost} of its {len(text)} characters tell no letter (its fonts carry no table of them); "
            "run it through OCR, or get its text elsewhere"
        )


def _ordered(page: PageObject) -> str:
    """A page's text; in Arabic lines the pieces go from right to left, whatever order they were painted in."""
    pieces: list[tuple[str, float]] = []

    def seen(text: str, cm: Sequence[float], tm: Sequence[float], *_: object) -> None:
        pieces.append((text, tm[4] * cm[0] + tm[5] * cm[2] + cm[4]))

    text = page.extract_text(visitor_text=seen)
    joined = unicodedata.normalize("NFKC", text)
    if not _ARABIC.search(joined) or _is_visual(joined):
        return text
    lines: list[list[tuple[str, float]]] = [[]]
    for piece, x in pieces:
        for number, part in enumerate(piece.split("\n")):
            if number:
                lines.append([])
            if part.strip():
                lines[-1].append((part, x))
    return "\n".join(map(_right_to_left, lines))


def _right_to_left(line: list[tuple[str, float]]) -> str:
    whole = unicodedata.normalize("NFKC", "".join(text for text, _ in line))
    n_arabic = sum(map(len, _ARABIC.findall(whole)))
    if n_arabic * 2 < sum(c.isalpha() for c in whole):
        return " ".join(text for text, _ in line)
    if len({x for _, x in line}) > 1:
        line = sorted(line, key=lambda piece: -piece[1])
    told = " ".join(text.strip() for text, _ in line)
    told = re.sub(r"\)([^()]*)\(", r"(\1)", told)
    return re.sub(r"\s+([،؛؟.,:])", r"\1", told)


def _locked(name: str) -> BadDocument:
    return BadDocument(f"{name}: the PDF is encrypted; open it with its password, save it without one, and read that")


def tidied(page: str) -> str:
    """A page's text with its paragraphs whole, Arabic letters as letters and in the order in which they are read."""
    page = _CONTROLS.sub("", _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), page))
    lines = [" ".join(line.split()) for line in page.split("\n")]
    if _is_visual(page):
        lines = [_logical(line) for line in lines]
    longest = max(map(len, lines), default=0)
    out: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            open_ = False
            if out and out[-1]:
                out.append("")
            continue
        if open_ and _goes_on(out[-1], line, longest):
            out[-1] = f"{out[-1][:-1]}{line}" if out[-1].endswith("\u00ad") else f"{out[-1]} {line}"
        else:
            out.append(line)
        open_ = len(line) >= _FULL * longest and not line.endswith(_ENDS)
    return "\n".join(out).strip()


def _goes_on(before: str, line: str, longest: int) -> bool:
    """Whether a line goes on with the sentence of the full line before it. Entries of a list do not."""
    if line[0].islower():
        return longest >= _WRAPPED
    return longest >= _WIDE and len(_DASHED.findall(before)) < 2


def _is_visual(text: str) -> bool:
    """Whether Arabic stands in the order of the eye: ta marbuta and alif maqsura, which end words, then begin them."""
    words = _ARABIC.findall(text)
    ends = sum(word[-1] in "ةى" and len(word) > 1 for word in words) + sum(word.startswith("ال") for word in words)
    begins = sum(word[0] in "ةى" and len(word) > 1 for word in words) + sum(word.endswith("لا") for word in words)
    return bool(begins > ends)


def _logical(line: str) -> str:
    """A line of the eye's order turned round, its numbers and Latin words left as they are."""
    if not _ARABIC.search(line):
        return line
    mirrored = str.maketrans("()[]{}«»<>", ")(][}{»«><")
    return _RUN.sub(lambda m: m[0][::-1], line[::-1].translate(mirrored))
