"""Choose what a stretch of text says of one attack: weapon, target, kind, perpetrator, status, number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls import Toll

SECURITY = frozenset({"police_or_army", "militia", "military_base", "military_convoy"})
KIND_OF_WEAPON = {
    "ied": "remote_explosive_landmine_ied", "vehicle_bomb": "remote_explosive_landmine_ied",
    "landmine": "remote_explosive_landmine_ied", "suicide_bomb": "suicide_bomb", "grenade": "grenade",
    "rocket": "shelling_artillery_missile_attack", "missile": "shelling_artillery_missile_attack",
    "mortar": "shelling_artillery_missile_attack", "artillery": "shelling_artillery_missile_attack",
    "drone": "air_drone_strike", "airstrike": "air_drone_strike", "stabbing": "attack",
    "arson": "looting_property_destruction", "abduction": "abduction_forced_disappearance",
    "chemical": "chemical_weapon", "vehicle_ramming": "attack", "crowd_weapon": "excessive_force_against_protesters",
}  # fmt: skip
_FIREARMS = frozenset({"small_arms", "sniper"})
_EVERYDAY = frozenset({"civilians", "neighbourhood", "business", "infrastructure"})
_OTHER_THINGS = ("aims", "heads")
_PREFIX = 3
"""How much of a verb may stand before what is found of it: "kills" in Arabic."""
_BLASTS = frozenset({"ied", "vehicle_bomb", "landmine", "grenade", "rpg", "mortar"})


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of an event and the marks it was read from; derived when only the weapon told it."""

    value: str
    marks: tuple[Mark, ...]
    derived: bool


def weapons(scan: Scan, start: int, end: int) -> list[Mark]:
    """The weapons used, the telling ones first and once each; at most what the text names."""
    marks = scan.marks("weapons", start, end)
    strong = [m for m in marks if scan.flat[m.start : m.end] not in scan.weak["weapons"]]
    chosen = strong or marks
    values = {m.value for m in chosen}
    taken = next(scan.pack.grammar.seizes.finditer(scan.flat, start, end), None)
    if "abduction" in values:
        return [m for m in chosen if m.value == "abduction"][:1]
    slain = taken is not None and scan.pack.grammar.slays.search(scan.flat, taken.end(), end) is not None
    if taken is not None and not slain and values <= {"small_arms"} and scan.has("groups", *taken.span("whom")):
        # "Gunmen took 17 workers from a brickworks."
        return [Mark(*taken.span(), "weapons", "abduction")]
    if strong and "small_arms" not in values:
        # "Car bomb and gunmen": the men are armed, but no arm is named; kept last.
        doer = scan.pack.grammar.doer
        armed = [m for m in marks if m.value == "small_arms" and not doer.search(scan.flat[m.start : m.end])]
        # "RPG fired at a station": what was fired is named.
        armed = [m for m in armed if not any(m.start - w.end == 1 for w in strong)]
        chosen = [*strong, *(m for m in armed if m not in strong)]
    if "suicide_bomb" in values:
        chosen = [m for m in chosen if m.value == "suicide_bomb"] + [
            m for m in chosen if m.value not in {"suicide_bomb", "ied"}
        ]
    # "Indirect fire (mortar)": the second says what the first was.
    told = [m for m in chosen if m.value in {"mortar", "rocket"}]
    chosen = [m for m in chosen if m.value != "artillery" or not any(_explains(scan, m, w) for w in told)]
    seen: dict[str, Mark] = {}
    for mark in chosen:
        seen.setdefault(mark.value, mark)
    return list(seen.values())


def _explains(scan: Scan, mark: Mark, behind: Mark) -> bool:
    """Whether a word stands behind another in a bracket or after a colon."""
    return re.fullmatch(r" ?[(:] ?", scan.flat[mark.end : behind.start]) is not None


