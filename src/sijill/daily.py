"""The daily round: what came in, what it tells, how the day and the week stand, and what is doubtful.

It lies beside `pipeline`, which is long: every function here is one more meeting of the steps with the ledger.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Protocol

from sijill import pipeline, verdicts
from sijill.errors import BadInput, LedgerError
from sijill.lang import pack as languages
from sijill.model.text import Document
from sijill.model.values import Json
from sijill.model.views import Report
from sijill.review import Item
from sijill.theatre.feeds import Feed

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.ingest import Failure, Read
    from sijill.store import Ledger
    from sijill.theatre import Theatre

OF = ("incidents", "killed", "wounded")
_AFTER = timedelta(days=1)
"""How long after a day the news of it may still come."""


# -- what is fetched ----------------------------------------------------------------------------------------------


class Page(Protocol):
    """One answer from the web. url: after redirects; body: its bytes, unpacked."""

    @property
    def url(self) -> str: ...
    @property
    def body(self) -> bytes: ...


Fetch = Callable[[str], Page]
"""Gets one page. The library's own is `sijill.ingest.fetch.fetch`, where this version has it."""
Reader = Callable[[str], "Iterable[Read | Failure]"]
"""Reads what lies at an address: a feed's entries, or a page."""


def web_reader(*, tz: tzinfo, now: datetime, fetch: Fetch | None = None) -> Reader:
    """A reader of addresses by way of `ingest`. Raises BadInput if this version cannot fetch.

    tz: of times without a zone. now: aware, the time of capture. fetch: another way to get a page.
    """
    from sijill import ingest

    if fetch is None:
        try:
            fetch = importlib.import_module("sijill.ingest.fetch").fetch
        except ModuleNotFoundError as error:
            told = "this version cannot fetch from the web; save the articles as text files and give their folder"
            raise BadInput(f"{told}: sijill today FOLDER") from error
    by: dict[str, Any] = {"fetch": fetch}
    return lambda url: ingest.read([url], tz=tz, now=now, **by)


def gather(feeds: Iterable[Feed], read: Reader, *, known: Callable[[str], bool]) -> Iterator[Document | Failure]:
    """The documents that these addresses give, one after the other, each with its outlet.

    An entry of a feed is read at its own address, unless that is known; what the feed says of it is kept if the
    article tells less or cannot be read, and then the failure is told too. known: whether the ledger has an address.
    """
    for feed in feeds:
        for item in read(feed.url):
            document = getattr(item, "document", None)
            if document is None:
                yield item  # type: ignore[misc]  # what has no document is a failure
                continue
            url = document.url if feed.kind == "feed" else None
            if url is not None and known(url):
                continue
            if url is not None:
                for article in read(url):
                    told = getattr(article, "document", None)
                    if told is None:
                        yield article  # type: ignore[misc]
                    elif len(told.text) > len(document.text):
                        named = {
                            n: getattr(document, n) or getattr(told, n)
                            for n in ("title", "author", "published", "outlet")
                        }
                        document = replace(told, url=url, **named, id="")
            told_by = {"outlet": feed.outlet or document.outlet, "language": feed.language or document.language}
            yield replace(document, **told_by, id="")


# -- the round ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Period:
    """The counts of one day or week. name: today, yesterday, this week, last week. counts: by "incidents", "killed"
    and "wounded", rows of `pipeline.count`; complete: whether the period is over. n_documents: those read that were
    published on its days; of a single day, also on the next."""

    name: str
    start: date
    end: date
    complete: bool
    counts: Mapping[str, Mapping[str, Json]]
    n_documents: int

    @property
    def is_blind(self) -> bool:
        """Whether no document was read that may tell of it, so that its zeros say nothing."""
        return not self.n_documents and not any(row["n_incidents"] for row in self.counts.values())


@dataclass(frozen=True, slots=True)
class Round:
    """What a day's round shows. since: from when on a document is new. reports: of incidents, by new documents.

    periods: the day and the week so far, each beside the one before. doubtful: of all reports that wait for a person,
    those with a reason; n_waiting: how many wait in all. unread: languages that no pack reads, with documents.
    """

    day: date
    since: datetime
    documents: tuple[Document, ...]
    reports: tuple[Report, ...]
    periods: tuple[Period, ...]
    doubtful: tuple[Item, ...]
    n_waiting: int
    unread: Mapping[str, int]
    as_of: int


