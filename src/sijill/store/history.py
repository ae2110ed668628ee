"""What one person has decided, so that the last of it can be taken back."""

from __future__ import annotations

from itertools import groupby
from typing import cast

from sqlalchemy import select

from sijill.model.records import Review, Statement
from sijill.store import engine, schema
from sijill.store.ledger import Ledger
from sijill.store.reading import Reader, Told
from sijill.store.writing import parts


def decided(ledger: Ledger, by: str, *, as_of: int | None = None) -> list[list[Statement | Review]]:
    """A person's statements and reviews in sequence order, a list for each `add` that brought some."""
    record, statement, review = schema.record, schema.statement, schema.review
    top = ledger.last_seq() if as_of is None else as_of
    with engine.reading(ledger._sql, ledger.name) as connection:
        reader = Reader(connection)
        told: Told = {
            seq: said
            for seq, said in reader.read("review", review.c.seq <= top).items()
            if isinstance(said, Review) and said.by == by
        }
        # A person who has stated nothing has no word, and the statements are not searched.
        word = connection.execute(select(schema.word.c.key).where(schema.word.c.text == by)).scalar()
        if word is not None:
            told |= reader.read("statement", statement.c.by == word, statement.c.seq <= top)
        entries: dict[int, int] = {}
        for part in parts(sorted(told)):
            rows = connection.execute(select(record.c.seq, record.c.entry).where(record.c.seq.in_(part)))
            entries.update((seq, entry) for seq, entry in rows)
    grouped = groupby(sorted(told), key=entries.__getitem__)
    return [[cast("Statement | Review", told[seq]) for seq in seqs] for _, seqs in grouped]
