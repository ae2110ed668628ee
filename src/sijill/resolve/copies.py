"""Which documents are copies of which: relations between documents to one origin each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from sijill.model.records import Relation
from sijill.model.text import Document
from sijill.resolve.clusters import decisions

_LATEST = datetime.max.replace(tzinfo=UTC)


def origins(
    relations: Iterable[Relation], documents: Sequence[Document], *, superseded: Collection[str] = ()
) -> dict[str, str]:
    """The origin of every document that is a copy: the earliest published of those that COPY_OF joins.

    relations: in sequence order. documents: those that they name, in sequence order, which decides where the times of
    publication are equal or unknown. A version that a later one supersedes is no origin while another is there.
    A person's DISTINCT between two documents takes the link between them back.
    """
    known = {document.id: place for place, document in enumerate(documents)}
    root: dict[str, str] = {id: id for id in known}

    def top(id: str) -> str:
        while root[id] != id:
            root[id] = root[root[id]]
            id = root[id]
        return id

    for pair, said in decisions(relations).items():
        if said.verdict == "COPY_OF" and pair <= known.keys():
            root[top(said.a)] = top(said.b)
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(top(document.id), []).append(document)
    found: dict[str, str] = {}
    for members in groups.values():
        first = min(members, key=lambda d: (d.id in superseded, d.published or _LATEST, known[d.id]))
        found.update({d.id: first.id for d in members if d.id != first.id})
    return found


def earlier(a: Document, b: Document) -> tuple[Document, Document]:
    """The two as (copy, origin): the origin was published first; b is it where that cannot be told."""
    if (a.published or _LATEST) < (b.published or _LATEST):
        return b, a
    return a, b
