"""Codebooks: known verdicts, bad files named to the word, and one meaning in Python and in SQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill import codebook
from sijill.codebook import fields
from sijill.errors import BadPack, UnknownCodebook
from sijill.model import vocabulary
from sijill.model.frame import FRAME_COLUMNS

ATTACK = {"kind": "attack", "status": "occurred", "role": "news", "perpetrator_side": "unknown", "weapons": []}
HEAD = 'name = "x"\nversion = "1"\ntitle = "X"\n'
REST = '[default]\nthen = "count"\nbecause = "all"\n'


def test_installed_codebooks_load() -> None:
    assert {"all", "attacks"} <= set(codebook.installed())
    for name in codebook.installed():
        assert codebook.load(name).name == name


def test_all_counts_everything() -> None:
    rules = codebook.load("all")
    assert rules.sql() == "TRUE"
    assert rules.verdict({}).counts


@pytest.mark.parametrize(
    ("change", "counts", "rule"),
    [
        ({}, True, "violence"),
        ({"perpetrator_side": "non_state"}, True, "violence"),
        ({"perpetrator_side": None}, True, "violence"),
        ({"perpetrator_side": "state"}, False, "state"),
        ({"role": "background"}, False, "background"),
        ({"status": "foiled"}, False, "foiled"),
        ({"status": "attempted"}, False, "attempted"),
        ({"status": "threatened"}, False, "threatened"),
        ({"status": "claimed_only"}, False, "claimed_only"),
        ({"status": "denied"}, False, "denied"),
        ({"kind": "arrests"}, False, "arrests"),
        ({"kind": "agreement"}, False, "agreement"),
        ({"kind": "disrupted_weapons_use"}, False, "found_or_seized"),
        ({"kind": "government_regains_territory"}, False, "security_operation"),
        ({"kind": "violent_demonstration"}, False, "protest"),
        ({"kind": "air_drone_strike"}, False, "air_strike"),
        ({"kind": "air_drone_strike", "weapon": "drone"}, True, "drone"),
        ({"kind": "air_drone_strike", "weapon": "drone", "perpetrator_side": "state"}, False, "state"),
        ({"kind": "air_drone_strike", "perpetrator_side": "non_state"}, True, "air_strike_by_non_state"),
        ({"kind": "attack", "weapon": "airstrike"}, False, "air_strike_weapon"),
        ({"kind": "other"}, False, "default"),
        ({"kind": None}, False, "default"),
    ],
)
def test_attacks(change: dict[str, Any], counts: bool, rule: str) -> None:
    verdict = codebook.load("attacks").verdict({**ATTACK, **change})
    assert (verdict.counts, verdict.rule) == (counts, rule)
    assert verdict.because


def test_every_kind_has_a_verdict_of_its_own_but_other() -> None:
    rules = codebook.load("attacks")
    by_default = [kind for kind in vocabulary.KINDS if rules.verdict({**ATTACK, "kind": kind}).rule == "default"]
    assert by_default == ["other"]


def test_left_out_is_grouped_by_reason() -> None:
    rules = codebook.load("attacks")
    found = rules.left_out({"foiled": 3, "state": 2, "violence": 40, "no_violence": 1, "default": 4})
    assert found == {"no act of violence told": 5, "foiled": 3, "by a state": 2}
    assert rules.left_out({}) == {}


def test_hash_follows_the_content(tmp_path: Path) -> None:
    one, two = tmp_path / "a.toml", tmp_path / "b.toml"
    one.write_text(HEAD + REST, "utf-8")
    two.write_text(HEAD + REST, "utf-8")
    assert codebook.load(one).hash == codebook.load(two).hash
    two.write_text(HEAD.replace('"1"', '"2"') + REST, "utf-8")
    assert codebook.load(one).hash != codebook.load(two).hash


def test_unknown_codebook_lists_the_installed() -> None:
    with pytest.raises(UnknownCodebook, match="'nosuch'; installed: acled, all, attacks"):
        codebook.load("nosuch")


RULE = '[[rules]]\nname = "r"\nwhen = { kind = ["attack"] }\nthen = "count"\nbecause = "b"\n'


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            HEAD + REST + RULE.replace('"attack"', '"atack"'),
            r"x\.toml: rule 'r': no kind 'atack'; choose one of: armed",
        ),
        (HEAD + REST + RULE.replace("kind =", "kinds ="), "rule 'r': no field 'kinds'; choose one of: kind"),
        (HEAD + REST + RULE.replace('"count"', '"maybe"'), "rule 'r': `then` is 'maybe'; choose one of: count"),
        (HEAD + REST + RULE.replace('"b"', '""'), "rule 'r': `because` is ''"),
        (HEAD + REST + RULE.replace('["attack"]', '"attack"'), "rule 'r': kind is 'attack'; give a list"),
        (HEAD + REST + RULE.replace('{ kind = ["attack"] }', "{}"), "rule 'r': `when` is missing or empty"),
        (HEAD + REST + RULE.replace('kind = ["attack"]', "killed_low = 1"), "a number is asked for as"),
        (HEAD + REST + RULE.replace('kind = ["attack"]', "killed_low = { above = 1 }"), "{ at_most = 0 } or"),
        (
            HEAD + REST + RULE.replace('kind = ["attack"]', 'target_words = ["*"]'),
            "asks for '[*]', which holds no word",
        ),
        (HEAD + REST + RULE + "unless = 1\n", "rule 'r': no key 'unless'"),
        (HEAD + REST + RULE + RULE, "rule 'r': the name is taken"),
        (HEAD + RULE, r"\[default\]"),
        (HEAD.replace("title", "titel") + REST, "no key 'titel'"),
        (HEAD + REST + "rules = 3", "rules"),
        ("name = ", "x.toml"),
    ],
)
def test_bad_files_are_named_to_the_word(tmp_path: Path, body: str, message: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(body, "utf-8")
    with pytest.raises(BadPack, match=message):
        codebook.load(path)


def test_bad_encoding_is_a_bad_pack(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xff\xfe\x00n")
    with pytest.raises(BadPack, match=r"x\.toml"):
        codebook.load(path)


def _cell(field: str) -> st.SearchStrategy[Any]:
    if field in fields.CLOSED:
        return st.none() | st.sampled_from(fields.CLOSED[field])
    if field == "victims":
        return st.lists(st.sampled_from(vocabulary.GROUPS).map(lambda g: {"group": g}), max_size=3)
    if field in fields.CLOSED_LISTS:
        return st.lists(st.sampled_from(fields.CLOSED_LISTS[field]), max_size=3)
    if field in fields.NUMBERS:
        return st.none() | st.integers(0, 4)
    if field in fields.WORDS:
        return st.none() | st.sampled_from([" a us convoy ", " americans ", " للامريكيين ", " o brien "])
    word = st.sampled_from(["Babil", "O'Brien", "not_stated", ""])
    return st.lists(word, max_size=2) if field in fields.OPEN_LISTS else st.none() | word


ROWS = st.lists(st.fixed_dictionaries({field: _cell(field) for field in fields.FIELDS}), min_size=1, max_size=25)


def _asked(field: str) -> st.SearchStrategy[fields.Test]:
    if field in fields.NUMBERS:
        bounds = st.integers(0, 3)
        most, least = bounds.map(lambda n: fields.AtMost(field, n)), bounds.map(lambda n: fields.AtLeast(field, n))
        return least | most | st.just(fields.Unstated(field))
    if field in fields.WORDS:
        phrases = st.lists(st.sampled_from(["US", "american*", "*أمريك*", "O'Brien"]), min_size=1, max_size=3)
        return phrases.map(lambda told: fields.Says(field, tuple(told)))
    words = [*(fields.choices(field) or ("Babil", "O'Brien")), fields.NOT_STATED]
    return st.lists(st.sampled_from(words), min_size=1, max_size=4).map(lambda v: fields.Among(field, tuple(v)))


TESTS = st.sampled_from(fields.FIELDS).flatmap(_asked)
RULES = st.builds(
    codebook.Rule,
    name=st.uuids().map(str),
    when=st.lists(TESTS, min_size=1, max_size=3).map(tuple),
    counts=st.booleans(),
    because=st.just("so"),
)
CODEBOOKS = st.builds(
    codebook.Codebook,
    name=st.just("x"),
    version=st.just("1"),
    title=st.just("X"),
    rules=st.lists(RULES, max_size=5).map(tuple),
    default=st.builds(codebook.Rule, st.just("default"), st.just(()), st.booleans(), st.just("rest")),
    hash=st.just(""),
)


@pytest.fixture(scope="module")
def base() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def _by_sql(
    base: duckdb.DuckDBPyConnection, rules: codebook.Codebook, rows: list[dict[str, Any]]
) -> list[tuple[Any, ...]]:
    columns = ", ".join(f"{name} {FRAME_COLUMNS[name]}" for name in fields.FIELDS)
    base.execute(f"CREATE OR REPLACE TEMP TABLE frame (n INTEGER, {columns})")
    empty = dict.fromkeys(("killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high"))
    for n, row in enumerate(rows):
        told = {**row, "victims": [{**victim, **empty} for victim in row["victims"]]}
        base.execute(
            f"INSERT INTO frame VALUES ({', '.join('?' * (len(fields.FIELDS) + 1))})",  # noqa: S608  question marks alone
            [n, *(told[field] for field in fields.FIELDS)],
        )
    asked = f"SELECT {rules.sql()}, {rules.sql_rule()} FROM frame ORDER BY n"  # noqa: S608  the SQL under test
    return base.execute(asked).fetchall()


@settings(max_examples=60, deadline=None)
@given(rules=CODEBOOKS | st.sampled_from([codebook.load(name) for name in codebook.installed()]), rows=ROWS)
def test_python_and_sql_agree(
    base: duckdb.DuckDBPyConnection, rules: codebook.Codebook, rows: list[dict[str, Any]]
) -> None:
    verdicts = [rules.verdict(row) for row in rows]
    assert _by_sql(base, rules, rows) == [(v.counts, v.rule) for v in verdicts]


def test_every_reason_to_leave_out_is_given_in_arabic_too() -> None:
    for name in codebook.installed():
        rules = codebook.load(name)
        for rule in (*rules.rules, rules.default):
            assert rule.counts or rule.verdict.reason("ar") != rule.because, (name, rule.name)
            assert rule.verdict.reason("en") == rule.because


def test_a_reason_without_arabic_stays_in_the_codebooks_own_words(tmp_path: Path) -> None:
    one = tmp_path / "one.toml"
    one.write_text(HEAD + REST.replace("count", "leave_out"))
    assert codebook.load(one).verdict({}).reason("ar") == "all"
    one.write_text(HEAD + REST.replace("count", "leave_out") + 'because_ar = "الكل"\n')
    assert codebook.load(one).verdict({}).reason("ar") == "الكل"
