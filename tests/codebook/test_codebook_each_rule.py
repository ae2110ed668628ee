"""For each rule of each codebook one incident that it decides."""

from __future__ import annotations

from typing import Any

import pytest

from sijill import codebook
from sijill.model import vocabulary

ATTACK = {"kind": "attack", "status": "occurred", "role": "news", "perpetrator_side": "unknown", "weapons": []}
DEAD = {"killed_low": 2, "killed_best": 2, "killed_high": 2}
KILLED = {**DEAD, "perpetrators": ["islamic_state"], "perpetrator_side": "non_state"}
BOMB = {"kind": "remote_explosive_landmine_ied", "weapons": ["ied"]}
ROCKETS = {"kind": "shelling_artillery_missile_attack", "weapons": ["rocket"]}

Decided = list[tuple[str, bool, dict[str, Any]]]

ACLED: Decided = [
    ("background", False, {"role": "background"}),
    ("threatened", False, {"status": "threatened"}),
    ("attempted", False, {"status": "attempted"}),
    ("claimed_only", False, {"status": "claimed_only"}),
    ("denied", False, {"status": "denied"}),
    ("crime", False, {"campaign": "criminal"}),
    ("foiled", True, {**BOMB, "status": "foiled"}),
    ("battles", True, {"kind": "armed_clash"}),
    ("explosions_and_remote_violence", True, BOMB),
    ("violence_against_civilians", True, {"kind": "attack"}),
    ("protests", True, {"kind": "peaceful_protest"}),
    ("riots", True, {"kind": "mob_violence"}),
    ("strategic_developments", True, {"kind": "agreement"}),
    ("default", False, {"kind": None}),
]
UCDP: Decided = [
    ("background", False, {**KILLED, "role": "background"}),
    ("did_not_happen", False, {**KILLED, "status": "foiled"}),
    ("claimed_only", False, {**KILLED, "status": "claimed_only"}),
    ("denied", False, {**KILLED, "status": "denied"}),
    ("no_armed_force", False, {**KILLED, "kind": "mob_violence"}),
    ("kind_not_told", False, {**KILLED, "kind": None}),
    ("crime", False, {**KILLED, "campaign": "criminal"}),
    ("deaths_not_stated", False, {**KILLED, "killed_low": None, "killed_best": None, "killed_high": None}),
    ("deaths_possible", False, {**KILLED, "killed_low": 0, "killed_best": None, "killed_high": 5}),
    ("no_deaths", False, {**KILLED, "killed_low": 0, "killed_best": 0, "killed_high": 0}),
    ("by_a_state_on_armed_groups", True, {**KILLED, "perpetrator_side": "state", "targets": ["militia"]}),
    (
        "by_a_state_killing_fighters",
        True,
        {**KILLED, "perpetrator_side": "state", "victims": [{"group": "insurgents"}]},
    ),
    ("by_a_state", True, {**KILLED, "perpetrator_side": "state", "victims": [{"group": "civilians"}]}),
    ("nobody_named", False, {**DEAD, **BOMB}),
    ("tribal", True, {**KILLED, "kind": "armed_clash", "campaign": "tribal"}),
    ("on_a_state", True, {**KILLED, "targets": ["police_or_army"]}),
    ("killing_a_states_forces", True, {**KILLED, "victims": [{"group": "army"}]}),
    ("on_an_armed_group", True, {**KILLED, "targets": ["militia"]}),
    ("killing_an_armed_groups_members", True, {**KILLED, "victims": [{"group": "tribal_force"}]}),
    ("clash", True, {**KILLED, "kind": "armed_clash"}),
    ("one_sided", True, {**KILLED, **BOMB, "targets": ["civilians"]}),
    # No kind is left for it: the closed list is used up above.
    ("default", False, {**KILLED, "kind": "a kind of a later list"}),
]
MUC4: Decided = [
    ("background", False, {"role": "background"}),
    ("denied", False, {"status": "denied"}),
    ("protest", False, {"kind": "violent_demonstration"}),
    ("no_violence", False, {"kind": "agreement"}),
    ("territory", False, {"kind": "government_regains_territory"}),
    ("state_operation", False, {"perpetrator_side": "state", "targets": ["militia"]}),
    ("clash_with_civilians_hit", True, {"kind": "armed_clash", "victims": [{"group": "civilians"}]}),
    ("clash_on_civilian_target", True, {"kind": "armed_clash", "targets": ["business"]}),
    ("clash", False, {"kind": "armed_clash", "targets": ["police_or_army"]}),
    ("kidnapping", True, {"kind": "abduction_forced_disappearance", "status": "attempted"}),
    ("arson", True, {"kind": "attack", "weapons": ["arson"]}),
    ("robbery", True, {"kind": "looting_property_destruction"}),
    ("civilian_target", True, {**BOMB, "targets": ["military_base", "business"]}),
    ("civilian_victims", True, {**BOMB, "targets": ["military_base"], "victims": [{"group": "civilians"}]}),
    ("military_target", False, {**BOMB, "targets": ["military_convoy"]}),
    ("by_a_state_from_the_air", False, {"kind": "air_drone_strike", "perpetrator_side": "state"}),
    ("bombing", True, {**BOMB, "status": "threatened"}),
    ("device_found", True, {**BOMB, "kind": "disrupted_weapons_use", "status": "foiled"}),
    ("arms_found", False, {"kind": "disrupted_weapons_use"}),
    ("attack", True, {"kind": "attack"}),
    ("default", False, {"kind": None}),
]
US_TARGETS: Decided = [
    ("background", False, {**ROCKETS, "role": "background"}),
    ("did_not_happen", False, {**ROCKETS, "status": "foiled"}),
    ("claimed_only", False, {**ROCKETS, "status": "claimed_only"}),
    ("denied", False, {**ROCKETS, "status": "denied"}),
    ("no_violence", False, {"kind": "arrests"}),
    ("crowd", False, {"kind": "violent_demonstration", "target_words": " pushed into the us embassy "}),
    ("by_a_state", False, {**ROCKETS, "perpetrator_side": "state", "target_words": " the us base "}),
    ("other_campaign", False, {**BOMB, "campaign": "islamic_state", "targets": ["supply_convoy"]}),
    ("other_nations_mission", False, {**ROCKETS, "target_words": " near the turkish embassy in the green zone "}),
    ("target_words", True, {**BOMB, "target_words": " a convoy carrying supplies for us forces "}),
    ("green_zone_place", True, {**ROCKETS, "gazetteer_id": "iq-baghdad-green-zone"}),
    ("green_zone_words", True, {**ROCKETS, "target_words": " struck the green zone in central baghdad "}),
    ("host_base", True, {**ROCKETS, "gazetteer_id": "iq-ain-al-asad"}),
    ("baghdad_airport", True, {**ROCKETS, "targets": ["airport"], "admin1": "Baghdad"}),
    ("supply_convoy", True, {**BOMB, "targets": ["supply_convoy"]}),
    ("pro_iran_on_bases", True, {**BOMB, "campaign": "pro_iran", "targets": ["military_base"]}),
    ("default", False, {**BOMB, "targets": ["police_or_army"]}),
]
EACH = {"acled": ACLED, "ucdp": UCDP, "muc4": MUC4, "us-targets": US_TARGETS}
CASES = [(name, *case) for name, cases in EACH.items() for case in cases]


