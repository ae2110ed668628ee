"""From a ledger to the series that statistics rest on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sijill.errors import NotEnoughData
from sijill.pipeline.views import FOLD, fold, frame, frame_theatre, unsure_pairs
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.stats.attacks import Attacks
    from sijill.stats.series import Series
    from sijill.store import Ledger

N_DRAWS = 200


@dataclass(frozen=True, slots=True)
class Watched:
    """What a ledger holds for a statistic: the incidents that count, pairs that may be one, and the days it watched.

    start: the first day an incident that counts may lie on; end: the day the last document was published, or that of
    the last incident where it is later. Both as asked for, where that was. unsure: see sijill.stats.draws.
    """

    attacks: Attacks
    unsure: list[tuple[str, str, float]]
    start: date
    end: date

    def series(self, *, n_draws: int = N_DRAWS, seed: int = 1) -> Series:
        """All of it as one series of counts by day."""
        import numpy as np

        from sijill.stats.series import series

        rng = np.random.default_rng(seed)
        return series(self.attacks, start=self.start, end=self.end, unsure=self.unsure, n_draws=n_draws, rng=rng)

    def by_label(self, *, n_draws: int = N_DRAWS, seed: int = 1) -> dict[str | None, Series]:
        """One series a label, drawn together."""
        import numpy as np

        from sijill.stats.series import series_by_label

        rng = np.random.default_rng(seed)
        return series_by_label(
            self.attacks, start=self.start, end=self.end, unsure=self.unsure, n_draws=n_draws, rng=rng
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

    The days before the first incident and after the last document are not zeros: nobody may have watched them. Raises
    NotEnoughData if nothing that counts has a date and no days are given.
    """
    from sijill.stats.attacks import attacks
    from sijill.store import last_published

    with framed(place, theatre, as_of=as_of) as (connection, ledger, seq):
        told = last_published(ledger, as_of=seq)
        published = told.astimezone(theatre.timezone).date() if told else None
        # What a text says of a month it was published in lies before its publication.
        seen = min(today, published) if published else today
        read: dict[str, Any] = {
            "codebook": codebook.sql(), "codebook_name": codebook.name, "today": seen, "as_of": seq,
            "start": start, "end": end,
        }  # fmt: skip
        found = attacks(connection, **read, **choices)
        everything = found if not choices.get("where") else attacks(connection, **read)
        unsure = unsure_pairs(ledger, connection, as_of=seq)
    if start is None:
        if not len(everything):
            raise NotEnoughData("no incident that counts has a date; add documents, or choose another --codebook")
        start = date.fromordinal(int(everything.first.min()))
    if end is None:
        if published is not None and published < start and not len(everything):
            raise NotEnoughData(
                f"the last document is of {published}, and nothing is known of the days from {start} on"
            )
        last = date.fromordinal(int(everything.last.max())) if len(everything) else start
        end = max(last, published or last)
    return Watched(found, unsure, start, min(end, today))


__all__ = ["N_DRAWS", "Watched", "framed", "watched"]
