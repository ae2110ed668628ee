"""sijill review"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.keys import ENDED, Keys
from sijill.cli.options import AS_JSON, AUTHOR, LEDGER, THEATRE, author_name, show_table

if TYPE_CHECKING:
    from rich.console import Console

    from sijill.model.views import Report
    from sijill.review import Item
    from sijill.store import Ledger
    from sijill.theatre import Theatre

BAR = "a accept · c correct · r reject · u undo · s skip · q quit · ? help"
HELP = """\
a, Enter  accept: every value of this report is right
c         correct a field: then its number or letter, then the value as in a note (2 killed, 21 Dec, rocket), Enter
r         reject: this tells of no incident; it is out of every count
u         undo: take back your last accept, correction or rejection, also of an earlier day
s         skip: look at it another time
q         quit: what you have decided is kept, and the next review goes on from there"""


@click.command("review")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many reports.")
@click.option("--second", is_flag=True, help="What others have judged and you have not, to compare.")
@click.option("--agreement", is_flag=True, help="Say how far every two reviewers agree, and look at nothing.")
@LEDGER
@THEATRE
@AUTHOR
@AS_JSON
def review_command(
    limit: int | None, second: bool, agreement: bool, ledger: str | None, theatre: str | None, author: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Look at reports one by one, the most doubtful first: one key accepts, corrects, rejects or undoes.

    The words that each value rests on are marked in the text. Keys come from the terminal, or from a pipe. Each
    decision is written at once, so you may stop at any time; --json prints what waits and asks nothing.

    \b
    sijill review --limit 20
    sijill review --second --author huda
    """
    from sijill import pipeline, verdicts
    from sijill.store import Ledger

    where = pipeline.ledger_text(ledger)
    pipeline.require_ledger(where)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(where))
    name = author_name(author)
    with Ledger.open(where, create=False) as book:
        if agreement:
            _agreement(verdicts.agreement(book), as_json=as_json)
            return
        items = verdicts.queue(book, pack, second_by=name if second else None)[:limit]
        if as_json:
            click.echo(json.dumps([_json(item) for item in items], ensure_ascii=False))
            return
        if not items:
            click.echo("nothing waits for a review", err=True)
            return
        with Keys() as keys:
            _Review(book, pack, items, name, keys).run()


