"""What an entry of a list says: kind, weapon, target, status, number, who did it."""

from __future__ import annotations

import pytest
from texts import listed

BLAST, SHELLING = "remote_explosive_landmine_ied", "shelling_artillery_missile_attack"


@pytest.mark.parametrize(
    ("entry", "kind", "weapon", "target"),
    [
        ("IED on supply convoy, Babil", BLAST, "ied", "supply_convoy"),
        ("IED on convoy of trucks with coalition equipment, Babil", BLAST, "ied", "supply_convoy"),
        ("IED on an army patrol, Ramadi", BLAST, "ied", "police_or_army"),
        ("IED on a Hashd vehicle, Baiji", BLAST, "ied", "militia"),
        ("IED outside a liquor shop, Baghdad", BLAST, "ied", "business"),
        ("Sticky bomb on the car of a judge, Baghdad", BLAST, "ied", "politician_or_activist"),
        ("Attack on an oil pipeline with explosives, Kirkuk", BLAST, "ied", "infrastructure"),
        ("Bomb at a mosque, Baquba", BLAST, "ied", "religious_site"),
        ("Stun grenade at a beekeeper's, Zubair", "grenade", "grenade", "civilians"),
        ("House of an activist hit by a bomb, Nasiriyah", BLAST, "ied", "politician_or_activist"),
        ("Aid convoy hit by a roadside bomb, Mosul", BLAST, "ied", "aid_worker"),
        ("Car bomb at a market, Mosul", BLAST, "vehicle_bomb", "business"),
        ("Landmine killed a shepherd, Basra", BLAST, "landmine", "civilians"),
        ("Suicide bomber at a checkpoint, Ramadi", "suicide_bomb", "suicide_bomb", "police_or_army"),
        ("Two Katyusha rockets on the Green Zone, Baghdad", SHELLING, "rocket", "government_area"),
        ("Rocket attack on the US embassy, Baghdad", SHELLING, "rocket", "embassy_or_diplomatic"),
        ("Rocket at the headquarters of a party, Baghdad", SHELLING, "rocket", "politician_or_activist"),
        ("Mortar rounds on a village, Khanaqin", SHELLING, "mortar", "neighbourhood"),
        ("Five mortar shells on Balad air base", SHELLING, "mortar", "military_base"),
        ("Shelling of a village by Turkish artillery, Dohuk", SHELLING, "artillery", "neighbourhood"),
        ("Drone attack on Ain al-Asad base, Anbar", "air_drone_strike", "drone", "military_base"),
        ("Turkish air strike on a PKK position, Sinjar", "air_drone_strike", "airstrike", "militia"),
        ("Hand grenade thrown at a house, Basra", "grenade", "grenade", "neighbourhood"),
        ("Gunmen shot a farmer dead, Hawija", "attack", "small_arms", "civilians"),
        ("Gunmen shot at a TV crew, Basra", "attack", "small_arms", "media"),
        ("Gunmen attacked a police checkpoint, Hawija", "armed_clash", "small_arms", "police_or_army"),
        ("Sniper shot a soldier, Daquq", "armed_clash", "sniper", "police_or_army"),
        ("Man stabbed to death, Mosul", "attack", "stabbing", "civilians"),
        ("Kidnapping of two truffle hunters, Rutba", "abduction_forced_disappearance", "abduction", "civilians"),
        ("Car drove into a crowd of pilgrims, Karbala", "attack", "vehicle_ramming", "civilians"),
        ("Assassination of an activist outside his home, Amara", "attack", None, "politician_or_activist"),
        ("Trucks set on fire, Nasiriyah", "looting_property_destruction", "arson", "supply_convoy"),
        ("Chlorine attack on Taza, Kirkuk", "chemical_weapon", "chemical", None),
    ],
)
def test_kind_weapon_and_target(entry: str, kind: str, weapon: str | None, target: str | None) -> None:
    told = listed(entry)
    assert (told["kind"], [w["type"] for w in told["weapons"]], [t["type"] for t in told["targets"]]) == (
        kind,
        [weapon] if weapon else [],
        [target] if target else [],
    )
    assert told["status"] == "occurred"


