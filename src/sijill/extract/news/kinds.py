"""The ACLED sub-event type of an event in running text, from its deeds, then from weapon and target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.extract import fields
from sijill.extract.news import chooser
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Mark, Scan
from sijill.extract.seen import step

_FAMILIES = {
    "blast": "remote_explosive_landmine_ied suicide_bomb grenade",
    "fire": "shelling_artillery_missile_attack air_drone_strike chemical_weapon",
    "fight": "armed_clash attack government_regains_territory non_state_actor_overtakes_territory",
    "taking": "abduction_forced_disappearance",
    "protest": "peaceful_protest protest_with_intervention excessive_force_against_protesters violent_demonstration",
    "mob": "mob_violence sexual_violence",
    "deal": "agreement",
    "arrest": "arrests",
    "found": "disrupted_weapons_use",
    "burning": "looting_property_destruction",
    "posture": "change_to_group_activity headquarters_or_base_established non_violent_transfer_of_territory",
    "other": "other",
}
KINDS = tuple(kind for told in _FAMILIES.values() for kind in told.split())
"""All of them."""
_FAMILY = {kind: name for name, told in _FAMILIES.items() for kind in told.split()}
STOPPED = "found"
"""The family of what is stopped before it strikes."""
_KIN = frozenset(
    map(
        frozenset,
        (
            ("blast", "fight"), ("fire", "fight"), ("blast", "fire"), ("protest", "burning"), ("protest", "fight"),
            ("protest", "arrest"), ("protest", "mob"), ("fight", "taking"), ("fight", "burning"), ("other", "fight"),
            ("mob", "fight"), ("mob", "burning"), ("taking", "other"), ("blast", "burning"), ("fire", "burning"),
            ("taking", "burning"), ("deal", "posture"), ("fight", "posture"),
        ),
    )
)  # fmt: skip
"""Families that one event may well be told in: a bomb, then gunmen."""

_ORDER = (
    "chemical_weapon", "sexual_violence", "suicide_bomb", "abduction_forced_disappearance",
    "excessive_force_against_protesters", "protest_with_intervention", "violent_demonstration", "mob_violence",
    "disrupted_weapons_use", "agreement", "non_violent_transfer_of_territory", "government_regains_territory",
    "non_state_actor_overtakes_territory", "headquarters_or_base_established", "arrests", "peaceful_protest",
)  # fmt: skip
"""Kinds whose own words decide, the more telling first; the others follow from weapon and target."""
_AFAR = frozenset({"rocket", "missile", "mortar", "artillery", "drone", "airstrike"})
"""Weapons of which a base is struck from afar, and no side meets another."""
_SURE = 0.6
"""How likely a clause without a deed must be to open an event for its learned kind to count."""
_FOUGHT = frozenset({"air_drone_strike", "armed_clash"})
PROTESTS = frozenset(_FAMILIES["protest"].split())
_QUIET = frozenset({"agreement", "arrests", "peaceful_protest", *_FAMILIES["posture"].split()})
"""Kinds in which no weapon is used and nobody is a target."""


def quiet(kind: str) -> bool:
    return kind in _QUIET


def family(telling: Telling) -> str | None:
    """The family of a clause's first deed, else of its first weapon."""
    for mark in telling.deeds:
        return _FAMILY.get(mark.value)
    for mark in telling.used:
        return _FAMILY.get(fields.KIND_OF_WEAPON.get(mark.value, "attack"))
    return _FAMILY.get(learned(telling) or "") if telling.opens > _SURE else None


def kin(one: str, other: str) -> bool:
    return one == other or frozenset((one, other)) in _KIN


def is_of_family(one: str, other: str) -> bool:
    """Whether two kinds are of one family."""
    return _FAMILY.get(one) == _FAMILY.get(other)


def related(one: str, other: str) -> bool:
    """Whether two kinds may be told of one event."""
    return kin(_FAMILY[one], _FAMILY[other])


