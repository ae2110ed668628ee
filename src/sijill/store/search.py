"""Questions that cross the tables: what an id's beginning names, what changed, what is connected."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from sijill.store import schema
from sijill.store.writing import parts

MOST = 1000


def find(connection: Connection, prefix: str, top: int) -> list[tuple[str, str]]:
    """(kind, id) of every report and document whose id begins so, or the documents that were given this very id."""
    record, report, document = schema.record, schema.report, schema.document
    found: list[tuple[str, str]] = []
    told = prefix.strip().lower()
    if told and len(told) <= 32 and all(digit in "0123456789abcdef" for digit in told):
        low, high = bytes.fromhex(told.ljust(32, "0")), bytes.fromhex(told.ljust(32, "f"))

        def within(column: ColumnElement[bytes]) -> ColumnElement[bool]:
            return column.between(low, high)

        rows = connection.execute(select(report.c.id).where(within(report.c.id), report.c.seq <= top).limit(MOST))
        found += [("report", bytes(id).hex()) for (id,) in rows]
        here = (record.c.kind == schema.KINDS["document"], within(record.c.id), record.c.seq <= top)
        rows = connection.execute(select(record.c.id).where(*here).limit(MOST))
        found += [("document", bytes(id).hex()) for (id,) in rows]
    if not found:
        joined = document.join(record, record.c.seq == document.c.seq)
        query = select(record.c.id).select_from(joined).where(document.c.given_id == prefix, record.c.seq <= top)
        found = [("document", bytes(id).hex()) for (id,) in connection.execute(query)]
    return sorted(found)


def touched(connection: Connection, since: int) -> tuple[set[str], set[str]]:
    """The ids of the reports and documents that records after `since` speak of."""
    statement, relation, review = schema.statement, schema.relation, schema.review
    extraction, document, report, record = schema.extraction, schema.document, schema.report, schema.record
    reports: set[str] = set()
    for table, column in (
        (statement, statement.c.report),
        (relation, relation.c.a),
        (relation, relation.c.b),
        (review, review.c.report),
    ):
        named = select(column).where(table.c.seq > since)
        reports.update(
            bytes(id).hex() for (id,) in connection.execute(select(report.c.id).where(report.c.key.in_(named)))
        )
    documents: set[str] = set()
    for table, column in (
        (statement, statement.c.document),
        (extraction, extraction.c.document),
        (review, review.c.document),
        (document, document.c.seq),
    ):
        named = select(column).where(table.c.seq > since)
        documents.update(
            bytes(id).hex() for (id,) in connection.execute(select(record.c.id).where(record.c.seq.in_(named)))
        )
    return reports, documents


def copied(connection: Connection, top: int) -> set[str]:
    """The ids of the documents that COPY_OF relations name."""
    relation, report = schema.relation, schema.report
    verdict = select(schema.word.c.key).where(schema.word.c.text == "COPY_OF").scalar_subquery()
    found: set[str] = set()
    for column in (relation.c.a, relation.c.b):
        named = select(column).where(relation.c.verdict == verdict, relation.c.seq <= top)
        rows = connection.execute(select(report.c.id).where(report.c.key.in_(named)))
        found.update(bytes(id).hex() for (id,) in rows)
    return found


def rows_of(connection: Connection, table: str) -> list[int]:
    """The sequence numbers of the documents that are rows of a table with this file name."""
    body = schema.document
    # A ledger may have rows from before their file was kept: their titles name it.
    titled = and_(body.c.archive.is_(None), body.c.title.startswith(f"{table}, line ", autoescape=True))
    return list(connection.execute(select(body.c.seq).where(or_(body.c.archive == table, titled))).scalars())


def _joining(connection: Connection) -> list[int]:
    """The words of the verdicts that connect reports."""
    query = select(schema.word.c.key).where(schema.word.c.text.in_(["SAME", "PART_OF"]))
    return list(connection.execute(query).scalars())


def closure(connection: Connection, keys: Iterable[int], top: int) -> set[str]:
    """The ids of the reports that relations connect to these, themselves included."""
    relation, report = schema.relation, schema.report
    verdicts = _joining(connection)
    seen = set(keys)
    edge = set(seen)
    while edge and verdicts:
        near: set[int] = set()
        for part in parts(edge):
            for here, there in ((relation.c.a, relation.c.b), (relation.c.b, relation.c.a)):
                query = select(there).where(here.in_(part), relation.c.verdict.in_(verdicts), relation.c.seq <= top)
                near.update(connection.execute(query).scalars())
        edge = near - seen
        seen |= edge
    ids: set[str] = set()
    for part in parts(seen):
        rows = connection.execute(select(report.c.id).where(report.c.key.in_(part), report.c.seq <= top))
        ids.update(bytes(id).hex() for (id,) in rows)
    return ids


def groups(connection: Connection, size: int, top: int) -> Iterator[list[str]]:
    """All reports in lists of about `size` that no relation joins; small in memory: integers until the ids are read."""
    relation, report = schema.relation, schema.report
    last = connection.execute(select(func.max(report.c.key))).scalar() or 0
    parent = array("q", range(last + 1))

    def root(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    verdicts = _joining(connection)
    if verdicts:
        query = select(relation.c.a, relation.c.b).where(relation.c.verdict.in_(verdicts), relation.c.seq <= top)
        for a, b in connection.execute(query):
            first, second = sorted((root(a), root(b)))
            parent[second] = first
    rows = connection.execute(select(report.c.key, report.c.id).where(report.c.seq <= top).order_by(report.c.seq))
    members: dict[int, list[tuple[int, str]]] = {}
    for place, (key, id) in enumerate(rows):
        members.setdefault(root(key), []).append((place, bytes(id).hex()))
    return _packed(members.values(), size)


def _packed(members: Iterable[list[tuple[int, str]]], size: int) -> Iterator[list[str]]:
    packed: list[tuple[int, str]] = []
    for joined in members:
        if packed and len(packed) + len(joined) > size:
            yield [id for _, id in sorted(packed)]
            packed = []
        packed += joined
    if packed:
        yield [id for _, id in sorted(packed)]
