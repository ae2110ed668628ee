"""Which weapons and targets reporters take for one another: families over the closed lists."""

from __future__ import annotations

from typing import Final

WEAPON_FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "bomb": ("ied", "vehicle_bomb", "suicide_bomb", "landmine"),
    "shell": ("rocket", "missile", "mortar", "artillery"),
    "air": ("drone", "airstrike"),
    "gun": ("small_arms", "sniper", "rpg", "grenade"),
    "crowd": ("crowd_weapon", "arson"),
    "hand": ("stabbing", "vehicle_ramming"),
    "taken": ("abduction",),
    "chemical": ("chemical",),
}
TARGET_FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "convoy": ("supply_convoy", "military_convoy"),
    "force": ("military_base", "police_or_army", "militia", "airport"),
    "people": ("civilians", "neighbourhood", "business", "religious_site", "protesters", "media", "aid_worker"),
    "office": ("embassy_or_diplomatic", "government_area", "politician_or_activist"),
    "works": ("infrastructure",),
}
KIND_FAMILIES: Final[dict[str, str]] = {
    "remote_explosive_landmine_ied": "ied", "disrupted_weapons_use": "ied", "suicide_bomb": "suicide_bomb",
    "grenade": "grenade", "shelling_artillery_missile_attack": "rocket", "air_drone_strike": "airstrike",
    "armed_clash": "small_arms", "chemical_weapon": "chemical", "abduction_forced_disappearance": "abduction",
    "violent_demonstration": "crowd_weapon", "mob_violence": "crowd_weapon",
}  # fmt: skip
"""The weapon that a kind of event goes with, for reports that name none."""

DEEDS: Final[dict[str, tuple[str, ...]]] = {
    "attack": (
        "armed_clash", "chemical_weapon", "air_drone_strike", "suicide_bomb", "shelling_artillery_missile_attack",
        "remote_explosive_landmine_ied", "grenade", "sexual_violence", "attack", "abduction_forced_disappearance",
        "looting_property_destruction", "government_regains_territory", "non_state_actor_overtakes_territory",
    ),
    "protest": (
        "peaceful_protest", "protest_with_intervention", "excessive_force_against_protesters", "violent_demonstration",
        "mob_violence",
    ),
    "find": ("disrupted_weapons_use",),
    "arrest": ("arrests",),
    "step": ("agreement", "change_to_group_activity", "headquarters_or_base_established",
             "non_violent_transfer_of_territory"),
}  # fmt: skip
"""Kinds of event that are never the same event: an arrest after an attack is not the attack."""

_DEED = {kind: deed for deed, kinds in DEEDS.items() for kind in kinds}
_WEAPON = {weapon: family for family, members in WEAPON_FAMILIES.items() for weapon in members}
_TARGET = {target: family for family, members in TARGET_FAMILIES.items() for target in members}


def weapon_family(weapon: str | None) -> str | None:
    """The family of a weapon, None if it has none."""
    return _WEAPON.get(weapon or "")


def target_family(target: str | None) -> str | None:
    """The family of a target, None if it has none."""
    return _TARGET.get(target or "")


def weapon_of_kind(kind: str | None) -> str | None:
    """The weapon that a kind of event goes with, None if it goes with none in particular."""
    return KIND_FAMILIES.get(kind or "")


def deed_of_kind(kind: str | None) -> str | None:
    """What sort of deed a kind is, None for "other"."""
    return _DEED.get(kind or "")