def today(where: str, theatre: Theatre, codebook: Codebook, *, day: date, since: datetime | None = None) -> Round:
    """The round of a day, by the theatre's calendar, of what the ledger holds.

    where: the ledger's path or URL. since: aware; else the beginning of the day in the theatre's time zone.
    Raises LedgerError if there is no ledger.
    """
    from sijill.store import Ledger

    since = since or datetime.combine(day, time(), theatre.timezone)
    if since.tzinfo is None:
        raise BadInput(f"{since.isoformat()} has no time zone; give an aware time, such as datetime.now(UTC)")
    with Ledger.open(where, create=False) as ledger:
        documents = _new_documents(ledger, since)
        reports = _reports_of(ledger, documents)
        items = verdicts.queue(ledger, theatre)
        as_of = ledger.last_seq()
    unread: dict[str, int] = {}
    for document in documents:
        if document.language not in languages.installed():
            unread[str(document.language)] = unread.get(str(document.language), 0) + 1
    return Round(
        day, since, tuple(documents), tuple(reports), tuple(_periods(where, theatre, codebook, day)),
        tuple(item for item in items if item.doubt > 0), len(items), unread, as_of,
    )  # fmt: skip


def _new_documents(ledger: Ledger, since: datetime) -> list[Document]:
    seq = ledger.seq_at(since - timedelta(microseconds=1))
    gone = ledger.superseded()
    found = [record for _, record in ledger.records(("document",), since=seq)]
    return [record for record in found if isinstance(record, Document) and record.id not in gone]


def _reports_of(ledger: Ledger, documents: Iterable[Document]) -> list[Report]:
    from sijill import resolve

    names = [document.id for document in documents]
    told = resolve.reports(ledger.statements(documents=names), ledger.extractions(names), ledger.reviews(names))
    return [report for report in told if report.family == "incident"]


def _periods(where: str, theatre: Theatre, codebook: Codebook, day: date) -> Iterator[Period]:
    """Today, yesterday, this week so far and the whole of last week."""
    from sijill.store import Ledger, published_days

    first = day - timedelta(days=(day.weekday() - theatre.first_weekday) % 7)
    spans = (
        ("today", day, day, False),
        ("yesterday", day - timedelta(days=1), day - timedelta(days=1), True),
        ("this week", first, day, (day - first).days == 6),
        ("last week", first - timedelta(days=7), first - timedelta(days=1), True),
    )
    with Ledger.open(where, create=False) as ledger:
        days = published_days(
            ledger, spans[-1][1], day + _AFTER, languages=languages.installed(), timezone=theatre.timezone
        )
    for name, start, end, complete in spans:
        counts = {}
        for of in OF:
            table, _ = pipeline.count(
                where, theatre=theatre, codebook=codebook, today=day, by="day", of=of, start=start, end=end
            )
            counts[of] = dict(table.total)
        last = end + _AFTER if start == end else end
        n_documents = sum(start <= published <= last for published in days)
        yield Period(name, start, end, complete, counts, n_documents)


def add(
    where: str, theatre: Theatre, documents: Iterable[Document], *, author: str, now: datetime
) -> Iterator[pipeline.Step]:
    """Add what came in to the ledger at a path or URL, which is made if there is none; what happened to each."""
    from sijill.extract import RulesExtractor
    from sijill.store import Ledger

    with Ledger.open(where) as ledger:
        yield from pipeline.add(ledger, documents, RulesExtractor(theatre), author=author, now=now)


def known_addresses(where: str) -> Callable[[str], bool]:
    """Whether the ledger at a path or URL has a document of an address; none has if there is no ledger yet."""
    from sijill.store import Ledger

    def known(url: str) -> bool:
        try:
            with Ledger.open(where, create=False) as ledger:
                return ledger.document_at(url) is not None
        except LedgerError:
            return False

    return known