@pytest.mark.parametrize(("name", "rule", "counts", "change"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_each_rule_decides_one(name: str, rule: str, counts: bool, change: dict[str, Any]) -> None:
    verdict = codebook.load(name).verdict({**ATTACK, **change})
    assert (verdict.rule, verdict.counts) == (rule, counts)


@pytest.mark.parametrize("name", EACH)
def test_no_rule_is_without_its_incident(name: str) -> None:
    rules = codebook.load(name)
    assert [rule for rule, _, _ in EACH[name]] == [*(rule.name for rule in rules.rules), "default"]


def test_acled_takes_every_kind_that_occurred() -> None:
    rules = codebook.load("acled")
    assert all(rules.verdict({**ATTACK, "kind": kind}).counts for kind in vocabulary.KINDS)


def test_ucdp_never_takes_unknown_deaths_for_none() -> None:
    rules = codebook.load("ucdp")
    unknown, none = (rules.verdict({**ATTACK, **KILLED, "killed_low": n, "killed_high": n}) for n in (None, 0))
    assert (unknown.because, none.because) == ("deaths not stated, which is not none", "without deaths")
    open_above = {**ATTACK, **KILLED, "killed_low": 24, "killed_best": None, "killed_high": None}
    assert rules.verdict(open_above).counts


@pytest.mark.parametrize("name", ["ucdp", "muc4", "us-targets"])
def test_every_kind_is_decided(name: str) -> None:
    rules = codebook.load(name)
    base = {**ATTACK, **KILLED, "target_words": " a us convoy "}
    assert all(rules.verdict({**base, "kind": kind}).rule != "default" for kind in vocabulary.KINDS)


@pytest.mark.parametrize(
    "words",
    [" لوجستي للتحالف الدولي ", " رتل دعم للقوات الامريكيه ", " the american logistics column ", " us led convoy "],
)
def test_targets_are_told_in_english_and_arabic(words: str) -> None:
    assert codebook.load("us-targets").verdict({**ATTACK, **BOMB, "target_words": words}).rule == "target_words"


def test_a_word_within_another_is_not_it() -> None:
    assert codebook.load("us-targets").verdict({**ATTACK, **BOMB, "target_words": " a bus and a nato "}).rule == (
        "target_words"
    )
    assert codebook.load("us-targets").verdict({**ATTACK, **BOMB, "target_words": " a bus "}).rule == "default"


@pytest.mark.parametrize("name", EACH)
def test_each_file_names_its_public_source(name: str) -> None:
    from importlib import resources

    comments = [
        line for line in resources.files("sijill.codebook").joinpath(f"{name}.toml").read_text("utf-8").splitlines()
        if line.startswith("#")
    ]  # fmt: skip
    assert any("https://" in line for line in comments)
