"""Reports fold to incidents by one stated rule a field, and to rows whose sums count nothing twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import defaulted, document, relation, report_id, run, said, toll, when

from sijill.model import vocabulary
from sijill.model.frame import FRAME_COLUMNS
from sijill.model.records import Relation, Statement
from sijill.model.text import Document
from sijill.model.views import Incident
from sijill.resolve import RULES, frame_rows, incidents, reports

WORDS = "The words of a report"
OWNERS = {"alpha": "group", "beta": "group"}
POLICE = {"name": "gunmen", "actor_id": None, "level": "label", "basis": "stated", "by": None, "type": None}
CLAIMED = {
    "name": "Brigade",
    "actor_id": "brigade",
    "level": "group",
    "basis": "claimed",
    "by": "Brigade",
    "type": None,
}
BLAMED = {**CLAIMED, "basis": "blamed", "by": "police"}


class World:
    """Documents of one report each, all the same incident unless told otherwise."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.statements: list[Statement] = []
        self.runs: list[Any] = []
        self.ids: list[str] = []
        self.relations: list[Relation] = []

    def tell(
        self, outlet: str | None = None, day: int = 1, *, same: bool = True, says: str | None = None, **fields: Any
    ) -> str:
        of = document(f"{WORDS} {len(self.ids)}", outlet=outlet, day=day)
        made = run(of)
        self.documents[of.id] = of
        self.runs.append(made)
        for name, value in ({"kind": "attack"} | fields).items():
            values = value if isinstance(value, list) else [value]
            for order, one in enumerate(values):
                if one is not None:
                    self.statements.append(said(of, name, one, WORDS, by=made, order=order, says=says))
        id = report_id(of)
        if same and self.ids:
            self.relations.append(relation(self.ids[0], id, "SAME", score=0.9))
        self.ids.append(id)
        return id

    def fold(self, **more: Any) -> list[Incident]:
        folded = reports(self.statements, self.runs, [])
        return incidents(folded, self.relations, documents=self.documents, owner_of=OWNERS.get, **more)

    def one(self, **more: Any) -> Incident:
        (incident,) = self.fold(**more)
        return incident

    def rows(self) -> dict[str, dict[str, Any]]:
        told = frame_rows(self.fold(), documents=self.documents, side_of=lambda id: "non_state" if id else "unknown")
        return {row["incident"]: row for row in told}


@pytest.fixture
def world() -> World:
    return World()


def test_every_field_of_an_incident_has_a_rule() -> None:
    assert set(RULES) == set(vocabulary.INCIDENT_FIELDS)


def test_two_outlets_of_one_owner_are_one_voice(world: World) -> None:
    world.tell("alpha", kind="grenade")
    world.tell("beta", kind="grenade")
    world.tell("gamma", kind="armed_clash")
    world.tell("delta", kind="armed_clash")
    kind = world.one().fields["kind"]
    assert kind.value == "armed_clash"
    assert [s.value for s in kind.dissent] == ["grenade", "grenade"]


def test_of_equal_voices_the_more_specific_kind_stands_then_the_earlier(world: World) -> None:
    world.tell("gamma", 1, kind="attack")
    world.tell("delta", 3, kind="grenade")
    world.tell("epsilon", 2, kind="suicide_bomb")
    assert world.one().value("kind") == "suicide_bomb"


def test_the_most_precise_place_and_date_stand(world: World) -> None:
    region = {"name": "Babil", "precision": "admin1", "gazetteer_id": "b"}
    world.tell("gamma", place=region, when=when(date(2026, 2, 1), "month"))
    world.tell("delta", place=region, when=when(date(2026, 2, 1), "month"))
    world.tell("epsilon", place={"name": "Hilla", "precision": "settlement", "gazetteer_id": "h"}, when=when())
    incident = world.one()
    assert (incident.value("place")["name"], incident.value("when")) == ("Hilla", when())


