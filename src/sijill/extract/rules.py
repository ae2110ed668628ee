"""The rules extractor: word lists, layout and a small grammar, the same in every language that has a pack."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from copy import copy
from datetime import date
from functools import cached_property, lru_cache

from sijill.encoder import weights as encoder
from sijill.extract import places
from sijill.extract.acts import load_acts, read_acts
from sijill.extract.draft import Draft
from sijill.extract.interactions import read_interactions
from sijill.extract.lines import Item
from sijill.extract.news import read_news
from sijill.extract.posts import Post, read_note, read_post
from sijill.extract.scan import Scan
from sijill.extract.totals import read_totals
from sijill.extract.when import Calendar, calendar_of
from sijill.extract.wrapping import unwrapped
from sijill.lang import pack as languages
from sijill.model.records import Extraction, Statement
from sijill.model.text import Document, shortened
from sijill.theatre import PlaceRow, Theatre

_LINES = re.compile(r"^.*\w.*$", re.MULTILINE)
_MARKS = "#*_= \t\r\ufeff"
"""Marks around the words of a heading in Markdown."""
_ROWS = 5
"""Rows from which a text may be a table."""
_FEW = 5
"""Lines of which a text that quotes its sources in most is no list."""
VERSION = "6"
"""Raise it whenever the rules change what they say: views then take the newer run."""


class RulesExtractor:
    """Reads documents by rules. theatre: whose places and actors to look for.

    acts: the name of a learned reader of acts, for a codebook that asks for one; it reads in place of the rules in
    the languages that have it.
    """

    name = "rules"
    version = VERSION
    looks = True
    """Whether the encoder reads what the lists do not explain."""

    def __init__(self, theatre: Theatre, *, acts: str | None = None) -> None:
        self.theatre = theatre
        self.acts = acts

    @cached_property
    def packs(self) -> str:
        """The theatre's name, and a hash of it, of all language packs and of the encoder."""
        told = [self.theatre.hash, encoder.digest(), *(languages.hash_of(code) for code in languages.installed())]
        return f"{self.theatre.reference}:{hashlib.sha256(''.join(told).encode()).hexdigest()[:16]}"

    def extraction(self, document: Document) -> Extraction:
        """The run that `extract` makes over a document."""
        step = f"{self.name}/{self.version}" + (f"+{self.acts}" if self.acts else "")
        return Extraction(document.id, "extract", step, self.packs)

    def extract(self, document: Document, *, today: date | None = None) -> Iterator[Statement]:
        """Every statement the document makes: incidents in the order told, stated totals, interactions and ties."""
        run = self.extraction(document)
        for draft in drafts(document, self.theatre, acts=self.acts, looks=self.looks):
            yield from draft.statements(document, self.name, run.id)
        for draft in interactions(document, self.theatre, acts=self.acts, looks=self.looks):
            yield from draft.statements(document, self.name, run.id)


class QuickExtractor(RulesExtractor):
    """The rules without the encoder: some eight times as fast, and less is found where words are in no list."""

    name = "quick"
    looks = False


def drafts(document: Document, theatre: Theatre, *, acts: str | None = None, looks: bool = True) -> list[Draft]:
    """What a document tells: its incidents, then its stated totals.

    acts: the learned reader to read it by; looks: whether the encoder may read it.
    """
    if document.language not in languages.installed():
        return []
    if acts and (reader := load_acts(languages.load(document.language or "").folder / f"{acts}.model")) is not None:
        running = _running(document.text, document.language or "", theatre)
        return read_acts(running, document_calendar(document, running, theatre), reader)
    scan = _scanned(document.text, document.language or "", theatre)
    calendar = document_calendar(document, scan, theatre)
    if document.is_note:
        return read_note(scan, calendar, order=document.date_order or theatre.date_order)
    post = read_post(scan, calendar)
    if post.drafts and not _is_news(scan, post):
        return [*post.drafts, *read_totals(document, scan, calendar, post)]
    if not post.drafts and _is_table(scan):
        return []
    running = _running(document.text, document.language or "", theatre)
    calendar = calendar if running.text == scan.text else document_calendar(document, running, theatre)
    return read_news(running, calendar, looks=looks)