def weapon_number(scan: Scan, mark: Mark, start: int) -> int | None:
    """How many of a weapon: "four rockets" is 4."""
    for number in scan.numbers_in(max(start, mark.start - 24), mark.start):
        gap = scan.flat[number.end : mark.start]
        if number.range.best and not number.article and scan.pack.grammar.counted.fullmatch(gap):
            return number.range.best
    return 2 if scan.pack.grammar.dual.search(scan.flat[mark.start : mark.end]) else None


def target(scan: Scan, start: int, end: int, used: Sequence[Mark], stated: Sequence[Toll]) -> list[Mark]:
    """What was attacked: first what a preposition of attack points at, then the most telling thing named."""
    marks = _open_to_attack(scan, "targets", start, end, used)
    hurt = [(t.start, t.end) for t in stated if t.group]
    doer = scan.pack.grammar.doer
    marks = [m for m in marks if m.value == "civilians" or not doer.search(scan.flat[m.start : m.end])] or marks
    spared = [m for m in marks if not any(m.overlaps(a, b) for a, b in hurt)]
    # "Assassination of an activist outside his home": he was hurt, and he was aimed at.
    telling = any(not _is_faint(scan, m) for m in spared)
    pool = spared if telling else marks
    # Words that only news is read for: here a list says of them what they are, and its line that something was hit.
    if not pool:
        others = [m for section in _OTHER_THINGS for m in _open_to_attack(scan, section, start, end, used)]
        pool = [m for m in others if not _is_said_otherwise(scan, m, start, end)]
    if not pool:
        return []

    spots = scan.marks("places", start, end)

    def rank(mark: Mark) -> tuple[int, int]:
        # "Green Zone, Baghdad – rockets – US embassy": a name of a place says where before it says what.
        faint = _is_faint(scan, mark) or any(p.start <= mark.start and mark.end <= p.end for p in spots)
        aimed = scan.pack.grammar.onto.search(scan.flat[max(start, mark.start - 24) : mark.start]) is not None
        # "Green Zone – mortar rounds at the US embassy": the quarter that holds it was not aimed at.
        where = faint and mark.value == "government_area"
        return (1 - aimed + where if faint else -2 * aimed), mark.start

    best = _headed(scan, min(pool, key=rank), pool)
    owner = _owner(scan, best, pool)
    # A judge's car is hit for the judge, his home is a home as well.
    if owner:
        return [owner, best] if best.value == "neighbourhood" else [owner]
    homes = (m for m in pool if m.value == "neighbourhood" and _owns(scan, best, m))
    home = next(homes, None) or _home(scan, best, pool)
    return [best, home] if home else [best]


def _headed(scan: Scan, mark: Mark, pool: Sequence[Mark]) -> Mark:
    """The word that heads a phrase: in "primary school pupils" the pupils are hit, in "a barber's stall" the stall.

    Only of words of everyday life: a judge's car is hit for the judge, and a police tower for the police.
    """
    for other in sorted(pool, key=lambda m: m.start):
        gap = scan.flat[mark.end : other.start]
        # "Street children": a word may head another as faint as itself.
        fainter = _is_faint(scan, other) and not _is_faint(scan, mark)
        if other.start <= mark.end or fainter or other.value == "neighbourhood" or mark.value not in _EVERYDAY:
            continue
        if scan.pack.grammar.possessive.fullmatch(gap) and (gap.strip() or other.value == "civilians"):
            mark = other
    return mark


def _is_faint(scan: Scan, mark: Mark) -> bool:
    """Whether a word names a target only where nothing better does: "a car"."""
    return scan.flat[mark.start : mark.end] in scan.weak["targets"]


def _owns(scan: Scan, person: Mark, home: Mark) -> bool:
    """Whether a home is named as a person's: "a judge's villa", "the villa of a judge"."""
    grammar = scan.pack.grammar
    if home.start >= person.end:
        return "'" in (gap := scan.flat[person.end : home.start]) and grammar.possessive.fullmatch(gap) is not None
    return grammar.owned.fullmatch(scan.flat[home.end : person.start]) is not None


