"""The sources of a post in the Chicago manner, by language, each in its own letters with the user's English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from urllib.parse import urlsplit

from sijill.model.text import Document, Source
from sijill.publish.phrases import Phrases
from sijill.publish.post import Line, Piece, Words


def bibliography(
    documents: Sequence[Document],
    words: Phrases,
    outlets: Mapping[str, Source],
    translations: Mapping[str, str],
    zone: tzinfo | None = None,
) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The entries by language of the documents: the post's own language first, then by how many there are.

    translations: document id (or the id it was given with) to the user's English title, put in brackets.
    """
    groups: dict[str, list[tuple[tuple[str, str, str], Line]]] = {}
    for document in documents:
        outlet = outlet_name(document, outlets)
        key = (document.author or outlet or "").casefold(), str(document.published or ""), document.title or ""
        english = translations.get(document.id) or translations.get(document.given_id or "")
        groups.setdefault(document.language or "other", []).append((key, entry(document, words, outlet, english, zone)))
    order = sorted(groups, key=lambda code: (code != words.language, -len(groups[code]), code))
    return tuple((code, tuple(line for _, line in sorted(groups[code], key=lambda pair: pair[0]))) for code in order)


def entry(
    document: Document, words: Phrases, outlet: str | None, english: str | None = None, zone: tzinfo | None = None
) -> Line:
    """Author. “Title.” *Outlet*, date. URL. A title in another language keeps it, with the English in brackets.

    A note is cited as an analyst's, by its first words; a text without title or outlet by its file, else by those too.
    """
    line: list[Piece] = []
    if document.author:
        line.extend([Words(inverted(document.author, document.language), document.language), ". "])
    tail: list[Piece] = []
    if document.is_note:
        line.extend(_title(document, document.first_words, english))
        tail.append(capital(words.text("sources.note")))
        tail.extend([words.text("comma")] if outlet else [])
    elif document.title:
        line.extend(_title(document, document.title, english))
    elif not outlet and (file := file_name(document)):
        tail.append(Words(file, None))
    elif not outlet:
        line.extend(_title(document, document.first_words, english))
    if outlet:
        tail.append(Words(outlet, document.language if _same_script(outlet, document) else None, italic=True))
    if document.published:
        day = (document.published.astimezone(zone) if zone else document.published).date()
        tail.extend([words.text("comma"), words.day(day)] if tail else [words.day(day)])
    line.extend([*tail, ". "] if tail else [])
    if document.url:
        line.extend([Words(document.url, "en", url=document.url), "."])
    return tuple(line)


def inverted(author: str, language: str | None) -> str:
    """The family name first, for a Latin name of one person."""
    names = author.split()
    if (
        language == "ar"
        or len(names) < 2
        or any(mark in author for mark in ",&")
        or " and " in author
        or not author.isascii()
    ):
        return author
    return f"{names[-1]}, {' '.join(names[:-1])}"


def outlet_name(document: Document, outlets: Mapping[str, Source]) -> str | None:
    """The outlet's name, else the site of the URL."""
    known = outlets.get(document.outlet or "")
    site = (urlsplit(document.url or "").hostname or "").removeprefix("www.")
    # A note's address is where its author has it from, and not whose words it is.
    return (known.name if known else document.outlet) or (None if document.is_note else site) or None


def cited_as(document: Document, words: Phrases, outlets: Mapping[str, Source]) -> str:
    """Whose words a text is, for a reader: its outlet or site, else title, file or first words; a note says so."""
    outlet = outlet_name(document, outlets)
    if document.is_note:
        by = outlet or document.author
        return words.text("sources.note_by", by=words.isolated(by)) if by else words.text("sources.note")
    return outlet or document.title or file_name(document) or document.first_words


def file_name(document: Document) -> str | None:
    """The name of the file that a text lay in, where the ledger knows it."""
    return (document.archive or "").partition("#")[0].rpartition("/")[2] or None


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _title(document: Document, title: str, english: str | None) -> list[Piece]:
    title = " ".join(title.split())
    stop = "" if title.endswith((".", "?", "!", "؟", "…")) else "."
    if document.language == "ar":
        pieces: list[Piece] = [Words(f"«{title}»", "ar")]
        return [*pieces, f" [{english}]. " if english else ". "]
    if english:
        return [Words(f"“{title}”", document.language), f" [{english}]. "]
    return [Words(f"“{title}{stop}”", document.language), " "]


def _same_script(outlet: str, document: Document) -> bool:
    return document.language != "ar" or any("؀" <= letter <= "ۿ" for letter in outlet)