def interactions(document: Document, theatre: Theatre, *, acts: str | None = None, looks: bool = True) -> list[Draft]:
    """Who a document says did what to whom, and who stands in what tie to whom.

    acts: the learned reader that reads the document instead, where its language has one; it tells of acts alone.
    looks: whether the encoder may read it.
    """
    if document.language not in languages.installed():
        return []
    if acts and load_acts(languages.load(document.language or "").folder / f"{acts}.model") is not None:
        return []
    running = _running(document.text, document.language or "", theatre)
    return read_interactions(running, document_calendar(document, running, theatre), looks=looks)


def _is_table(scan: Scan) -> bool:
    """Whether a text is mostly the rows of a table, of whose cells no sentence is made."""
    lines = [line.strip() for line in scan.text.splitlines() if line.strip()]
    rows = sum(line.startswith("|") and line.endswith("|") for line in lines)
    return rows >= _ROWS and 2 * rows > len(lines)


def _is_news(scan: Scan, post: Post) -> bool:
    """Whether the lines of a text are news after all: few, and each says who says so and no list sets its day."""
    speaking = sum(scan.has("says", item.start, item.end) and not _is_entry(scan, item) for item in post.items)
    return len(post.items) <= _FEW and 2 * speaking > len(post.items)


def _is_entry(scan: Scan, item: Item) -> bool:
    """Whether a line is an entry whoever it quotes: a row, or a bullet that opens with its day or stands under one."""
    if item.cells or not item.line.bullet:
        return bool(item.cells)
    under = any(d.day for line in item.headings for d in scan.dates_in(line.start, line.end))
    return under or item.line.lead is not None


@lru_cache(maxsize=1)
def _running(text: str, language: str, theatre: Theatre) -> Scan:
    """The scan of a text that is no list: that of lists, known to run on, unless its lines were broken at a width."""
    if unwrapped(text) != text:
        return Scan(text, languages.load(language), theatre, running=True)
    scan = copy(_scanned(text, language, theatre))
    scan.running = True
    return scan


@lru_cache(maxsize=1)
def _scanned(text: str, language: str, theatre: Theatre) -> Scan:
    """The scan of a text: what it tells and the places it names are asked for one after the other."""
    return Scan(text, languages.load(language), theatre)


def title(document: Document, theatre: Theatre) -> str:
    """The line that heads a text, without marks: Markdown's first of the highest rank, else the first not a mere day.

    Without one, the first words.
    """
    lines = [match.span() for match in _LINES.finditer(document.text)]
    heads = (document.text[a:b] for a, b in lines if document.text[a:b].lstrip("\ufeff ").startswith("# "))
    if (head := next(heads, None)) is not None:
        return shortened(head.strip(_MARKS))
    if document.language in languages.installed():
        scan = _scanned(document.text, document.language or "", theatre)
        dates = {span: scan.dates_in(*span) for span in lines}
        lines = [(a, b) for a, b in lines if not any(_is_all(scan, d.start, d.end, a, b) for d in dates[a, b])]
    return shortened(document.text[slice(*lines[0])].strip(_MARKS) if lines else document.text)


def _is_all(scan: Scan, start: int, end: int, a: int, b: int) -> bool:
    """Whether a stretch holds all words of a line [a, b)."""
    return not any(map(str.isalnum, scan.text[a:start] + scan.text[end:b]))


def place_names(document: Document, theatre: Theatre) -> list[tuple[int, int, str, PlaceRow]]:
    """Every place name in the text: start, end, the words, and what they most likely mean."""
    if document.language not in languages.installed():
        return []
    scan = _running(document.text, document.language or "", theatre)
    found = [(p.mark, p.row) for p in places.named(scan, 0, len(scan.text))]
    found += [(mark, scan.rows(mark)[0]) for mark in scan.all_marks("elsewhere")]
    found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    spans = [(scan.span(mark.start, mark.end), row) for mark, row in found]
    return [(span.start, span.end, span.quote, row) for span, row in spans]


def document_calendar(document: Document, scan: Scan, theatre: Theatre) -> Calendar:
    """How the document dates things: by its publication day in the theatre, else by the date line at its top."""
    published = document.published.astimezone(theatre.timezone).date() if document.published else None
    if published is None:
        published = _date_line(scan)
    return calendar_of(scan.dates, published, first_weekday=theatre.first_weekday)


def _date_line(scan: Scan) -> date | None:
    """A full date within the first lines: what an undated post goes by."""
    reader = Calendar(None)
    for mention in scan.dates_in(0, min(len(scan.text), 400)):
        if mention.year and mention.day and mention.month and mention.calendar is None:
            reading = reader.read(mention)
            return reading.when.start if reading else None
    return None
