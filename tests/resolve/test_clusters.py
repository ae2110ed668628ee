"""Which reports are the same incident, whatever the order in which they came."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from making import relation

from sijill.model.records import Relation
from sijill.resolve import clusters

A, B, C, E, F = (letter * 32 for letter in "abcef")
HUDA, OMAR = "person:huda", "person:omar"


def sets(groups: list[tuple[str, ...]]) -> set[frozenset[str]]:
    return {frozenset(group) for group in groups}


def test_same_joins_and_the_first_names_the_group() -> None:
    assert clusters([C, A, B], [relation(A, C, "SAME")]) == [(C, A), (B,)]
    assert clusters([A, B, C], [relation(A, B, "SAME"), relation(B, C, "SAME")]) == [(A, B, C)]
    assert clusters([A, B], [relation(A, B, "UNSURE")]) == [(A,), (B,)]
    assert clusters([], []) == []


def test_relations_of_reports_that_do_not_stand_join_nothing() -> None:
    assert clusters([A, C], [relation(A, B, "SAME"), relation(B, C, "SAME")]) == [(A,), (C,)]


def test_same_distinct_same_again_by_a_person_ends_as_said() -> None:
    said = [relation(A, B, "SAME", by=HUDA)]
    assert clusters([A, B], said) == [(A, B)]
    said.append(relation(A, B, "DISTINCT", by=HUDA, after=said[-1]))
    assert clusters([A, B], said) == [(A,), (B,)]
    said.append(relation(A, B, "SAME", by=HUDA, after=said[-1]))
    assert len({one.id for one in said}) == 3
    assert clusters([A, B], said) == [(A, B)]
    assert clusters([A, B], said[::-1]) == [(A, B)]


def test_a_person_outranks_machines_however_sure() -> None:
    assert clusters([A, B], [relation(A, B, "DISTINCT", by=HUDA), relation(A, B, "SAME", score=1.0)]) == [(A,), (B,)]
    assert clusters([A, B], [relation(A, B, "SAME", by=HUDA), relation(A, B, "DISTINCT", score=1.0)]) == [(A, B)]
    assert clusters([A, B], [relation(A, B, "UNSURE", by=HUDA), relation(A, B, "SAME")]) == [(A,), (B,)]


def test_a_persons_distinct_cuts_the_weakest_link_of_a_chain() -> None:
    chain = [relation(A, B, "SAME", score=0.9), relation(B, C, "SAME", score=0.8)]
    assert clusters([A, B, C], [*chain, relation(A, C, "DISTINCT", by=HUDA)]) == [(A, B), (C,)]
    chain = [relation(A, B, "SAME", score=0.7), relation(B, C, "SAME", score=0.8)]
    assert clusters([A, B, C], [*chain, relation(A, C, "DISTINCT", by=HUDA)]) == [(A,), (B, C)]


def test_a_machines_distinct_holds_against_chains_of_machines_only() -> None:
    chain = [relation(A, B, "SAME", score=0.9), relation(B, C, "SAME", score=0.8)]
    apart = relation(A, C, "DISTINCT", score=0.99)
    assert clusters([A, B, C], [*chain, apart]) == [(A, B), (C,)]
    by_persons = [relation(A, B, "SAME", by=HUDA), relation(B, C, "SAME", by=OMAR)]
    assert clusters([A, B, C], [*by_persons, apart]) == [(A, B, C)]


def test_a_part_is_never_its_whole() -> None:
    chain = [relation(A, B, "SAME", score=0.9), relation(B, C, "SAME", score=0.8)]
    assert clusters([A, B, C], [*chain, relation(C, A, "PART_OF")]) == [(A, B), (C,)]


def test_two_lines_of_one_list_are_joined_by_a_person_only() -> None:
    chain = [relation(A, C, "SAME", score=0.9), relation(B, C, "SAME", score=0.8)]
    lines = {A: "list", B: "list"}
    assert clusters([A, B, C], chain, apart=lines) == [(A, C), (B,)]
    assert clusters([A, B, C], [*chain, relation(A, B, "SAME", by=HUDA)], apart=lines) == [(A, B, C)]
    assert clusters([A, B], [relation(A, B, "SAME", score=1.0)], apart=lines) == [(A,), (B,)]


def test_merge_then_split_restores() -> None:
    machines = [relation(A, B, "SAME", score=0.9), relation(E, F, "SAME", score=0.9)]
    before = clusters([A, B, E, F], machines)
    merge = relation(B, E, "SAME", by=HUDA)
    assert clusters([A, B, E, F], [*machines, merge]) == [(A, B, E, F)]
    split = relation(B, E, "DISTINCT", by=HUDA, after=merge)
    assert clusters([A, B, E, F], [*machines, merge, split]) == before


IDS = [f"{n:032x}" for n in range(7)]
PAIRS = [(a, b) for a in range(7) for b in range(a)]


@st.composite
def related(draw: st.DrawFn) -> list[Relation]:
    """At most one machine's and one person's relation for each pair; scores that often tie."""
    told = []
    for a, b in draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=14)):
        verdict = draw(st.sampled_from(["SAME", "SAME", "SAME", "DISTINCT", "UNSURE", "PART_OF"]))
        told.append(relation(IDS[a], IDS[b], verdict, score=draw(st.sampled_from([None, 0.5, 0.9]))))
    for a, b in draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=4)):
        told.append(relation(IDS[a], IDS[b], draw(st.sampled_from(["SAME", "DISTINCT"])), by=HUDA))
    return told


@given(related(), st.randoms(use_true_random=False))
def test_members_do_not_depend_on_the_order_of_arrival(relations: list[Relation], rng: object) -> None:
    groups = clusters(IDS, relations)
    ids, shuffled = list(IDS), list(relations)
    rng.shuffle(ids)  # type: ignore[attr-defined]
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    again = clusters(ids, shuffled)
    assert sets(again) == sets(groups)
    assert all(min(group, key=ids.index) == group[0] for group in again)


@given(related())
def test_every_report_is_in_one_group_and_persons_are_heard(relations: list[Relation]) -> None:
    groups = clusters(IDS, relations)
    assert sorted(id for group in groups for id in group) == IDS
    group_of = {id: n for n, group in enumerate(groups) for id in group}
    for said in relations:
        if said.by_person and said.verdict == "DISTINCT":
            assert group_of[said.a] != group_of[said.b]