def test_a_date_told_in_words_stands_before_one_taken_from_elsewhere(world: World) -> None:
    id = world.tell("gamma", 1)
    of = world.statements[-1]
    guess = defaulted(world.documents[of.document], "when", when(date(2026, 2, 1)), by=world.runs[0])
    world.statements.append(guess)
    world.tell("delta", 2, when=when())
    assert guess.report == id
    assert world.one().value("when") == when()


def test_the_latest_toll_stands_unless_an_official_one_is_told(world: World) -> None:
    world.tell("gamma", 1, killed=toll(3), says="Interior Ministry")
    world.tell("delta", 5, killed=toll(7))
    world.tell("epsilon", 4, killed=toll(5))
    assert world.one().value("killed") == toll(7)
    incident = world.one(official=lambda says: says == "Interior Ministry")
    assert incident.value("killed") == {"low": 3, "best": 3, "high": 7}
    assert [s.value for s in incident.fields["killed"].dissent] == [toll(7), toll(5)]


def test_what_others_told_before_an_official_toll_bounds_it_no_more(world: World) -> None:
    world.tell("gamma", 3, killed=toll(9), says="Interior Ministry")
    world.tell("delta", 2, killed=toll(8))
    assert world.one(official=bool).value("killed") == toll(9)
    world.tell("epsilon", 4, killed=toll(11))
    assert world.one(official=bool).value("killed") == {"low": 9, "best": 9, "high": 11}


def test_a_number_stands_before_words_that_only_bound_it(world: World) -> None:
    world.tell("gamma", 1, wounded=toll(8))
    world.tell("delta", 2, wounded={"low": 2, "best": None, "high": None})
    assert world.one().value("wounded") == toll(8)


def test_what_may_have_been_stands_behind_what_is_told_for_certain(world: World) -> None:
    world.tell("gamma", 1, killed=toll(13))
    world.tell("delta", 2, killed={"low": 0, "best": None, "high": 2})
    assert world.one().value("killed") == toll(13)


def test_victims_are_those_of_the_report_whose_toll_stands(world: World) -> None:
    police, army = ({"text": name, "group": name, "killed": toll(3), "wounded": None} for name in ("police", "army"))
    world.tell("gamma", 1, killed=toll(3), victims=[police])
    world.tell("delta", 5, killed=toll(7), victims=[army, police])
    assert world.one().value("victims") == [army, police]
    world.tell("epsilon", 6, killed=toll(9))
    assert world.one().value("victims") == []


def test_claims_stand_apart_from_blame_and_known_actors_first(world: World) -> None:
    world.tell("gamma", perpetrators=[POLICE, BLAMED])
    world.tell("delta", perpetrators=[CLAIMED])
    world.tell("epsilon", perpetrators=[BLAMED])
    assert world.one().value("perpetrators") == [CLAIMED, BLAMED, POLICE]


def test_weapons_are_a_union_by_type_and_unknown_goes_when_one_is_known(world: World) -> None:
    world.tell("gamma", 1, weapons=[{"type": "unknown", "text": "x"}, {"type": "rocket", "text": "rockets"}])
    world.tell("delta", 2, weapons=[{"type": "drone", "text": "drone"}, {"type": "rocket", "text": "a rocket"}])
    assert [w["text"] for w in world.one().value("weapons")] == ["rockets", "drone"]


def test_an_attack_occurred_if_any_report_says_so(world: World) -> None:
    world.tell("gamma", status="claimed_only", role="background")
    world.tell("delta", status="claimed_only", role="listed")
    world.tell("epsilon", status="occurred", role="news")
    assert (world.one().value("status"), world.one().value("role")) == ("occurred", "listed")