def kind(scan: Scan, told: Sequence[Telling], aim: Sequence[Mark] | None) -> fields.Kind | None:
    """The kind of an event: the likeliest by a learned choice where the encoder has read it, else by its words alone.

    told: its clauses, the opening one first. aim: its targets, None where they are not known yet.
    """
    found = _thrown(told, by_words(scan, told, aim or ()))
    weights = (chooser.load(scan.pack.folder) or {}).get("kinds")
    if found is None or not told[0].seen or weights is None:
        return found
    rows = [clues(told, aim, found, one) for one in KINDS]
    likely = dict(zip(KINDS, chooser.shares(weights, rows), strict=True))
    best = max(likely, key=lambda one: likely[one])
    if best == found.value:
        return found
    named = next((m for m in told[0].deeds if m.value == best), None)
    if named is not None:
        return _thrown(told, fields.Kind(best, (named,), False))
    return _thrown(told, fields.Kind(best, (Mark(told[0].start, told[0].end, "clause", best),), True))


def _thrown(told: Sequence[Telling], found: fields.Kind | None) -> fields.Kind | None:
    """The kind of an explosion of nothing but grenades: hardly one is laid to bombs by those who label events."""
    if found is None or found.value != "remote_explosive_landmine_ied":
        return found
    used = told[0].used
    return fields.Kind("grenade", (used[0],), True) if {m.value for m in used} == {"grenade"} else found


def clues(told: Sequence[Telling], aim: Sequence[Mark] | None, found: fields.Kind, kind: str) -> tuple[str, ...]:
    """What speaks for a kind, as features. found: the kind by words alone."""
    return tuple(dict.fromkeys(_clues(told, aim, found, kind)))


def _clues(told: Sequence[Telling], aim: Sequence[Mark] | None, found: fields.Kind, kind: str) -> Iterator[str]:
    first = told[0]
    seen = first.seen["kind"]
    yield f"k:{kind}"
    yield f"seen:{step(seen.get(kind, 0.0))}"
    yield f"both:{step(first.shares['kind'].get(kind, 0.0))}"
    yield f"best:{kind == max(seen, key=lambda one: seen[one])}"
    yield f"rule:{kind == found.value}:{found.derived}"
    yield f"rule:{found.value}:{found.derived}:k:{kind}"
    yield f"kin:{related(kind, found.value)}"
    yield f"hurt:{first.hurt}:k:{kind}"
    yield from (f"deed:{mark.value}:k:{kind}" for mark in first.deeds)
    yield from (f"later:{mark.value}:k:{kind}" for telling in told[1:3] for mark in telling.deeds)
    used = next((t.used for t in told if t.used), [])
    yield from (f"arm:{mark.value}:k:{kind}" for mark in used or [Mark(0, 0, "weapons", "none")])
    if aim is not None:
        yield f"aim:{aim[0].value if aim else 'none'}:k:{kind}"


def by_words(scan: Scan, told: Sequence[Telling], aim: Sequence[Mark]) -> fields.Kind | None:
    """The kind of an event by its deeds, then by weapon and target."""
    first = told[0]
    named: dict[str, Mark] = {}
    for mark in first.deeds:
        named.setdefault(mark.value, mark)
    if not (first.deeds or first.used or first.struck) and any(t.deeds for t in told[1:]):
        # A lead without a word of it ("Nobody at the clinic slept"): what the next clauses name.
        later = next(n for n, t in enumerate(told) if t.deeds)
        return by_words(scan, told[later:], aim)
    for value in _ORDER:
        if value in named and (found := _decided(scan, value, named, first)):
            return found
    secured = bool(aim) and aim[0].value in fields.SECURITY
    strong = [m for m in first.used if m.value in fields.KIND_OF_WEAPON]
    weak = scan.weak["weapons"] if strong else frozenset()
    guns = [m for m in first.used if m.value in {"small_arms", "sniper", "rpg"}]
    guns = [m for m in guns if scan.flat[m.start : m.end] not in weak]
    if "armed_clash" in named and (guns or not strong or (secured and strong[0].value not in _AFAR)):
        return fields.Kind("armed_clash", (named["armed_clash"],), False)
    for value in ("air_drone_strike", "shelling_artillery_missile_attack", "grenade", "remote_explosive_landmine_ied"):
        if value in named and not (guns and named[value].start > guns[0].start):
            return fields.Kind(value, (named[value],), False)
    if strong and not (guns and guns[0].start < strong[0].start):
        return fields.Kind(fields.KIND_OF_WEAPON[strong[0].value], (strong[0],), True)
    if "change_to_group_activity" in named and not first.hurt and not named.keys() & {"attack", "armed_clash"}:
        # "Pulled its fighters back; trucks with guns were seen": arms that nobody uses.
        return fields.Kind("change_to_group_activity", (named["change_to_group_activity"],), False)
    if guns or "attack" in named:
        mark = named.get("attack") or guns[0]
        private = scan.pack.grammar.private.search(scan.flat, first.start, first.end) is not None
        return fields.Kind("armed_clash" if secured and not private else "attack", (mark,), "attack" not in named)
    for value in ("looting_property_destruction", "change_to_group_activity", "other"):
        if value in named:
            return fields.Kind(value, (named[value],), False)
    if first.struck:
        return fields.Kind("armed_clash" if secured else "attack", (first.struck[0],), True)
    return _learned(first)


