"""The closed lists: every value that a coded field may take.

Names follow ACLED (kinds), PLOVER (interaction types and modes) and the output contract in the docs.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


KINDS: Final = _words(
    "armed_clash government_regains_territory non_state_actor_overtakes_territory chemical_weapon air_drone_strike "
    "suicide_bomb shelling_artillery_missile_attack remote_explosive_landmine_ied grenade sexual_violence attack "
    "abduction_forced_disappearance peaceful_protest protest_with_intervention excessive_force_against_protesters "
    "violent_demonstration mob_violence agreement arrests change_to_group_activity disrupted_weapons_use "
    "headquarters_or_base_established looting_property_destruction non_violent_transfer_of_territory other"
)
WEAPONS: Final = _words(
    "ied vehicle_bomb suicide_bomb rocket missile mortar artillery drone airstrike small_arms sniper grenade rpg "
    "landmine stabbing arson abduction chemical vehicle_ramming crowd_weapon other unknown"
)
TARGETS: Final = _words(
    "supply_convoy military_convoy military_base embassy_or_diplomatic airport government_area police_or_army militia "
    "civilians neighbourhood business infrastructure religious_site politician_or_activist media aid_worker protesters "
    "other unknown"
)
GROUPS: Final = _words(
    "civilians army police tribal_force militia kurdish_force insurgents foreign_troops contractors officials "
    "journalists aid_workers unknown"
)
ROLES: Final = _words("listed news background")
STATUSES: Final = _words("occurred foiled attempted threatened claimed_only denied")
BASES: Final = _words("stated claimed blamed suspected inferred")
LEVELS: Final = _words("individual group label")
ACTOR_TYPES: Final = _words(
    "state government military police armed_group party coalition person organisation civilians label"
)
DATE_PRECISIONS: Final = _words("day week month year")
PLACE_PRECISIONS: Final = _words("exact site settlement admin2 admin1 country")
DERIVATIONS: Final = _words("default metadata layout gazetteer register rule person")
VERDICTS: Final = _words("SAME PART_OF DISTINCT UNSURE COPY_OF")
TOTAL_OF: Final = _words("incidents killed wounded casualties")
CHECK_RULES: Final = _words("total_vs_listed sum_of_parts narrative_vs_list date_order duplicate_line")
SEVERITIES: Final = _words("error warning note")
FAMILIES: Final = _words("incident interaction tie total actor")
TIE_TYPES: Final = _words(
    "commands leads member_of part_of created arms funds trains front_of allied rival successor_of"
)
INTERACTION_MODES: Final[dict[str, tuple[str, ...]]] = {
    "agree": _words("sign accept"),
    "consult": _words("visit meet host call mediate"),
    "support": _words("endorse praise"),
    "concede": _words("ease accept_demand"),
    "cooperate": _words("joint_operation share_information"),
    "aid": _words("arm fund train shelter"),
    "retreat": _words("ceasefire_announced withdraw release disarm resign"),
    "request": _words("order call_on demand"),
    "accuse": _words("blame investigate"),
    "reject": _words("deny condemn refuse"),
    "threaten": _words("warn strike_threatened ultimatum"),
    "protest": _words("demonstrate strike"),
    "mobilize": _words("deploy alert ceasefire_ended"),
    "sanction": _words("designate expel suspend"),
    "coerce": _words("arrest raid ban"),
    "assault": _words("attack"),
}

# What each family may say, and whether a report may say it more than once.
INCIDENT_FIELDS: Final[dict[str, bool]] = {
    "role": False, "kind": False, "weapons": True, "targets": True, "victims": True, "when": False, "place": False,
    "killed": False, "wounded": False, "perpetrators": True, "campaign": False, "denials": True, "status": False,
    "count": False,
}  # fmt: skip
INTERACTION_FIELDS: Final[dict[str, bool]] = {
    "type": False, "mode": False, "initiators": True, "recipients": True, "when": False, "place": False,
    "about": False, "hedged": False, "says": False,
}  # fmt: skip
TIE_FIELDS: Final[dict[str, bool]] = {
    "type": False, "subject": False, "object": False, "when": False, "hedged": False, "says": False,
}  # fmt: skip
TOTAL_FIELDS: Final[dict[str, bool]] = {
    "n": False, "of": False, "scope": False, "told_in": False, "covers": False, "part_of": False,
    "readings": False, "addends": False, "sentence": False, "unread": False, "doubts": False,
}  # fmt: skip
ACTOR_FIELDS: Final[dict[str, bool]] = {
    "name": False, "names": True, "type": False, "level": False, "campaign": False, "country": False,
    "offices": True, "memberships": True,
}  # fmt: skip
FIELDS: Final[dict[str, dict[str, bool]]] = {
    "incident": INCIDENT_FIELDS, "interaction": INTERACTION_FIELDS, "tie": TIE_FIELDS, "total": TOTAL_FIELDS,
    "actor": ACTOR_FIELDS,
}  # fmt: skip