@pytest.mark.parametrize(
    ("entry", "weapons"),
    [
        ("IED and gunmen on a police post, Diyala", ["ied", "small_arms"]),
        ("Car bomb and gunmen at an army base, Anbar", ["vehicle_bomb", "small_arms"]),
    ],
)
def test_a_bomb_and_gunmen_on_armed_men_are_a_clash(entry: str, weapons: list[str]) -> None:
    told = listed(entry)
    assert (told["kind"], [w["type"] for w in told["weapons"]]) == ("armed_clash", weapons)
    assert [d["from"] for d in told["derived"] if d["field"] == "kind"] == ["rule"]


@pytest.mark.parametrize(
    ("entry", "kind", "status"),
    [
        ("IED found and defused, Ramadi", "disrupted_weapons_use", "foiled"),
        ("Two drones shot down over Balad air base", "disrupted_weapons_use", "foiled"),
        ("Attempted assassination of a mayor, Baquba", "attack", "attempted"),
        ("Rockets failed to explode, Taji base", SHELLING, "attempted"),
    ],
)
def test_what_did_not_succeed_says_so(entry: str, kind: str, status: str) -> None:
    told = listed(entry)
    assert (told["kind"], told["status"]) == (kind, status)
    assert "status" in {e["field"] for e in told["evidence"]}


@pytest.mark.parametrize(
    ("entry", "kind"),
    [("Police arrested three men, Mosul", "arrests"), ("Army raid found an arms cache, Baiji", "other")],
)
def test_what_security_forces_do_has_neither_weapon_nor_target(entry: str, kind: str) -> None:
    told = listed(entry)
    assert (told["kind"], told["weapons"], told["targets"], told["killed"]) == (kind, [], [], None)


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        ("Two Katyusha rockets on the Green Zone, Baghdad", 2),
        ("Five mortar shells on Balad air base", 5),
        ("Rockets on Taji base", None),
        ("A rocket on Taji base", None),
    ],
)
def test_how_many_of_a_weapon(entry: str, number: int | None) -> None:
    told = listed(entry)
    assert told["weapons"][0]["number"] == number
    assert told["count"]["best"] == 1


def test_two_convoys_in_one_line_are_two_attacks() -> None:
    told = listed("2 IEDs on 2 supply convoys, Babil")
    assert told["count"] == {"low": 2, "best": 2, "high": 2}
    assert "count" in {e["field"] for e in told["evidence"]}


@pytest.mark.parametrize(
    ("entry", "actor", "basis", "campaign"),
    [
        (
            "Saraya Awliya al-Dam claimed a rocket attack on Erbil airport",
            "saraya_awliya_al_dam",
            "claimed",
            "pro_iran",
        ),
        ("Rocket attack blamed on Kataib Hezbollah, Baghdad airport", "kataib_hezbollah", "blamed", "pro_iran"),
        ("Islamic State gunmen attacked a village, Diyala", "islamic_state", "stated", "islamic_state"),
    ],
)
def test_who_did_it_and_on_what_ground(entry: str, actor: str, basis: str, campaign: str) -> None:
    told = listed(entry)
    assert (told["perpetrators"][0]["actor_id"], told["perpetrators"][0]["basis"]) == (actor, basis)
    assert told["campaign"] == campaign
    assert "register" in {d["from"] for d in told["derived"] if d["field"] == "campaign"}


def test_who_denies_it_did_not_do_it() -> None:
    told = listed("Ashab al-Kahf denied responsibility for rockets on the Green Zone")
    assert told["perpetrators"] == []
    assert [d["actor_id"] for d in told["denials"]] == ["ashab_al_kahf"]


def test_no_campaign_without_a_perpetrator() -> None:
    assert listed("IED on supply convoy, Babil")["campaign"] is None


def test_the_weapon_of_an_entry_is_quoted_from_it() -> None:
    told = listed("Two Katyusha rockets on the Green Zone, Baghdad")
    quotes = {e["field"]: e["quote"] for e in told["evidence"]}
    assert (quotes["kind"], quotes["weapons.0"], quotes["targets.0"]) == (
        "Katyusha rockets",
        "Katyusha rockets",
        "Green Zone",
    )


# -- known gaps ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", ["RPG fired at a police station, Amara", "Missiles fired at Ain al-Asad base, Anbar"])
def test_a_weapon_that_is_fired_is_the_only_one(entry: str) -> None:
    assert len(listed(entry)["weapons"]) == 1