def _open_to_attack(scan: Scan, section: str, start: int, end: int, used: Sequence[Mark]) -> list[Mark]:
    """What a section of words names that does not itself act or tell, and is no weapon."""
    marks = [m for m in scan.marks(section, start, end) if not any(_armed_by(m, w) for w in used)]
    marks = [m for m in marks if not _named_so(scan, m) and not is_source(scan, m, start, end)]
    hit = [m for m in marks if not acts(scan, m, start, end) or _suffers(scan, m, start, used)]
    return hit or [m for m in marks if _told_of(scan, m, start)]


def _armed_by(mark: Mark, arm: Mark) -> bool:
    """Whether words are those of a weapon; "workshop for bombs" and "armed faction" only hold them."""
    return mark.overlaps(arm.start, arm.end) and not (mark.start < arm.start and arm.end <= mark.end)


def _told_of(scan: Scan, mark: Mark, start: int) -> Mark | None:
    """The deed that is told right before someone, in a language that puts it first: "kidnapped a mayor"."""
    by = scan.pack.grammar.by.search(scan.flat[max(start, mark.start - 40) : mark.start])
    if by is None:
        return None
    at = max(start, mark.start - 40) + by.start()
    sections = ("weapons", "toll", "kinds", "generic")
    marks = (m for section in sections for m in scan.marks(section, max(start, at - _PREFIX), mark.start))
    return next((m for m in marks if m.end > at), None)


def _suffers(scan: Scan, mark: Mark, start: int, used: Sequence[Mark]) -> bool:
    """Whether who seems to act does not: what was used did, or those are no people who kill.

    "Sniper killed policeman", "kidnapped mayor".
    """
    deed = _told_of(scan, mark, start)
    if deed is None or deed.end != mark.start - 1:
        return False
    return mark.value == "politician_or_activist" or any(w.end < deed.start for w in used)


def _is_said_otherwise(scan: Scan, mark: Mark, start: int, end: int) -> bool:
    """Whether a word tells a toll or is part of a date or of a place's name: "6 dead", "3 March", "Sadr City"."""
    beside = [m for name in ("toll", "none", "places") for m in scan.marks(name, start, end)]
    taken = [*((m.start, m.end) for m in beside), *((d.start, d.end) for d in scan.dates_in(start, end))]
    return mark.value == "_" or any(mark.overlaps(a, b) for a, b in taken)


def is_source(scan: Scan, mark: Mark, start: int, end: int) -> bool:
    """Whether someone is named only as the source: "an army officer said", "according to police"."""
    grammar = scan.pack.grammar
    if grammar.speaks.match(scan.flat, mark.end, end):
        return True
    return grammar.credits.search(scan.flat, max(start, mark.start - 40), mark.start) is not None


def _named_so(scan: Scan, mark: Mark) -> bool:
    """Whether a word is part of a name: "Nahr al-Imam"."""
    return scan.text[mark.start].isupper() and scan.flat[max(0, mark.start - 3) : mark.start] in {"al-", "al "}


def _owner(scan: Scan, thing: Mark, pool: Sequence[Mark]) -> Mark | None:
    """A person's house takes the person's type: "home of a judge", "an activist's house"."""
    home = thing.value == "neighbourhood"
    if not home and not _is_faint(scan, thing):
        return None
    for other in pool:
        gap = scan.flat[thing.end : other.start]
        if other.start >= thing.end and scan.pack.grammar.owned.fullmatch(gap):
            return other
        if home and _owns(scan, other, thing):
            return other
    return None


def _home(scan: Scan, owner: Mark, pool: Sequence[Mark]) -> Mark | None:
    """The house named right before whose it is: "home of a police chief"."""
    for other in pool:
        if other.end < owner.start and scan.pack.grammar.home.search(scan.flat[other.start : other.end]):
            if re.fullmatch(r" (?:\w+ )?", scan.flat[other.end : owner.start]):
                return other
    return None


