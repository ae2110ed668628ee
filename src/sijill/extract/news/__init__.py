"""News: the events that running text tells of, each over the clauses that tell it.

A text is cut into clauses (`telling`), each clause opens an event, goes on with one or tells of none (`linking`), and
each event becomes a draft with its fields (`filling`). The words are the language pack's, the steps the same in each.
"""

from __future__ import annotations

from sijill.extract.draft import Draft
from sijill.extract.news import context, scorer, seen
from sijill.extract.news.candidates import beside
from sijill.extract.news.deeds import learn
from sijill.extract.news.features import features
from sijill.extract.news.filling import draft
from sijill.extract.news.linking import events, says_all
from sijill.extract.news.parties import parties
from sijill.extract.news.settings import Settings
from sijill.extract.news.several import take_out, told_apart
from sijill.extract.news.telling import Telling, tellings
from sijill.extract.news.where import Ground
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar


def clauses(scan: Scan, calendar: Calendar, *, looks: bool = True) -> list[Telling]:
    """The clauses of running text, each with what is learned of it. looks: whether the encoder may read it."""
    learn(scan)
    ground = Ground(scan)
    told = tellings(scan, calendar, ground)
    learned = scorer.load(scan.pack.folder)
    looks = looks and learned is not None and not says_all(told)
    # What read the text before, for its politics say, may have looked where news are read without.
    scan.seen = scan.seen if looks else None
    if learned is not None:
        if looks and (cuts := seen.parted(scan, told)):
            told = tellings(scan, calendar, ground, cuts)
        for telling in told:
            telling.shares = learned.probabilities(features(scan, telling))
        if looks:
            seen.read(scan, told)
        context.judge(scan, told)
    return told


def read_news(scan: Scan, calendar: Calendar, *, looks: bool = True) -> list[Draft]:
    """Drafts of the events told in running text, in the order told. looks: whether the encoder may read it."""
    told = clauses(scan, calendar, looks=looks)
    happened = events(scan, told)
    taken = {telling.start for event in happened for telling in event.tellings}
    named = parties(scan) if happened else []
    settings = Settings(scan, Ground(scan), told, calendar.published) if scan.seen and happened else None
    found = [draft(scan, calendar, event, beside(told, event.tellings, taken), named, settings) for event in happened]
    made = [(event, one) for event, one in zip(happened, found, strict=True) if one is not None]
    take_out([one for _, one in made])
    return told_apart(scan, made)


__all__ = ["clauses", "read_news"]