class _Review:
    """One sitting: reports in a row, and keys that decide."""

    def __init__(self, ledger: Ledger, theatre: Theatre, items: list[Item], author: str, keys: Keys) -> None:
        from sijill.cli import screen

        self._ledger, self._theatre, self._author, self._keys = ledger, theatre, author, keys
        self._items = items
        self._at = 0
        self._decided: set[str] = set()
        self._began = time.monotonic()
        self._out: Console = screen.console()

    def run(self) -> None:
        """Go through the reports until they or the keys are at an end, then say what was done."""
        actions: dict[str, Callable[[], None]] = {
            "a": self._accept, "\n": self._accept, "c": self._correct, "r": self._reject, "u": self._undo,
            "s": self._skip, "?": lambda: self._say(HELP),
        }  # fmt: skip
        shown = -1
        while self._at < len(self._items):
            if shown != self._at:
                self._show()
                shown = self._at
            key = self._keys.key()
            if key in (ENDED, "q"):
                break
            before = self._at
            if key in actions:
                actions[key]()
            elif key.strip():
                self._say(f"no key {key!r}: {BAR}")
            if key in ("c", "u") and before == self._at:  # what is shown may have changed
                shown = -1
        self._say(f"{len(self._decided)} decided, {len(self._items) - len(self._decided)} left{self._pace()}")

    @property
    def _id(self) -> str:
        return self._items[self._at].report.id

    def _who(self) -> dict[str, Any]:
        return {"author": self._author, "now": datetime.now(UTC)}

    def _show(self) -> None:
        from sijill import verdicts
        from sijill.cli import screen

        report, document = verdicts.look(self._ledger, self._id)
        place = f"{self._at + 1} of {len(self._items)}{self._pace()}"
        self._out.print()
        screen.show(self._out, self._items[self._at], report, document, place=place)
        self._say(BAR)

    def _pace(self) -> str:
        """Minutes and rows an hour, once there is a minute to measure."""
        minutes = (time.monotonic() - self._began) / 60
        if minutes < 1:
            return ""
        return f" · {minutes:.0f} min, {len(self._decided) / minutes * 60:.0f} rows an hour"

    def _say(self, text: str) -> None:
        self._out.print(text, markup=False)

    def _next(self, word: str) -> None:
        self._say(f"{word} {self._id[:10]}")
        self._at += 1

    def _accept(self) -> None:
        from sijill import verdicts

        verdicts.accept(self._ledger, self._id, **self._who())
        self._decided.add(self._id)
        self._next("accepted")

    def _reject(self) -> None:
        from sijill import verdicts

        verdicts.reject(self._ledger, self._id, **self._who())
        self._decided.add(self._id)
        self._next("rejected")

    def _skip(self) -> None:
        self._next("skipped")

    def _correct(self) -> None:
        from sijill import verdicts
        from sijill.errors import BadInput
        from sijill.review import FIELDS, told_in_words

        self._say("correct which? " + " · ".join(f"{f.number} or {f.letter} {f.words}" for f in FIELDS))
        key = self._keys.key()
        field = next((f for f in FIELDS if key in (f.number, f.letter)), None)
        if field is None:
            self._say("nothing corrected")
            return
        self._out.print(f"{field.words}: ", end="", markup=False)
        words = self._keys.line()
        if not (words or "").strip():
            self._say("nothing corrected")
            return
        try:
            report = verdicts.correct(self._ledger, self._theatre, self._id, field.field, words or "", **self._who())
        except BadInput as error:
            self._say(f"{error}")
            return
        self._say(f"{field.words} is now {told_in_words(report, field.field)}; a accepts the rest")

    def _undo(self) -> None:
        from sijill import verdicts
        from sijill.review import Item

        undone = verdicts.undo(self._ledger, **self._who())
        if undone is None:
            self._say(f"nothing of {self._author} is there to take back")
            return
        self._say(f"took back {undone.words} on {undone.report[:10]}")
        self._decided.discard(undone.report)
        ids = [item.report.id for item in self._items]
        if undone.report in ids:
            self._at = ids.index(undone.report)
        else:
            # A decision of another sitting: its report waits again, so it comes next.
            self._items.insert(self._at, Item(verdicts.look(self._ledger, undone.report)[0]))


def _json(item: Item) -> dict[str, Any]:
    from sijill import review

    report: Report = item.report
    return {
        "id": report.id, "document": report.document, "summary": review.in_short(report), "doubt": round(item.doubt, 2),
        "reasons": [{"code": reason.code, "words": reason.words} for reason in item.reasons],
        "may_be_the_same_as": list(item.doubles),
        "fields": {name: [s.value for s in statements] for name, statements in report.fields.items()},
        "judged": dict(item.judged or {}),
    }  # fmt: skip


def _agreement(found: list[Any], *, as_json: bool) -> None:
    if as_json:
        names = ("first", "second", "n_reports", "n", "n_same", "percent", "kappa")
        click.echo(json.dumps([{name: getattr(one, name) for name in names} for one in found], ensure_ascii=False))
        return
    rows = [
        [
            one.first.partition(":")[2], one.second.partition(":")[2], one.n_reports, one.n, f"{one.percent:.1f}%",
            "undefined" if one.kappa is None else f"{one.kappa:.2f}",
        ]
        for one in found
    ]  # fmt: skip
    show_table(["one", "other", "reports", "fields", "alike", "kappa"], rows)
    if not found:
        click.echo("no two reviewers have decided on the same; let one run `sijill review --second`", err=True)