def acts(scan: Scan, mark: Mark, start: int, end: int) -> bool:
    """Whether the security forces named act rather than suffer: "army found and defused", "police arrested"."""
    if mark.value not in {"police_or_army", "militia", "politician_or_activist"}:
        return False
    if scan.pack.grammar.building.search(scan.flat, mark.start, mark.end):
        # "A bomb by a police station": no station attacks.
        return False
    if scan.pack.grammar.led.search(scan.flat[max(start, mark.start - 30) : mark.start]):
        return True
    by = scan.pack.grammar.by.search(scan.flat[max(start, mark.start - 40) : mark.start])
    if by and not any(map(scan.pack.grammar.doer.search, by[0].split())):
        # Of "attacked gunmen a patrol" the gunmen act; "kidnapped was an activist by gunmen".
        return scan.pack.grammar.passive.match(scan.flat, mark.end, end) is None
    after = scan.flat[mark.end : min(end, mark.end + 30)]
    if mark.value == "militia" and any(w.start == mark.end + 1 for w in scan.marks("weapons", mark.end, end)):
        return True
    return scan.pack.grammar.acts.match(after) is not None


def _attacks_first(scan: Scan, used: Sequence[Mark], arrested: Mark, end: int) -> bool:
    """Whether a line tells an attack before it speaks of arrests: "Gunmen; lawyer of the detained; 1 killed"."""
    if not used or used[0].start > arrested.start:
        return False
    if scan.pack.grammar.had_done.search(scan.flat, used[0].end, arrested.start):
        # "Fired on a patrol that had arrested their leader"
        return True
    parted = re.search(r"[;,|:]|\s[-–—]\s", scan.text[used[0].end : arrested.start])
    return used[0].value != "small_arms" or (parted is not None and scan.has("toll", arrested.end, end))


def kind(scan: Scan, start: int, end: int, used: Sequence[Mark], aim: Sequence[Mark]) -> Kind | None:
    """The ACLED sub-event type of an attack, from its own words first, then from weapon and target."""
    words = scan.marks("kinds", start, end)
    named = {m.value: m for m in reversed(words)}
    arms = {m.value: m for m in reversed(used)}
    if scan.pack.grammar.fight.search(scan.flat, start, end) and (words or used):
        return Kind("armed_clash", tuple(words[:1] or used[:1]), True)
    if "disrupted_weapons_use" in named and (used or "other_operation" in named):
        return Kind("disrupted_weapons_use", (named["disrupted_weapons_use"],), False)
    if "arrests" in named and not _attacks_first(scan, used, named["arrests"], end):
        return Kind("arrests", (named["arrests"],), False)
    if "suicide_bomb" in arms:
        return Kind("suicide_bomb", (arms["suicide_bomb"],), False)
    if "abduction" in arms:
        return Kind("abduction_forced_disappearance", (arms["abduction"],), False)
    secured = bool(aim) and aim[0].value in SECURITY
    firearms = [m for m in used if m.value in _FIREARMS]
    blasts = [m for m in used if m.value in _BLASTS]
    if firearms and blasts and secured:
        return Kind("armed_clash", (firearms[0], blasts[0]), True)
    if (firearms and firearms[0] is used[0]) or (not used and named):
        return _by_hand(scan, start, end, named, firearms, aim, secured)
    if used and used[0].value == "rpg":
        return Kind("armed_clash" if secured else "shelling_artillery_missile_attack", (used[0],), True)
    for mark in used:
        if (value := KIND_OF_WEAPON.get(mark.value)) is not None:
            return Kind(value, (mark,), True)
    return None


