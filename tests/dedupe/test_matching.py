"""What is one attack, what is not, and what nothing may change."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import matched, row, spot, toll, verdict

from sijill import dedupe
from sijill.dedupe.rows import Row


def test_two_reports_of_one_attack_in_two_languages_are_the_same() -> None:
    found = matched([row("a", killed=toll(2)), row("b", killed=toll(2), language="ar")])
    assert found.groups == (("a", "b"),)


def test_a_toll_that_rises_does_not_part_them() -> None:
    found = matched([row("a", killed=toll(2)), row("b", killed=toll(4), published=739_686)])
    assert found.groups == (("a", "b"),)


def test_places_far_apart_part_them() -> None:
    there = {"place": spot("Far", latitude=32.9)}
    found = matched([row("a"), row("b"), row("c", **there), row("d", **there)])
    assert found.groups == (("a", "b"), ("c", "d"))


def test_three_days_part_them() -> None:
    assert matched([row("a"), row("b", day="2026-03-13")]).groups == ()


def test_a_protest_is_no_attack() -> None:
    found = matched([row("a"), row("b", kind="peaceful_protest", weapons=None)])
    assert found.groups == ()


def test_a_report_known_to_the_month_is_at_most_unsure() -> None:
    month = {"start": "2026-03-01", "end": "2026-03-31", "precision": "month"}
    found = matched([row("a"), row("b", when=month, place=spot("Hilla", latitude=32.48))])
    assert verdict(found, "a", "b") != "SAME"


def test_two_lines_of_one_list_are_never_joined_even_by_way_of_a_third() -> None:
    rows = [row("a", role="listed", document="list"), row("b", role="listed", document="list"), row("c")]
    lines = {"a": "list", "b": "list"}
    found = matched(rows, dedupe.Bounds(lines=lines))
    assert not any({"a", "b"} <= set(group) for group in found.groups)
    assert verdict(found, "a", "b") is None


def test_a_person_joins_two_lines_of_a_list() -> None:
    rows = [row("a", role="listed", document="list"), row("b", role="listed", document="list")]
    found = matched(rows, dedupe.Bounds(together=(("a", "b"),), lines={"a": "list", "b": "list"}))
    assert found.groups == (("a", "b"),)


def test_a_person_who_parts_outranks_the_score() -> None:
    rows = [row(id, killed=toll(7)) for id in "abc"]
    assert matched(rows).groups == (("a", "b", "c"),)
    found = matched(rows, dedupe.Bounds(apart=frozenset({frozenset("ab")})))
    assert not any({"a", "b"} <= set(group) for group in found.groups)
    assert verdict(found, "a", "b") is None


def test_a_report_of_several_meets_single_ones_as_a_whole() -> None:
    whole = row("w", n=2, place="Babil")
    rows = [whole, row("a", place="Babil", killed=toll(1))]
    found = matched(rows)
    assert verdict(found, "a", "w") == "PART_OF"
    assert not any("w" in group for group in found.groups)
    part = next(v for v in found.verdicts if v.verdict == "PART_OF" and v.a == "a")
    assert part.b == "w"


def test_more_single_attacks_than_a_whole_tells_of_are_unsure() -> None:
    province = {**spot("Babil"), "precision": "admin1"}
    rows = [
        _whole(province),
        *(row(f"s{n}", place=spot(f"P{n}", latitude=32.0 + n / 5), killed=toll(10 * n)) for n in range(1, 4)),
    ]
    found = matched(rows)
    assert {v.verdict for v in found.verdicts if "w" in (v.a, v.b)} == {"UNSURE"}


def _whole(place: dict[str, object]) -> Row:
    return _with(row("w", n=2), place)


def _with(made: Row, place: dict[str, object]) -> Row:
    return replace(made, place=str(place["name"]), radius=120.0, latitude=None, longitude=None)


def test_an_unsure_report_between_two_attacks_is_put_into_neither() -> None:
    province = {**spot("Babil"), "precision": "admin1", "latitude": None, "longitude": None}
    one = [row(f"a{n}", place=spot("Musayyib", latitude=32.8), killed=toll(6)) for n in range(2)]
    two = [row(f"b{n}", place=spot("Iskandariya", latitude=32.2), killed=toll(9)) for n in range(2)]
    vague = _with(row("v"), province)
    found = matched([*one, *two, vague])
    assert ("a0", "a1") in found.groups and ("b0", "b1") in found.groups
    assert any(v.verdict == "UNSURE" and "v" in (v.a, v.b) for v in found.verdicts)


def test_reasons_name_both_values_of_each_field() -> None:
    with duckdb.connect() as connection:
        dedupe.load(connection, [row("a", killed=toll(2)), row("b", killed=toll(4), published=739_686)])
        dedupe.prepare(connection)
        model = dedupe.shipped()
        found = dedupe.match(connection, model)
        ((_, why),) = dedupe.reasons(connection, model, found.verdicts)
    assert any(told.startswith("day: both 2026-03-10 (") for told in why)
    assert any(told.startswith("place: both Babil (") for told in why)
    assert any(told.startswith("killed: 2 and 4, as a count that rises (") for told in why)


PLACES = (spot("Musayyib", latitude=32.8), spot("Hilla"), spot("Iskandariya", latitude=32.9))
Told = tuple[dict[str, object], str, int | None, str, int]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.sampled_from(("2026-03-10", "2026-03-11", "2026-03-12")),
        st.sampled_from((None, 0, 1, 2, 8)),
        st.sampled_from(("news", "listed")),
        st.sampled_from((1, 1, 1, 2)),
    ),
    min_size=2,
    max_size=12,
)


def _made(told: list[Told]) -> list[Row]:
    return [
        row(
            f"r{k:02}", day=day, place=place, killed=None if n is None else toll(n), role=role, n=count,
            document="list" if role == "listed" else f"doc-{k}",
        )
        for k, (place, day, n, role, count) in enumerate(told)
    ]  # fmt: skip


def _lines(rows: list[Row]) -> dict[str, str]:
    return {r.report: r.document for r in rows if r.listed}


@settings(max_examples=40, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(told: list[Told], rng: object) -> None:
    rows = _made(told)
    shuffled = list(rows)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    bounds = dedupe.Bounds(lines=_lines(rows))
    assert matched(rows, bounds) == matched(shuffled, bounds)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.data())
def test_what_is_asked_about_some_is_what_all_give(told: list[Told], data: st.DataObject) -> None:
    rows = _made(told)
    bounds = dedupe.Bounds(lines=_lines(rows))
    about = data.draw(st.sets(st.sampled_from([r.report for r in rows]), min_size=1, max_size=2))
    whole = matched(rows, bounds)
    with duckdb.connect() as connection:
        dedupe.load(connection, rows)
        dedupe.prepare(connection, around=about, reach=30)
        some = dedupe.match(connection, dedupe.shipped(), bounds, about=about)
    assert some.core is not None and about <= some.core
    assert some.verdicts == tuple(v for v in whole.verdicts if some.speaks_of(v.a, v.b))


@settings(max_examples=40, deadline=None)
@given(ROWS, st.data())
def test_groups_are_apart_from_each_other_and_keep_what_people_decided(told: list[Told], data: st.DataObject) -> None:
    rows = _made(told)
    pairs = [frozenset(pair) for pair in combinations([r.report for r in rows], 2)]
    apart = data.draw(st.frozensets(st.sampled_from(pairs), max_size=3))
    joined = data.draw(st.lists(st.sampled_from(pairs), max_size=1))
    together = tuple(tuple(sorted(pair)) for pair in joined if pair not in apart)
    found = matched(rows, dedupe.Bounds(together, apart, _lines(rows)))  # type: ignore[arg-type]
    members = [id for group in found.groups for id in group]
    assert len(members) == len(set(members))
    assert not any(pair <= set(group) for pair in apart for group in found.groups)
    assert all(any(set(pair) <= set(group) for group in found.groups) for pair in together)
    for group in found.groups:
        lists = [r.report for r in rows if r.listed and r.report in group]
        assert len(lists) < 2 or any(set(pair) <= set(group) for pair in together)
