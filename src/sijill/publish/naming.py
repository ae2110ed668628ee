"""What a line calls an incident: its weapon and what it struck, or its kind where that says what happened."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.publish.phrases import Phrases

NAMED_BY_KIND = frozenset(
    {
        "agreement", "arrests", "change_to_group_activity", "headquarters_or_base_established",
        "non_violent_transfer_of_territory",
    }
)  # fmt: skip
"""Kinds in which nothing is struck: weapons and targets that their texts mention are those of something else."""
PEACEFUL = frozenset({"peaceful_protest", "protest_with_intervention"})
FORCE = "excessive_force_against_protesters"
PROTESTS = PEACEFUL | {"violent_demonstration"}
PLACES = frozenset(
    {
        "military_base", "embassy_or_diplomatic", "airport", "government_area", "neighbourhood", "business",
        "infrastructure", "religious_site",
    }
)  # fmt: skip
"""Targets that something can happen at."""
WEAPON_JOINS = {
    "abduction": "of_people", "stabbing": "of_people", "vehicle_ramming": "of_people", "arson": "of_arson",
}  # fmt: skip
"""How a weapon takes its target, where it is not "on"."""
KIND_JOINS = {
    "attack": "on", "air_drone_strike": "on", "suicide_bomb": "on", "remote_explosive_landmine_ied": "on",
    "grenade": "on", "chemical_weapon": "on", "shelling_artillery_missile_attack": "of",
    "abduction_forced_disappearance": "of_people", "sexual_violence": "against", "mob_violence": "against",
}  # fmt: skip
"""How a kind takes its target; one that is not here happens at a place."""


@dataclass(frozen=True, slots=True)
class Named:
    """A weapon or target in a line. type: its coded value; text: its words; own: whether they are a source's."""

    type: str
    text: str
    own: bool = False


NOTHING = Named("unknown", "")


def headed(kind: str, weapon: Named, target: Named, words: Phrases) -> str:
    """ "IED on supply convoy", "Armed clash at military base", "Arrests". weapon, target: NOTHING where not told."""
    label = words.label("kinds", kind)
    if kind in NAMED_BY_KIND:
        return label
    weapon, target = _of_a_protest(kind, weapon, target)
    head = weapon.text or label
    if not target.text:
        return head
    join = WEAPON_JOINS.get(weapon.type, "on") if weapon.text else KIND_JOINS.get(kind, "at")
    return words.text(f"lines.{_fitting(join, target)}", weapon=head, target=target.text)


def _of_a_protest(kind: str, weapon: Named, target: Named) -> tuple[Named, Named]:
    """A protest is not done with a weapon to those who protest; other kinds as they are."""
    if kind == FORCE:
        return weapon, target if weapon.text else NOTHING
    if kind not in PROTESTS:
        return weapon, target
    if kind in PEACEFUL or target.type == "protesters":
        weapon = NOTHING
    struck = target.type in PLACES or (weapon.text and target.type != "protesters")
    return weapon, target if struck else NOTHING


def _fitting(join: str, target: Named) -> str:
    """The join that a target can take: nothing burns "at" people, and only people are abducted."""
    if join in ("at", "of_arson"):
        return join if target.type in PLACES else "apart"
    return "at" if join == "of_people" and target.type in PLACES and not target.own else join