def test_a_persons_word_on_one_report_stands_for_the_incident(world: World) -> None:
    world.tell("gamma", 1, killed=toll(3))
    world.tell("delta", 5, killed=toll(7))
    old = next(s for s in world.statements if s.field == "killed")
    of = world.documents[old.document]
    world.statements.append(said(of, "killed", toll(4), WORDS, by="huda", replaces=old))
    killed = world.one().fields["killed"]
    assert killed.value == toll(4)
    assert "person" in killed.rule
    assert next(iter(world.rows().values()))["reviewed"] is True


def test_an_incident_is_named_by_its_first_report(world: World) -> None:
    first, second = world.tell("gamma", 9), world.tell("delta", 1)
    incident = world.one()
    assert (incident.id, incident.aliases) == (first, (second,))


def whole_and_parts(world: World, whole: dict[str, Any], parts: list[dict[str, Any]]) -> tuple[str, list[str]]:
    of = world.tell("gamma", same=False, **whole)
    ids = [world.tell("gamma", same=False, **part) for part in parts]
    world.relations += [relation(id, of, "PART_OF") for id in ids]
    return of, ids


def test_the_count_of_a_whole_is_what_its_parts_leave_over(world: World) -> None:
    whole, parts = whole_and_parts(world, {"count": toll(5), "killed": toll(37)}, [{"killed": toll(3)}, {}])
    incident = next(i for i in world.fold() if i.id == whole)
    assert incident.parts == tuple(parts)
    rows = world.rows()
    assert rows[whole]["count_best"] == 3
    assert sum(row["count_best"] for row in rows.values()) == 5
    assert [rows[id]["part_of"] for id in parts] == [whole, whole]
    assert rows[whole]["killed_best"] == 37


def test_parts_that_are_more_than_the_whole_stand_for_themselves(world: World) -> None:
    parts_told = [{"killed": toll(9)}, {"killed": toll(4)}, {}]
    whole, parts = whole_and_parts(world, {"count": toll(2), "killed": toll(10)}, parts_told)
    rows = world.rows()
    assert [rows[id]["part_of"] for id in parts] == [None, None, None]
    assert rows[whole]["killed_best"] == 0
    assert sum(row["count_best"] for row in rows.values()) == 3


def test_a_circle_of_parts_is_broken(world: World) -> None:
    a, b = world.tell("gamma", same=False), world.tell("gamma", same=False)
    world.relations += [relation(a, b, "PART_OF"), Relation(b, a, "PART_OF", "other")]
    assert sum(len(incident.parts) for incident in world.fold()) <= 1
    assert sum(row["count_best"] for row in world.rows().values()) == 1


def test_rows_have_the_columns_of_the_frame(world: World) -> None:
    victims = [{"text": "police", "group": "police", "killed": toll(3), "wounded": None}]
    world.tell("gamma", killed=toll(3), when=when(), perpetrators=[CLAIMED], weapons=[{"type": "ied", "text": "x"}],
               victims=victims)  # fmt: skip
    (row,) = world.rows().values()
    assert set(row) == set(FRAME_COLUMNS)
    assert (row["start"], row["perpetrator"], row["perpetrator_side"]) == ("2026-02-27", "brigade", "non_state")
    assert (row["killed_high"], row["wounded_low"], row["count_best"], row["outlets"]) == (3, None, 1, ["gamma"])
    assert row["victims"][0]["killed_best"] == 3


def test_what_is_told_lies_no_later_than_its_first_document(world: World) -> None:
    month = {"start": "2026-02-01", "end": "2026-02-28", "precision": "month"}
    world.tell("gamma", 9, when=month)
    world.tell("beta", 3, when=month)
    (row,) = world.rows().values()
    days = sorted(d.published.date().isoformat() for d in world.documents.values() if d.published)
    assert len(set(days)) == 2 and row["published"] == days[0]
    world = World()
    world.tell("gamma", when={**month, "start": "2030-02-01", "end": "2030-02-28"})
    (row,) = world.rows().values()
    assert row["published"] is None


