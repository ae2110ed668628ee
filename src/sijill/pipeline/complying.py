"""A ledger's orders, who was addressed, and attacks by claimant and by believed parent on each side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.errors import BadInput, UnknownChoice, UnknownName
from sijill.model.values import Actor
from sijill.model.views import Interaction
from sijill.pipeline.politics import Politics, evidence_file, facade_weights, pieces, politics_of
from sijill.pipeline.series import N_DRAWS, Watched, framed, watched
from sijill.resolve import facades
from sijill.theatre import Theatre
from sijill.theatre.register import day_of

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.stats.compliance import Compliance, Order, View

GROUNDS = ("named", "claimed")
ORDERING = ("request", "retreat", "threaten", "coerce", "reject")
"""Types of interaction in which somebody may be told to stop, for a list to choose from."""
_TYPED = re.compile(r"\s*(\d{4}-\d{2}(?:-\d{2})?)\s*[:\s]\s*(.+?)\s*(?:>|→|->)\s*(.+?)\s*")
_HEX = re.compile(r"[0-9a-f]{4,64}")
_NAMES = re.compile(r"\s*[,،;]\s*")


@dataclass(frozen=True, slots=True)
class Given:
    """An order with the ids of those it addresses, and the campaigns whose every group it addresses.

    named: those of the groups that it names itself, or that a person it names leads.
    """

    order: Order
    named: frozenset[str]
    groups: frozenset[str]
    campaigns: frozenset[str]


def orders_like(held: Politics, *, by: str | None = None) -> list[Interaction]:
    """The interactions that may be orders, by day: requests, ceasefires, warnings. by: only of this actor."""
    who = held.register.find(by).id if by else None
    found = [
        one for one in held.interactions()
        if one.type in ORDERING and one.initiators and (who is None or any(a.actor_id == who for a in one.initiators))
    ]  # fmt: skip
    return sorted(found, key=lambda one: (_days(one) or (date.max, date.max), one.id))


def _days(one: Interaction) -> tuple[date, date] | None:
    if one.when is not None:
        return one.when.start, one.when.end
    return (one.published, one.published) if one.published else None


def order_of(held: Politics, theatre: Theatre, text: str, *, whom: Sequence[str] = ()) -> Given:
    """The order that a text names: an interaction's id or its beginning, or "DAY: WHO > WHOM, WHOM".

    whom: who was addressed, where the interaction does not tell or tells it otherwise. A month (2020-10) may stand for
    the day. A person stands for whom he leads on that day, a whole for its parts, a label for its campaign.
    Raises UnknownName for a name or id that nothing answers to, BadInput where nobody was addressed.
    """
    if typed := _TYPED.fullmatch(text):
        first, last = _typed_days(typed[1])
        by = [_known(held, name) for name in _NAMES.split(typed[2])]
        return _given(held, theatre, (first, last), by, whom or _NAMES.split(typed[3]))
    if not _HEX.fullmatch(text):
        raise UnknownName(
            f"no order {text!r}: give the id of an interaction (`sijill compliance --list` shows them) or write it as "
            "'2020-11-18: WHO > WHOM, WHOM'"
        )
    found = [one for one in held.interactions() if one.id.startswith(text)]
    if len(found) != 1:
        told = "no interaction has" if not found else f"{len(found)} interactions have"
        raise UnknownName(f"{told} an id that begins with {text!r}; `sijill compliance --list` shows them")
    one = found[0]
    days = _days(one)
    if days is None:
        raise BadInput(f"interaction {text} has no date and no day of publication; write the order as DAY: WHO > WHOM")
    # Who announces a ceasefire binds himself.
    bound = (*one.recipients, *(one.initiators if one.type == "retreat" else ()))
    named = list(whom) or _addressable(held, theatre, bound)
    if not named:
        told = ", ".join(actor.name for actor in bound) or "nobody"
        raise BadInput(
            f"interaction {text} addresses {told}, which names no group that attacks could be told of; say who was "
            "addressed with --whom, as in --whom 'pro-Iran factions'"
        )
    made = _given(held, theatre, days, [_known(held, actor.actor_id or actor.name) for actor in one.initiators], named)
    document = held.documents.get(one.document)
    source = (document.url or document.outlet or "") if document else ""
    return replace(
        made, order=replace(made.order, id=one.id, quote=one.quote, source=source, hedged=one.hedged)
    )  # fmt: skip


def _typed_days(written: str) -> tuple[date, date]:
    try:
        first, last = day_of(written), day_of(written, end=True)
    except ValueError:
        first = last = None
    if first is None or last is None:
        raise BadInput(f"{written!r} is no day; write it as YYYY-MM-DD, or YYYY-MM if only the month is known")
    return first, last


def _known(held: Politics, name: str) -> str:
    """A name as the register shows it; as written if it lacks it, since who ordered need not be in it."""
    try:
        return held.register.find(name).name
    except UnknownName:
        return name


def _addressable(held: Politics, theatre: Theatre, actors: Iterable[Actor]) -> list[str]:
    """Those of some actors whom attacks can be told of."""
    found = []
    for actor in actors:
        name = actor.actor_id or actor.name
        try:
            _addressed(held, theatre, name, date.max)
        except (UnknownName, BadInput):
            continue
        found.append(name)
    return found


def _given(held: Politics, theatre: Theatre, days: tuple[date, date], by: Sequence[str], to: Sequence[str]) -> Given:
    from sijill.stats.compliance import Order

    named: set[str] = set()
    parts: set[str] = set()
    campaigns: set[str] = set()
    shown: list[str] = []
    for name in to:
        told = _addressed(held, theatre, name, days[0])
        named |= told.named
        parts |= told.parts
        campaigns |= told.campaigns
        shown.append(told.shown)
    first, last = days
    when = f"{first:%-d %B %Y}" if first == last else f"{first:%-d %B %Y} to {last:%-d %B %Y}"
    words = f"{', '.join(by) or 'somebody'} to {', '.join(shown)}, {when}"
    return Given(
        Order(first, last, tuple(by), tuple(shown), words),
        frozenset(named),
        frozenset(named | parts),
        frozenset(campaigns),
    )


@dataclass(frozen=True, slots=True)
class _Whom:
    """Ids of the groups that a name stands for, of their parts, its campaigns, and the name as shown."""

    shown: str
    named: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    campaigns: frozenset[str] = frozenset()


def _addressed(held: Politics, theatre: Theatre, name: str, at: date) -> _Whom:
    for id, title in theatre.campaigns.items():
        if name.casefold() in (id.casefold(), title.casefold()):
            return _Whom(title, campaigns=frozenset({id}))
    one = held.register.find(name)
    if one.level == "label":
        if one.campaign is None:
            raise BadInput(
                f"{name!r} is a word for many, not a group, and belongs to no campaign; name the groups, or one of the "
                f"campaigns: {', '.join(theatre.campaigns)}"
            )
        return _Whom(one.name, campaigns=frozenset({one.campaign}))
    standing = [(tie.type, tie.subject.actor_id, tie.object.actor_id) for tie in held.ties() if tie.holds(at)]
    if one.level == "individual":
        led = {whole for type, who, whole in standing if type in ("leads", "commands") and who == one.id and whole}
        return _Whom(one.name, frozenset(led or {one.id}))
    parts = {part for type, part, whole in standing if type == "part_of" and whole == one.id and part}
    return _Whom(one.name, frozenset({one.id}), frozenset(parts))


def compliance(
    place: str,
    orders: Sequence[str],
    *,
    theatre: Theatre,
    codebook: Codebook,
    today: date,
    whom: Sequence[str] = (),
    ground: str = "named",
    presumed: Sequence[str] = (),
    threshold: float = 0.5,
    weights: Path | None = None,
    evidence: Path | None = None,
    where: Any = (),
    start: date | None = None,
    end: date | None = None,
    as_of: int | datetime | None = None,
    n_draws: int = N_DRAWS,
    seed: int = 1,
    **choices: Any,
) -> Compliance:
    """How orders were answered. orders: as `order_of` takes them. choices: of sijill.stats.compliance.comply.

    ground: "named" takes who is named first as doer on any ground, "claimed" only who claims it. presumed: filters for
    attacks that nobody is named for and that are taken to be of those addressed. threshold: the belief from which a
    name's attacks are its parent's; weights, evidence: as `sijill facades` has them.
    Raises UnknownName, UnknownChoice or BadInput for what cannot be asked, NotEnoughData if nothing can be compared.
    """
    from sijill.stats.compliance import comply
    from sijill.store import Ledger

    if ground not in GROUNDS:
        raise UnknownChoice.of("ground", ground, GROUNDS)
    if not 0 < threshold <= 1:
        raise BadInput(f"a threshold is a belief above 0 and up to 1, found {threshold}; 0.5 is more likely than not")
    with Ledger.open(place, create=False) as ledger:
        held = politics_of(ledger, theatre, as_of=as_of)
    given = sorted(
        (order_of(held, theatre, text, whom=whom) for text in orders), key=lambda one: (one.order.start, one.order.end)
    )
    if presumed and len({(one.groups, one.campaigns) for one in given}) > 1:
        raise BadInput("the orders address different groups; attacks can be presumed to be of one only: ask for each")
    asked: dict[str, Any] = {
        "theatre": theatre, "codebook": codebook, "today": today, "as_of": as_of, "start": start, "end": end,
    }  # fmt: skip
    seen = watched(place, where=list(where), **asked)
    likely = set(watched(place, where=[*where, *presumed], **asked).attacks.ids) if presumed else set()
    rows = _who(place, theatre, as_of)
    extra = evidence_file(evidence, held.register) if evidence else []
    believed = facades.beliefs(pieces(held, extra), facade_weights(theatre, weights), at=seen.end)
    parents = {
        id: facades.parent_of(id, believed, threshold) for id in {*held.register.known, *(b.facade for b in believed)}
    }
    told = _Told(held, theatre, rows, frozenset(likely), ground, parents)
    views = [told.view(name, seen, given, n_draws=n_draws, seed=seed) for name in ("claimant", "parent")]
    apart = _apart(ground, threshold, presumed)
    return comply([one.order for one in given], views, seed=seed, apart=apart, **choices)


def _apart(ground: str, threshold: float, presumed: Sequence[str]) -> str:
    """How groups were told apart, in sentences."""
    who = "who claims it" if ground == "claimed" else "who is named first as its doer, on any ground"
    said = f"An attack is of {who}; by parent, of whom that name is believed to front for at {threshold:g} or more."
    if presumed:
        said += f" What nobody is named for and fits {', '.join(presumed)} is presumed to be of those addressed."
    return said


def _who(place: str, theatre: Theatre, as_of: int | datetime | None) -> dict[str, tuple[str | None, str | None, Any]]:
    """By incident: who is named first, on what ground, and the campaign."""
    with framed(place, theatre, as_of=as_of) as (connection, _, _):
        found = connection.execute("SELECT incident, perpetrator, perpetrator_basis, campaign FROM frame").fetchall()
    return {str(id): (name, basis, campaign) for id, name, basis, campaign in found}


@dataclass(frozen=True, slots=True)
class _Told:
    """Who did what, as far as it is told, and on which side of an order that puts it."""

    held: Politics
    theatre: Theatre
    rows: Mapping[str, tuple[str | None, str | None, Any]]
    likely: frozenset[str]
    ground: str
    parents: Mapping[str, str]

    def view(self, name: str, seen: Watched, given: Sequence[Given], *, n_draws: int, seed: int) -> View:
        """The attacks by group. name: claimant or parent."""
        import numpy as np

        from sijill.stats.compliance import PRESUMED, View
        from sijill.stats.compliance.orders import together
        from sijill.stats.series import series_by_label

        addressed = {id for one in given for id in one.named}
        if name == "parent":
            addressed = {self.parents.get(id, id) for id in addressed}
        attacks = replace(seen.attacks, labels=tuple(self._label(id, name) for id in seen.attacks.ids))
        made = series_by_label(
            attacks, start=seen.start, end=seen.end, unsure=seen.unsure, n_draws=n_draws,
            rng=np.random.default_rng(seed), ends=seen.ends,
        )  # fmt: skip
        like = next(iter(made.values())) if made else seen.series(n_draws=0)
        loose = made.pop(None, None) or together([], like, "")
        groups = {str(key): one for key, one in made.items()}
        for id in sorted(addressed - groups.keys()):
            groups[id] = together([], like, id)
        keys = list(groups)
        sides = tuple({key: self._side(key, one, name) for key in keys} for one in given)
        shown = {key: self._shown(key) for key in keys} | {PRESUMED: "Presumed theirs"}
        return View(name, groups, loose, sides, shown)

    def _label(self, incident: str, view: str) -> str | None:
        """The key of the group that an incident counts for, None if it stands on no side."""
        from sijill.stats.compliance import CAMPAIGN, PRESUMED

        name, basis, campaign = self.rows.get(incident, (None, None, None))
        if name is not None and (self.ground == "named" or basis == "claimed"):
            id = self.held.register.stays.get(name, name)
            one = self.held.register.known.get(id)
            if one is not None and (one.level != "label" or one.campaign):
                if one.level == "label":
                    return f"{CAMPAIGN}{one.campaign}"
                return self.parents.get(id, id) if view == "parent" else id
        if incident in self.likely:
            return PRESUMED
        return f"{CAMPAIGN}{campaign}" if campaign else None

    def _side(self, key: str, given: Given, view: str) -> str:
        from sijill.stats.compliance import ADDRESSED, CAMPAIGN, FRONT, OTHER, PRESUMED

        groups = given.groups
        if view == "parent":
            groups = groups | {self.parents.get(id, id) for id in groups}
        if key == PRESUMED or key in groups or self._campaign(key) in given.campaigns:
            return ADDRESSED
        if view == "claimant" and not key.startswith(CAMPAIGN):
            parent = self.parents.get(key, key)
            if parent != key and (parent in groups or self._campaign(parent) in given.campaigns):
                return FRONT
        return OTHER

    def _campaign(self, key: str) -> str | None:
        from sijill.stats.compliance import CAMPAIGN

        if key.startswith(CAMPAIGN):
            return key.removeprefix(CAMPAIGN)
        one = self.held.register.known.get(key)
        return one.campaign if one else None

    def _shown(self, key: str) -> str:
        from sijill.stats.compliance import CAMPAIGN

        if key.startswith(CAMPAIGN):
            id = key.removeprefix(CAMPAIGN)
            return f"{self.theatre.campaigns.get(id, id)}, no group named"
        one = self.held.register.known.get(key)
        return one.name if one else key


__all__ = ["GROUNDS", "Given", "compliance", "order_of", "orders_like"]
