"""Reconcile what a text states with what it lists: totals against lines, sums against parts.

A sum is accused only when no fair reading of it holds: of the list it closes, of its own period and place, of the
whole text, with or without lines that are no attacks, counting a line that tells two attacks once or twice; and only
if that is likelier the author's slip than a misreading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sijill.model.views import Check, Report
from sijill.reconcile import lines as listed
from sijill.reconcile import parts
from sijill.reconcile.account import Account, account_of
from sijill.reconcile.saying import differs, words
from sijill.reconcile.slips import ACCUSED, DOUBTED, likelihood
from sijill.reconcile.sums import Held, hold, line_of, stated_in

_SHOWN = 4
"""How many figures a warning names."""


def check(reports: Sequence[Report], *, side_of: Callable[[str | None], str] = lambda _: "unknown") -> list[Check]:
    """Check one document's stated totals against the incidents it lists.

    reports: all of the document's, of every family. side_of: state, non_state or unknown, for an actor id.
    Returns errors first, then notes, each in the order of the text.
    """
    lines = [line_of(r, side_of) for r in reports if r.family == "incident" and r.value("role") == "listed"]
    lines.sort(key=lambda line: line.report.opening.start if line.report.opening else 0)
    totals = [r for r in reports if r.family == "total"]
    totals.sort(key=lambda r: stated_in(r).spans[0].start)
    account = account_of(totals, lines)
    found = [
        *parts.accused(totals, account.broken),
        *_stated(account),
        *listed.repeated(lines),
        *listed.misplaced(lines),
    ]
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda c: (order[c.severity], c.evidence[0][1].start if c.evidence else 0))


def borne_out(reports: Sequence[Report], *, side_of: Callable[[str | None], str] = lambda _: "unknown") -> int:
    """How many of one document's stated totals a fair reading of its list, or the sum of their parts, bears out."""
    lines = [line_of(r, side_of) for r in reports if r.family == "incident" and r.value("role") == "listed"]
    totals = [r for r in reports if r.family == "total"]
    broken = set(parts.broken(totals, lines))
    summed = {whole.id: members for whole, members, _ in parts.families(totals) if whole.id not in broken}
    held = {one.total.id for one in (hold(total, lines) for total in totals) if one.holds and not one.empty}
    added = {t.id for whole, members in summed.items() for t in members if whole in held or _adds_up(totals, whole)}
    return len(held | added)


def _adds_up(totals: Sequence[Report], whole: str) -> bool:
    """Whether the parts of a whole make it up."""
    stated = next(int(stated_in(t).value) for t in totals if t.id == whole)
    parts = [int(stated_in(t).value) for t in totals if (part := t.value("part_of")) and part["total"] == whole]
    return sum(parts) == stated


def _stated(account: Account) -> Iterator[Check]:
    """Totals that no fair reading of the list bears out: each likely slip, and one warning for the others."""
    summed = {o.total.value("sentence") for o in account.held if o.total.id in account.broken and o.prose}
    unsure = []
    for one in account.wrong:
        part = one.total.value("part_of")
        of_sum = one.total.id in account.broken or (part and part["total"] in account.broken)
        if of_sum or one.total.value("sentence") in summed:
            continue
        likely = likelihood(account, one)
        if likely >= ACCUSED:
            yield _mismatch(one)
        elif likely >= DOUBTED:
            unsure.append(one)
    if unsure:
        yield _misread(unsure)


def _misread(unsure: Sequence[Held]) -> Check:
    """One warning for all totals that a misreading explains as well as a slip."""
    told = "; ".join(differs(one) for one in unsure[:_SHOWN]) + ("; ..." if len(unsure) > _SHOWN else "")
    places = "one place" if len(unsure) == 1 else f"{len(unsure)} places"
    return Check(
        "total_vs_listed",
        "warning",
        None,
        None,
        f"The sums and the list are read differently in {places}; the list may be misread: {told}.",
        tuple(("stated", span) for one in unsure for span in stated_in(one.total).spans),
    )


def _mismatch(one: Held) -> Check:
    said = "The text says" if one.prose else "The total says"
    evidence = [("stated", span) for span in stated_in(one.total).spans]
    evidence += [("found", span) for line in one.lines for span in words(line, one.of)]
    return Check(
        "narrative_vs_list" if one.prose else "total_vs_listed",
        "error",
        one.stated,
        one.found,
        f"{said} {differs(one)}.",
        tuple(evidence),
    )