@pytest.mark.xfail(strict=True, reason="'two clans with guns' is read as two guns")
def test_a_number_of_people_is_no_number_of_weapons() -> None:
    assert listed("Clash between two clans with guns, Basra")["weapons"][0]["number"] is None


@pytest.mark.parametrize(
    ("hit", "targets"),
    [
        ("a date grower", ["civilians"]),
        ("wheat fields", ["civilians"]),
        ("a perfume shop", ["business"]),
        ("a rice mill", ["business"]),
        ("a gas bottling plant", ["infrastructure"]),
        ("a dialysis ward", ["infrastructure"]),
        ("a customs shed", ["government_area"]),
        ("the passport department", ["government_area"]),
        ("a frontier squad", ["police_or_army"]),
        ("a Zeravani colonel", ["police_or_army"]),
        ("an ammunition dump", ["military_base"]),
        ("tribal levies", ["militia"]),
        ("a Babylon Brigade office", ["militia"]),
        ("a deacon", ["religious_site"]),
        ("the Sunni endowment office", ["religious_site"]),
        ("a clan chieftain", ["politician_or_activist"]),
        ("a Turkmen Front bureau", ["politician_or_activist"]),
        ("a stringer", ["media"]),
        ("an NGO nurse", ["aid_worker"]),
        ("the honorary consul", ["embassy_or_diplomatic"]),
        ("a bungalow", ["neighbourhood"]),
        ("cement lorries", ["supply_convoy"]),
    ],
)
def test_trades_premises_and_posts(hit: str, targets: list[str]) -> None:
    assert [t["type"] for t in listed(f"Roadside bomb at {hit}, Kirkuk")["targets"]] == targets


@pytest.mark.parametrize(
    ("hit", "targets"),
    [
        ("a singer's villa", ["civilians", "neighbourhood"]),
        ("the bungalow of a nurse", ["civilians", "neighbourhood"]),
        ("a judge's car", ["politician_or_activist"]),
        ("nightclub dancers", ["civilians"]),
        ("a silversmith's stall", ["business"]),
        ("street children", ["civilians"]),
        ("an oil police tower", ["police_or_army"]),
    ],
)
def test_the_owner_of_a_home_and_the_head_of_a_phrase(hit: str, targets: list[str]) -> None:
    assert [t["type"] for t in listed(f"Grenade at {hit}, Kirkuk")["targets"]] == targets


@pytest.mark.parametrize(
    ("entry", "kind", "weapon"),
    [
        ("Opel packed with explosives at a market, Mosul", BLAST, "vehicle_bomb"),
        ("Suicide motorcyclist at a checkpoint, Ramadi", "suicide_bomb", "suicide_bomb"),
        ("Turkish planes over a village, Zakho", "air_drone_strike", "airstrike"),
        ("Shell lands in a village, Zakho", SHELLING, "artillery"),
        ("A farmer's pump house dynamited, Hibhib", BLAST, "ied"),
        ("Shots exchanged with an army post, Daquq", "armed_clash", "small_arms"),
        ("Hand bomb thrown into a cafe, Basra", "grenade", "grenade"),
        ("Gunmen drove off with the owner of a mill, Amara", "abduction_forced_disappearance", "abduction"),
    ],
)
def test_weapons_by_other_names(entry: str, kind: str, weapon: str) -> None:
    told = listed(entry)
    assert (told["kind"], [w["type"] for w in told["weapons"]][:1]) == (kind, [weapon])


def test_a_month_is_no_march() -> None:
    assert "protesters" not in {t["type"] for t in listed("3 March 2020: bomb, Kirkuk")["targets"]}


@pytest.mark.parametrize(
    ("entry", "doers"),
    [
        ("Badr commander shot in his doorway, Baquba", []),
        ("Hashd patrol bombed near Dujail, two hurt", []),
        ("Islamic State gunmen shot two guards, Mosul", ["Islamic State"]),
    ],
)
def test_whom_an_attack_befell_is_not_who_did_it(entry: str, doers: list[str]) -> None:
    assert [one["name"] for one in listed(entry)["perpetrators"]] == doers