TOLLS = st.one_of(st.none(), st.integers(0, 9).map(toll))


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[int | None, dict[str, Any]]]:
    """Incidents with what they are part of (an earlier one, or nothing) and what is told of them."""
    told = []
    for place in range(draw(st.integers(1, 6))):
        above = draw(st.one_of(st.none(), st.integers(0, place - 1))) if place else None
        told.append((above, {"killed": draw(TOLLS), "wounded": draw(TOLLS), "count": toll(draw(st.integers(1, 5)))}))
    return told


@settings(deadline=None)
@given(trees())
def test_sums_are_the_larger_of_the_whole_and_its_parts(tree: list[tuple[int | None, dict[str, Any]]]) -> None:
    world = World()
    ids = [world.tell("gamma", same=False, **fields) for _, fields in tree]
    world.relations += [
        relation(ids[n], ids[above], "PART_OF") for n, (above, _) in enumerate(tree) if above is not None
    ]

    def larger(n: int, name: str) -> int:
        own = (tree[n][1][name] or {"best": 0})["best"]
        below = sum(larger(m, name) for m, (above, _) in enumerate(tree) if above == n)
        return max(own, below)

    roots = [n for n, (above, _) in enumerate(tree) if above is None]
    rows = world.rows().values()
    assert sum(row["count_best"] for row in rows) == sum(larger(n, "count") for n in roots)
    for name in ("killed", "wounded"):
        own = [row for row in rows if row["part_of"] is None]
        assert sum(row[f"{name}_best"] or 0 for row in own) == sum(larger(n, name) for n in roots)


FIELDS = st.fixed_dictionaries({
    "kind": st.sampled_from(["attack", "grenade", "other"]),
    "killed": TOLLS,
    "status": st.sampled_from(["occurred", "foiled", "denied"]),
    "role": st.sampled_from(["listed", "news"]),
    "weapons": st.lists(st.sampled_from([{"type": w, "text": w} for w in ("ied", "rocket", "unknown")]), max_size=2),
    "perpetrators": st.lists(st.sampled_from([POLICE, CLAIMED, BLAMED]), max_size=2),
    "place": st.sampled_from([{"name": name, "precision": how} for name in "ab" for how in ("admin1", None)]),
})  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["alpha", "beta", "gamma", None]), st.integers(1, 3), FIELDS), min_size=1, max_size=5
    ),
    st.randoms(use_true_random=False),
)
def test_contents_do_not_depend_on_the_order_of_arrival(told: list[tuple[Any, int, dict[str, Any]]], rng: Any) -> None:
    world = World()
    for outlet, day, fields in told:
        world.tell(outlet, day, **fields)
    contents = [_contents(incident) for incident in world.fold()]
    rng.shuffle(world.statements)
    rng.shuffle(world.relations)
    again = [_contents(incident) for incident in world.fold()]
    assert sorted(contents) == sorted(again)


def _contents(incident: Incident) -> tuple[Any, ...]:
    members = sorted(report.id for report in incident.reports)
    return (members, repr(sorted((name, repr(resolved.value)) for name, resolved in incident.fields.items())))


def test_copies_of_one_text_are_one_voice() -> None:
    wire, copy, other, third = (document(f"bomb {n}", outlet=f"o{n}") for n in range(4))
    told = []
    for of, kind in ((wire, "grenade"), (copy, "grenade"), (other, "attack"), (third, "attack")):
        one = run(of)
        told += [said(of, "kind", kind, "bomb", by=one)]
    reports_ = reports(told, [run(d) for d in (wire, copy, other, third)], [])
    ids = [r.id for r in reports_]
    joined = [relation(ids[0], id, "SAME", score=0.9) for id in ids[1:]]
    documents = {d.id: d for d in (wire, copy, other, third)}
    (apart,) = incidents(reports_, joined, documents=documents)
    (once,) = incidents(reports_, joined, documents=documents, origins={copy.id: wire.id})
    assert apart.value("kind") == "grenade"
    assert once.value("kind") == "attack"