def _learned(first: Telling) -> fields.Kind | None:
    """The kind that the learned scorer gives a clause whose words are in no list, resting on the clause as a whole."""
    likeliest = learned(first)
    return fields.Kind(likeliest, (Mark(first.start, first.end, "clause", likeliest),), True) if likeliest else None


def learned(telling: Telling) -> str | None:
    """The likeliest kind of a clause by the learned scorer."""
    shares = telling.shares.get("kind", {})
    return max(shares, key=lambda kind: shares[kind]) if shares else None


def _decided(scan: Scan, value: str, named: dict[str, Mark], first: Telling) -> fields.Kind | None:
    mark = named[value]
    if value == "arrests" and (named.keys() & {"armed_clash", "attack"} or _hurts(first)):
        return None
    broken_up = named.get("protest_with_intervention")
    if value == "abduction_forced_disappearance" and broken_up and broken_up.start < mark.start:
        # "Police broke up the sit-in and led away nine"
        return None
    if value == "non_state_actor_overtakes_territory" and _by_state(scan, first, mark):
        return fields.Kind("government_regains_territory", (mark,), True)
    if (
        value == "disrupted_weapons_use"
        and mark.start > min(m.start for m in named.values())
        and named.keys() & _FOUGHT
    ):
        # "Jets hit the valley, and six fighters were neutralised"
        return None
    if value == "disrupted_weapons_use" and first.hurt and not first.used:
        return None
    if value == "disrupted_weapons_use" and "arrests" in named and named["arrests"].start < mark.start:
        # "Police arrested 14 men and seized weapons"
        return None
    if value in PROTESTS:
        return fields.Kind(_protest(named, first), (mark,), False)
    return fields.Kind(value, (mark,), False)


def _by_state(scan: Scan, first: Telling, mark: Mark) -> bool:
    """Whether forces of a state are right before a taking: "the army captured the hill"."""
    before = [m for m in scan.marks("states", first.start, mark.start) if mark.start - m.end <= 24]
    gaps = (scan.flat[m.end : mark.start] for m in before)
    return any(scan.pack.grammar.subject.fullmatch(gap) and " of " not in gap for gap in gaps)


def _protest(named: dict[str, Mark], first: Telling) -> str:
    live = "excessive_force_against_protesters" in named
    if live or ("protest_with_intervention" in named and any(t.of == "killed" and t.range.low for t in first.stated)):
        return "excessive_force_against_protesters"
    if "violent_demonstration" in named:
        return "violent_demonstration"
    if "protest_with_intervention" in named:
        return "protest_with_intervention"
    return "violent_demonstration" if "looting_property_destruction" in named else "peaceful_protest"


def _hurts(first: Telling) -> bool:
    return first.hurt or any(m.value in {"ied", "vehicle_bomb", "suicide_bomb"} for m in first.used)