def _by_hand(
    scan: Scan,
    start: int,
    end: int,
    named: dict[str, Mark],
    firearms: Sequence[Mark],
    aim: Sequence[Mark],
    secured: bool,
) -> Kind | None:
    """Shooting and what else men do at close quarters: a clash where the other side can shoot back."""
    private = scan.pack.grammar.private.search(scan.flat, start, end) is not None
    if "armed_clash" in named and not private and (secured or not aim or not firearms):
        return Kind("armed_clash", (named["armed_clash"],), False)
    if "attack" in named and (not secured or private):
        return Kind("attack", (named["attack"],), False)
    if firearms:
        return Kind("armed_clash" if secured and not private else "attack", (firearms[0],), True)
    for value in (
        "attack",
        "looting_property_destruction",
        "mob_violence",
        "peaceful_protest",
        "violent_demonstration",
        "sexual_violence",
        "air_drone_strike",
    ):
        if value in named:
            return Kind(value, (named[value],), False)
    if "other_operation" in named:
        return Kind("other", (named["other_operation"],), True)
    return None


def status(scan: Scan, start: int, end: int, of: str | None) -> tuple[str, Mark | None]:
    """occurred unless the words say otherwise, with those words."""
    for mark in scan.marks("status", start, end):
        if mark.value == "foiled" and of != "disrupted_weapons_use":
            continue
        if mark.value == "threatened":
            continue
        return mark.value, mark
    if of == "suicide_bomb":
        early = scan.pack.grammar.before_time.search(scan.flat, start, end)
        if early is not None:
            return "foiled", Mark(*early.span(), "status", "foiled")
    return "occurred", None


def count(scan: Scan, start: int, end: int, aim: Sequence[Mark]) -> tuple[int, tuple[int, int]] | None:
    """How many attacks one line tells: "2 IEDs on 2 convoys" is 2, "two rockets" is one."""
    for mark in aim:
        if not mark.value.endswith("convoy"):
            continue
        if scan.pack.grammar.vehicles.match(scan.flat, mark.start):
            # One attack hits "three trucks"; two convoys are hit by two.
            continue
        if scan.pack.grammar.dual.search(scan.flat[mark.start : mark.end]):
            return 2, (mark.start, mark.end)
        for number in scan.numbers_in(max(start, mark.start - 16), mark.start):
            gap = scan.flat[number.end : mark.start]
            n = number.range.best
            if n and n > 1 and not number.article and re.fullmatch(r"\s(?:[\w-]+ ){0,1}", gap):
                return n, (number.start, mark.end)
    return None


def _befell(scan: Scan, deed: Mark) -> bool:
    """Whether who stands before a word is the one it befell: "a militia's leader shot in his doorway"."""
    if scan.pack.grammar.befalls.fullmatch(scan.flat, deed.start, deed.end) is None:
        return False
    after = scan.flat[deed.end : deed.end + 2].strip()
    ended = not after or after[0] in ".,;:)-|"
    return ended or scan.pack.grammar.circumstance.match(scan.flat, deed.end) is not None


def perpetrators(scan: Scan, start: int, end: int, used: Sequence[Mark], of: Kind | None) -> list[tuple[Mark, str]]:
    """Actors said to have done it, with the ground on which it is said."""
    told: list[tuple[Mark, str]] = []
    deeds = sorted([*used, *(of.marks if of else ()), *scan.marks("generic", start, end)], key=lambda m: m.start)
    for actor in scan.marks("actors", start, end):
        row = scan.theatre.actors[actor.value]
        if row.type in {"civilians", "organisation", "party"}:
            continue
        before = scan.flat[max(start, actor.start - 24) : actor.start]
        claim = [m for m in scan.marks("basis", max(start, actor.start - 30), min(end, actor.end + 30))]
        if claim:
            told.append((actor, claim[0].value if claim[0].value != "denied" else "denied"))
        elif scan.pack.grammar.by.search(before):
            told.append((actor, "stated"))
        elif any(
            0 <= d.start - actor.end <= 12 and re.fullmatch(r"\s(?:[\w'-]+ )?", scan.flat[actor.end : d.start])
            for d in deeds
            if not _befell(scan, d)
        ):
            if not scan.pack.grammar.onto.search(before):
                told.append((actor, "stated"))
    return told
