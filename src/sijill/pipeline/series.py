"""From a ledger to the series that statistics rest on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sijill.errors import NotEnoughData
from sijill.pipeline.views import FOLD, fold, frame, frame_theatre, unsure_pairs
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.stats.attacks import Attacks
    from sijill.stats.series import Series
    from sijill.store import Ledger

N_DRAWS = 200
LAST_NEWS: Final = "when the last document was published"
LAST_ATTACK: Final = "the last day that an attack is dated to; no document was published later"
TODAY: Final = "today"
_MONTH: Final = 31
"""Days between the first and the last day of what is dated to a month, with one to spare."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a ledger holds for a statistic: the incidents that count, pairs that may be one, and the days it watched.

    start: the first day an incident that counts may lie on; end: the day the last document was published, or that of
    the last incident where it is later. Both as asked for, where that was. A note is no published document, and an
    incident of which only the year is known moves neither. ends: why end is the end, "" where it was asked for.
    unsure: see sijill.stats.draws.
    """

    attacks: Attacks
    unsure: list[tuple[str, str, float]]
    start: date
    end: date
    ends: str = ""

    def series(self, *, n_draws: int = N_DRAWS, seed: int = 1) -> Series:
        """All of it as one series of counts by day."""
        import numpy as np

        from sijill.stats.series import series

        rng = np.random.default_rng(seed)
        return series(
            self.attacks, start=self.start, end=self.end, unsure=self.unsure, n_draws=n_draws, rng=rng, ends=self.ends
        )

    def by_label(self, *, n_draws: int = N_DRAWS, seed: int = 1) -> dict[str | None, Series]:
        """One series a label, drawn together."""
        import numpy as np

        from sijill.stats.series import series_by_label

        rng = np.random.default_rng(seed)
        return series_by_label(
            self.attacks, start=self.start, end=self.end, unsure=self.unsure, n_draws=n_draws, rng=rng, ends=self.ends
        )


@contextmanager
def framed(place: str, theatre: Theatre, *, as_of: int | datetime | None = None) -> Iterator[tuple[Any, Ledger, int]]:
    """A connection to the ledger's frame, the ledger, and the last record that they hold."""
    from sijill.store import Frame, FrameKey, Ledger

    with Ledger.open(place, create=False) as ledger:
        if as_of is None:
            kept = frame(place, theatre)
            with kept.connect() as connection:
                yield connection, ledger, kept.key.seq if kept.key else ledger.last_seq()
            return
        seq = ledger.seq_at(as_of) if isinstance(as_of, datetime) else min(as_of, ledger.last_seq())
        with Frame.temporary() as kept:
            kept.write(fold(ledger, theatre, as_of=seq).rows, FrameKey(seq, FOLD, frame_theatre(theatre)))
            with kept.connect() as connection:
                yield connection, ledger, seq


def watched(
    place: str,
    *,
    theatre: Theatre,
    codebook: Codebook,
    today: date,
    as_of: int | datetime | None = None,
    start: date | None = None,
    end: date | None = None,
    **choices: Any,
) -> Watched:
    """Read what a statistic needs of a ledger. choices: where, of and by, of sijill.stats.attacks.attacks.

    The days before the first incident and after the last published document are not zeros: nobody may have watched
    them. Raises NotEnoughData if nothing that counts has a date and no days are given.
    """
    from sijill.stats.attacks import attacks
    from sijill.store import last_published

    with framed(place, theatre, as_of=as_of) as (connection, ledger, seq):
        told = last_published(ledger, as_of=seq)
        published = told.astimezone(theatre.timezone).date() if told else None
        read: dict[str, Any] = {
            "codebook": codebook.sql(), "codebook_name": codebook.name, "as_of": seq, "start": start, "end": end,
            "today": min(today, published) if published and not _tells_later(connection, published, end) else today,
        }  # fmt: skip
        found = attacks(connection, **read, **choices)
        everything = found if not choices.get("where") else attacks(connection, **read)
        unsure = unsure_pairs(ledger, connection, as_of=seq)
    near = _near(everything)
    if start is None:
        if not len(near):
            raise NotEnoughData("no incident that counts has a date; add documents, or choose another --codebook")
        start = date.fromordinal(int(near.first.min()))
    if end is not None:
        return Watched(found, unsure, start, min(end, today), "" if end <= today else TODAY)
    if published is not None and published < start and not len(near):
        raise NotEnoughData(
            f"the last published document is of {published}, and nothing is known of the days from {start} on"
        )
    last = date.fromordinal(int(near.last.max())) if len(near) else start
    ends, end = (LAST_NEWS, published) if published is not None and published >= last else (LAST_ATTACK, last)
    return Watched(found, unsure, start, min(end, today), ends if end <= today else TODAY)


def _tells_later(connection: Any, published: date, end: date | None) -> bool:
    """Whether the frame has incidents after the last published document: notes, or rows of a table, tell of them.

    If not, what a text says of a month lies before that document, even if its own day of publication is not known.
    """
    query = "SELECT count(*) FROM frame WHERE start > ? AND start <= ?"
    return bool(connection.execute(query, [published, end or date.max]).fetchall()[0][0])


def _near(found: Attacks) -> Attacks:
    """Those dated to the month or nearer, if any is: a year with no more told must not make its months watched."""
    near = found.only(found.last - found.first <= _MONTH)
    return near if len(near) else found


__all__ = ["N_DRAWS", "Watched", "framed", "watched"]
