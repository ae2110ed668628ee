"""Tables brought in: what each cell states, what is refused and still kept, and equal rows that stay two."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijill.errors import BadMapping
from sijill.exchange.mapping import load_mapping
from sijill.exchange.starter import describe
from sijill.exchange.table import Imported, Problem, read_table
from sijill.model.records import Statement
from sijill.theatre import Theatre, load

FILES = {
    "theatre.toml": (
        'name = "test"\ncountries = ["IQ"]\ntimezone = "Asia/Baghdad"\n'
        '[[campaigns]]\nid = "islamic_state"\nname_en = "IS"\n[[campaigns]]\nid = "other"\nname_en = "Other"\n'
    ),
    "places.csv": (
        "id,name,name_ar,feature,precision,parent,latitude,longitude,aliases_en,aliases_ar,source\n"
        "iq,Iraq,العراق,country,country,,33,43,,,test\n"
        "iq-baghdad,Baghdad,بغداد,governorate,admin1,iq,33.3,44.4,,,test\n"
        "iq-baghdad-city,Baghdad,بغداد,city,settlement,iq-baghdad,33.31,44.36,,,test\n"
        "iq-babil,Babil,بابل,governorate,admin1,iq,32.5,44.4,,,test\n"
        "iq-hilla,Hilla,الحلة,city,settlement,iq-babil,32.48,44.43,,,test\n"
    ),
    "ambiguous.csv": (
        "alias,language,ids,reason\nBaghdad,en,iq-baghdad-city|iq-baghdad,x\nبغداد,ar,iq-baghdad-city|iq-baghdad,x\n"
    ),
    "actors.csv": (
        "id,name,name_ar,type,level,state,campaign,country,aliases_en,aliases_ar,source\n"
        "islamic_state,Islamic State,داعش,armed_group,group,non_state,islamic_state,,ISIS|IS,,test\n"
    ),
    "outlets.csv": "id,name,domain,language,country,owner,lean\nina,INA,ina.iq,ar,IQ,,\n",
}
MAPPING = """
[columns]
date = "Date"
place = ["Town", "Province"]
weapon = "Type"
target = "Target"
killed = "K"
wounded = "W"
perpetrator = "Who"
outlet = "Source"
url = "URL"
[dates]
order = "dmy"
[values.weapon]
"Roadside bomb" = "ied"
"N/K" = ""
[values.place]
"Hillah" = "Hilla"
"""
HEADER = "Date,Town,Province,Type,Target,K,W,Who,Source,URL\n"
Bring = Callable[..., Imported]


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    folder = tmp_path_factory.mktemp("theatre")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return load(folder)


@pytest.fixture
def bring(tmp_path: Path, theatre: Theatre) -> Bring:
    def brought(rows: str, *, mapping: str = MAPPING, header: str = HEADER, **told: Any) -> Imported:
        (tmp_path / "map.toml").write_text(mapping, "utf-8")
        (tmp_path / "years.csv").write_text(header + rows, "utf-8")
        return read_table(tmp_path / "years.csv", tmp_path / "map.toml", theatre=theatre, **told)

    return brought


def fields(found: Imported, n: int = 0) -> dict[str, Any]:
    """Values by field, of one row; a list where there are several."""
    told: dict[str, Any] = {}
    for s in found.statements:
        if s.document == found.documents[n].id:
            told[s.field] = s.value if s.field not in told else [told[s.field], s.value]
    return told


def statement(found: Imported, field: str) -> Statement:
    (told,) = [s for s in found.statements if s.field == field]
    return told


def errors(found: Imported) -> list[Problem]:
    return [p for p in found.problems if p.severity == "error"]


def test_a_row_becomes_a_document_and_statements_that_quote_its_cells(bring: Bring) -> None:
    found = bring("03/10/2020,Hilla,Babil,Roadside bomb,supply convoy,0, 2 ,ISIS,INA,https://ina.iq/1\n")
    assert found.problems == ()
    (document,) = found.documents
    assert (
        document.text
        == "03/10/2020 | Hilla | Babil | Roadside bomb | supply convoy | 0 |  2  | ISIS | INA | https://ina.iq/1"
    )
    assert (document.url, document.outlet, document.language) == ("https://ina.iq/1", "ina", "en")
    assert document.title == "years.csv, line 2"
    told = fields(found)
    assert told["when"] == {"start": "2020-10-03", "end": "2020-10-03", "precision": "day"}
    assert told["weapons"] == {"type": "ied", "text": "Roadside bomb", "number": None}
    assert told["kind"] == "remote_explosive_landmine_ied"
    assert told["targets"] == {"type": "supply_convoy", "text": "supply convoy"}
    assert told["killed"] == {"low": 0, "best": 0, "high": 0}
    assert told["wounded"] == {"low": 2, "best": 2, "high": 2}
    assert told["place"]["gazetteer_id"] == "iq-hilla"
    assert (told["place"]["admin1"], told["place"]["as_written"]) == ("Babil", "Hilla")
    assert told["perpetrators"]["actor_id"] == "islamic_state"
    assert told["campaign"] == "islamic_state"
    assert (told["role"], told["status"], told["count"]["best"]) == ("listed", "occurred", 1)
    for s in found.statements:
        assert all(span.fits(document.text) for span in s.spans)
        assert s.extraction == found.extractions[0].id
    assert statement(found, "wounded").spans[0].quote == "2"
    assert statement(found, "place").derived[0].origin == "gazetteer"
    assert statement(found, "kind").derived[0].origin == "rule"
    assert statement(found, "role").derived[0].origin == "layout"


def test_unknown_is_never_zero(bring: Bring) -> None:
    found = bring("?,-,,n/a,Unknown,,?,-,,\n,,,N/K,,,,,,x\n")
    assert found.problems == ()
    for n in range(2):
        assert set(fields(found, n)) == {"role", "status", "count"}


def test_a_blank_row_is_no_row(bring: Bring) -> None:
    assert bring(",,,,,,,,,\n\n").documents == ()
    assert bring("").documents == ()


def test_a_word_outside_the_lists_is_told_and_the_rest_of_the_row_kept(bring: Bring) -> None:
    found = bring('03/10/2020,Hilla,Babil,Catapult,"civilians; wizards",many,1,,,\n')
    assert [(p.file, p.line, p.column, p.found) for p in errors(found)] == [
        ("years.csv", 2, "Type", "Catapult"),
        ("years.csv", 2, "Target", "wizards"),
        ("years.csv", 2, "K", "many"),
    ]
    assert "choices: ied vehicle_bomb".replace(" vehicle", ", vehicle") in errors(found)[0].message
    assert str(errors(found)[2]).startswith("years.csv:2, column 'K': no number 'many'; write")
    told = fields(found)
    assert told["targets"]["type"] == "civilians"
    assert told["wounded"]["best"] == 1
    assert not {"weapons", "kind", "killed"} & told.keys()


@pytest.mark.parametrize(
    ("cell", "toll"),
    [
        ("3", (3, 3, 3)),
        ("0", (0, 0, 0)),
        ("3-5", (3, None, 5)),
        ("3 to 5", (3, None, 5)),
        ("12+", (12, 12, None)),
        ("at least 12", (12, 12, None)),
        ("more than 50", (51, 51, None)),
        ('"1,200"', (1200, 1200, 1200)),
        ("4.0", (4, 4, 4)),
        ("١٢", (12, 12, 12)),
        ("5-3", None),
        ("-3", None),
        ("3.5", None),
        ("several", None),
    ],
)
def test_numbers(bring: Bring, cell: str, toll: tuple[int, int | None, int | None] | None) -> None:
    found = bring(f"03/10/2020,,,,,{cell},,,,\n")
    if toll is None:
        assert "killed" not in fields(found)
        assert len(errors(found)) == 1
    else:
        assert tuple(fields(found)["killed"].values()) == toll


@pytest.mark.parametrize(
    ("cell", "order", "when"),
    [
        ("03/10/2020", "dmy", ("2020-10-03", "2020-10-03", "day")),
        ("03/10/2020", "mdy", ("2020-03-10", "2020-03-10", "day")),
        ("03/10/2020", "iso", None),
        ("2020-10-03", "mdy", ("2020-10-03", "2020-10-03", "day")),
        ("2020-10-03 14:30:00", "iso", ("2020-10-03", "2020-10-03", "day")),
        ("2020-10", "iso", ("2020-10-01", "2020-10-31", "month")),
        ("10/2020", "dmy", ("2020-10-01", "2020-10-31", "month")),
        ("2020", "iso", ("2020-01-01", "2020-12-31", "year")),
        ("3 Oct 2020", "iso", ("2020-10-03", "2020-10-03", "day")),
        ("Oct 2020", "iso", ("2020-10-01", "2020-10-31", "month")),
        ("13/13/2020", "dmy", None),
        ("12/13/2020", "dmy", None),
        ("3/10/20", "dmy", None),
        ("last week", "dmy", None),
    ],
)
def test_dates(bring: Bring, cell: str, order: str, when: tuple[str, str, str] | None) -> None:
    mapping = MAPPING.replace('order = "dmy"', f'order = "{order}"\nformats = ["%d %b %Y", "%b %Y"]')
    found = bring(f"{cell},,,,,,1,,,\n", mapping=mapping)
    if when is None:
        assert "when" not in fields(found)
        assert f"no date {cell!r}" in errors(found)[0].message
    else:
        assert tuple(fields(found)["when"].values()) == when


def test_an_end_date_makes_an_interval_and_must_not_come_first(bring: Bring) -> None:
    mapping = '[columns]\ndate = "A"\nend_date = "B"\n'
    found = bring("2020-10-03,2020-10-05\n2020-10-03,2020-10-01\n", mapping=mapping, header="A,B\n")
    assert fields(found, 0)["when"]["end"] == "2020-10-05"
    assert fields(found, 1)["when"]["end"] == "2020-10-03"
    assert (errors(found)[0].column, errors(found)[0].line) == ("B", 3)


def test_places_in_both_languages_and_by_the_mapping(bring: Bring) -> None:
    found = bring(
        "2020-10-01,الحلة,بابل,,,,,,,\n2020-10-02,Hillah,,,,,,,,\n2020-10-03,,Baghdad,,,,,,,\n2020-10-04,Baghdad,Baghdad,,,,,,,\n"
    )
    assert errors(found) == []
    ids = [fields(found, n)["place"]["gazetteer_id"] for n in range(4)]
    assert ids == ["iq-hilla", "iq-hilla", "iq-baghdad", "iq-baghdad-city"]
    assert fields(found, 1)["place"]["as_written"] == "Hillah"


def test_a_place_that_does_not_fit_stays_without_a_point(bring: Bring) -> None:
    found = bring("2020-10-01,Hilla,Baghdad,,,,,,,\n2020-10-02,Nowhere,Babil,,,,,,,\n2020-10-03,Lyon,,,,,,,,\n")
    places = [fields(found, n)["place"] for n in range(3)]
    assert all(place["latitude"] is None and place["gazetteer_id"] is None for place in places)
    assert [place["admin1"] for place in places] == ["Baghdad", "Babil", None]
    messages = [p.message for p in errors(found)]
    assert "'Hilla' is known only in Babil (IQ)" in messages[0]
    assert "'Nowhere' is not in the gazetteer" in messages[1]
    assert "(FR)" in messages[2]


def test_an_actor_outside_the_register_is_kept_with_a_note(bring: Bring) -> None:
    found = bring("2020-10-01,,,,,,,IS; Somebody,,\n")
    assert [v["actor_id"] for v in fields(found)["perpetrators"]] == ["islamic_state", None]
    assert [(p.severity, p.found) for p in found.problems] == [("note", "Somebody")]


def test_two_equal_rows_are_two_attacks(bring: Bring) -> None:
    row = "03/10/2020,Hilla,Babil,Roadside bomb,,0,0,,,\n"
    found = bring(row * 3)
    assert len({d.id for d in found.documents}) == 3
    assert len({s.report for s in found.statements}) == 3
    assert [d.url for d in found.documents] == [None, "years.csv#copy=2", "years.csv#copy=3"]
    assert [(p.line, p.severity) for p in found.problems] == [(3, "note"), (4, "note")]
    longer = bring("01/10/2020,,,,,1,,,,\n" + row * 3)
    assert {d.id for d in found.documents} < {d.id for d in longer.documents}


def test_a_row_of_sums_is_passed_over(bring: Bring) -> None:
    found = bring("03/10/2020,Hilla,Babil,rocket,,1,0,,,\nTotal,,,,,1,0,,,\n")
    assert len(found.documents) == 1
    assert [(p.line, p.severity) for p in found.problems] == [(3, "note")]
    assert "a row of sums" in found.problems[0].message


def test_ids_follow_the_content(bring: Bring) -> None:
    row = "03/10/2020,Hilla,Babil,Roadside bomb,,0,0,,,\n"
    first, again = bring(row), bring(row, now=datetime(2020, 12, 22, tzinfo=UTC))
    assert [s.id for s in first.statements] == [s.id for s in again.statements]
    assert [e.id for e in first.extractions] == [e.id for e in again.extractions]
    assert [d.id for d in first.documents] == [d.id for d in again.documents]


def test_a_persons_statements_stand_without_a_run(bring: Bring) -> None:
    found = bring("03/10/2020,,,,,1,,,,\n", by="person:huda")
    assert {s.extraction for s in found.statements} == {None}
    assert all(s.by_person for s in found.statements)


def test_defaults_victims_and_words_of_other_columns(bring: Bring) -> None:
    mapping = (
        '[columns]\nid = "No"\npublished = "Seen"\nkind = "Kind"\nstatus = "Status"\ncampaign = "C"\nbasis = "B"\n'
        'perpetrator = "P"\ncount = "N"\n[defaults]\nkind = "attack"\noutlet = "Desk"\n'
        '[values.status]\n"No" = "foiled"\n'
        '[victims.police]\nkilled = "PK"\nwounded = "PW"\n[victims.army]\nkilled = "AK"\n'
    )
    header = "No,Seen,Kind,Status,C,B,P,N,PK,PW,AK\n"
    found = bring(
        "a1,2020-10-04,,No,other,claimed,IS,3,2,1+,0\n,,Grenade,,gang,,,,,,\n", mapping=mapping, header=header
    )
    told = fields(found)
    assert (told["kind"], told["status"], told["campaign"]) == ("attack", "foiled", "other")
    assert (told["perpetrators"]["basis"], told["count"]["best"]) == ("claimed", 3)
    assert told["victims"]["group"] == "police"
    assert told["victims"]["wounded"] == {"low": 1, "best": 1, "high": None}
    document = found.documents[0]
    assert (document.given_id, document.outlet) == ("a1", "Desk")
    assert document.published is not None and document.published.isoformat() == "2020-10-04T00:00:00+03:00"
    assert fields(found, 1)["kind"] == "grenade"
    assert [p.found for p in errors(found)] == ["gang"]


def test_cells_of_several_lines_and_too_many_cells(bring: Bring) -> None:
    found = bring('03/10/2020,"Hilla\n",Babil,,,,,,,\n04/10/2020,,,,,,,,,,more,cells\n')
    assert fields(found, 0)["place"]["gazetteer_id"] == "iq-hilla"
    assert [(p.line, p.column) for p in errors(found)] == [(4, None)]
    assert found.documents[1].text.endswith("more | cells")


def test_an_open_quote_is_an_error_and_swallows_no_row(bring: Bring) -> None:
    rows = '03/10/2020,Hilla,Babil,,,1,,,,"the governor said\n04/10/2020,Hilla,Babil,,,1,,,,x\n'
    with pytest.raises(BadMapping, match=r"years\.csv:2: a quote opens before 'the governor said' and never closes"):
        bring(rows)


def test_a_row_that_a_quote_took_into_a_cell_is_told(bring: Bring) -> None:
    found = bring(
        '03/10/2020,Hilla,Babil,,,1,,,,"he said\n04/10/2020,Hilla,Babil,,,7,,,,he left"\n'
        '05/10/2020,Hilla,Babil,,,1,,,,"a shop\nand, on 6/10, a house, a car, a tree, a wall"\n'
    )
    assert [(p.line, p.column) for p in errors(found)] == [(2, "URL")]
    assert "a line that reads as a row, '04/10/2020,Hilla" in errors(found)[0].message


def test_rows_that_share_an_id_are_told_with_both_lines(bring: Bring) -> None:
    mapping, header = '[columns]\nid = "No"\ndate = "Date"\n', "No,Date\n"
    found = bring("7,2020-10-03\n8,2020-10-04\n7,2020-10-05\n8,2020-10-04\n?,2020-10-06\n?,2020-10-07\n",
                  mapping=mapping, header=header)  # fmt: skip
    assert [d.text for d in found.documents] == [
        "7 | 2020-10-03", "8 | 2020-10-04", "7 | 2020-10-05", "? | 2020-10-06", "? | 2020-10-07",
    ]  # fmt: skip
    told = [(p.line, p.severity, p.message) for p in found.problems]
    assert [(line, severity) for line, severity, _ in told] == [(4, "warning"), (5, "warning")]
    assert "its id '7' is also that of line 2; both are kept, as two attacks" in told[0][2]
    assert "it is the row of line 3 again, with the same id '8'; it is taken once" in told[1][2]


def test_a_starter_mapping_says_which_name_stands_twice(tmp_path: Path) -> None:
    (tmp_path / "years.csv").write_text("Date,Town,Date,التاريخ,التاريخ,التاريخ\n2020-10-03,Hilla,x,,,\n", "utf-8")
    said: list[str] = []
    told = describe(tmp_path / "years.csv", note=said.append)
    assert "# 'Date' stands twice in the header (columns 1, 3) and is left out; rename one of them" in told
    assert "'التاريخ' stands 3 times in the header (columns 4, 5, 6)" in said[1] and "all but one" in said[1]
    assert said[0].startswith(str(tmp_path / "years.csv") + ": 'Date' stands twice")
    assert "without a use" not in told


def test_other_encodings_delimiters_and_headers(tmp_path: Path, theatre: Theatre) -> None:
    (tmp_path / "a.tsv").write_bytes("Sheet 1\nالتاريخ\tالمكان\n2020-10-03\tالحلة\n".encode("cp1256"))
    mapping = tmp_path / "m.toml"
    body = 'header = 2\n{}[columns]\ndate = "التاريخ"\nplace = "المكان"\n'
    mapping.write_text(body.format(""), "utf-8")
    with pytest.raises(BadMapping, match=r'a\.tsv: not utf-8-sig at byte .* encoding = "cp1256"'):
        read_table(tmp_path / "a.tsv", mapping, theatre=theatre)
    mapping.write_text(body.format('encoding = "cp1256"\n'), "utf-8")
    found = read_table(tmp_path / "a.tsv", mapping, theatre=theatre)
    assert fields(found)["place"]["gazetteer_id"] == "iq-hilla"
    assert found.documents[0].language == "ar"


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ('[columns]\ndate = "When"\n', r"the column 'When' of .* is not in the header: Date, Town"),
        ('[columns]\ndate = "Twice"\n', "stands twice in the header"),
        ('[columns]\ncolour = "Date"\n', r"\[columns\]: no key 'colour'; choose one of: date"),
        ('[columns]\ndate = ["Date", "Town"]\n', "date is .*; give a column's name"),
        ("[dates]\n", r"\[columns\] is missing"),
        (
            MAPPING.replace('"ied"', '"bomb"'),
            r"\[values.weapon\]: 'Roadside bomb': weapon is 'bomb'; choose one of: ied",
        ),
        (MAPPING.replace('"dmy"', '"ymd"'), r"\[dates\] order is 'ymd'; choose one of: iso, dmy, mdy"),
        ('encoding = "utf-9"\n' + MAPPING, "no encoding 'utf-9'"),
        ('delimiter = ", "\n' + MAPPING, "it must be one character"),
        ("header = 0\n" + MAPPING, "header is 0"),
        ("header = 9\n" + MAPPING, "no header in row 9"),
        (MAPPING + "[victims.wizards]\n", "no key 'wizards'; choose one of: civilians"),
        (MAPPING + '[defaults]\nkind = "war"\n', "kind is 'war'"),
        ("columns = 3\n", "columns is 3; write it as a table"),
        ("[columns\n", r"map\.toml"),
    ],
)
def test_bad_mappings_are_named_to_the_word(bring: Bring, mapping: str, message: str) -> None:
    with pytest.raises(BadMapping, match=message):
        bring("x\n", mapping=mapping, header=HEADER.replace("URL", "URL,Twice,Twice"))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match="cannot be read: No such file"):
        load_mapping(tmp_path / "none.toml")


def test_a_starter_mapping_reads_back_and_reads_the_table(tmp_path: Path, theatre: Theatre) -> None:
    table = tmp_path / "years.csv"
    table.write_text(
        "Date,Town,Province,Type,Killed,Injured,Actor,Source,Odd\n"
        "25/12/2020,Hilla,Babil,Roadside bomb,1,2,IS,INA,x\n24 Dec 2020,Hilla,Babil,Dynamo,1,2,IS,INA,x\n"
        "03/10/2020,Hilla,Babil,rocket,1,2,IS,INA,x\n",
        "utf-8",
    )
    told = describe(table)
    assert '"Roadside bomb" = "ied"  # 1 row, guessed' in told
    assert '# "Dynamo" = "…"  # 1 row' in told
    assert 'formats = ["%d %b %Y"]' in told
    assert '# columns without a use: "Odd"' in told
    (tmp_path / "map.toml").write_text(told, "utf-8")
    mapping = load_mapping(tmp_path / "map.toml")
    assert mapping.columns["place"] == ("Town", "Province")
    assert (mapping.columns["killed"], mapping.columns["wounded"]) == (("Killed",), ("Injured",))
    assert mapping.date_order == "dmy"
    found = read_table(table, mapping, theatre=theatre)
    assert [p.found for p in errors(found)] == ["Dynamo"]
    with pytest.raises(BadMapping, match="the file is empty"):
        (tmp_path / "none.csv").write_text("", "utf-8")
        describe(tmp_path / "none.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_from_the_rows(tmp_path: Path, theatre: Theatre, delimiter: str) -> None:
    table = tmp_path / "years.csv"
    rows = [["Date", "Town", "Type", "Remarks"], ["21.12.2020", "Hilla", "rocket", '"two; or, three | in all"']]
    table.write_text("".join(delimiter.join(row) + "\n" for row in rows), "utf-8")
    told = describe(table)
    assert f"delimiter = {json.dumps(delimiter)}" in told and 'date = "Date"' in told
    (tmp_path / "map.toml").write_text('[columns]\ndate = "Date"\nplace = "Town"\nweapon = "Type"\n', "utf-8")
    (when,) = [
        s.value for s in read_table(table, with_order(tmp_path), theatre=theatre).statements if s.field == "when"
    ]
    assert when["start"] == "2020-12-21"


def with_order(folder: Path) -> Path:
    mapping = folder / "map.toml"
    mapping.write_text(mapping.read_text("utf-8") + '[dates]\norder = "dmy"\n', "utf-8")
    return mapping


def test_a_table_of_one_column_says_so(tmp_path: Path) -> None:
    (tmp_path / "years.csv").write_text("Date\n2020-12-21\n", "utf-8")
    told = describe(tmp_path / "years.csv")
    assert 'delimiter = ","' in told and "# Only one column was found." in told


@pytest.mark.parametrize(
    ("cells", "field"),
    [("https://x.example/1,,www.y.example/2", "url"), ("INA,https://x.example/1,", "outlet"), (",,", "outlet")],
)
def test_a_column_of_sources_is_what_its_cells_hold(tmp_path: Path, cells: str, field: str) -> None:
    rows = "".join(f"2020-12-21,{cell}\n" for cell in cells.split(","))
    (tmp_path / "years.csv").write_text(f"Date,Source\n{rows}", "utf-8")
    told = describe(tmp_path / "years.csv")
    assert f'\n{field} = "Source"' in told
    assert ('\n# outlet = "…"' in told) == (field == "url")


def test_a_word_that_the_mapping_lacks_is_read_as_a_note_reads_it(tmp_path: Path, theatre: Theatre) -> None:
    table, mapping = tmp_path / "years.csv", tmp_path / "map.toml"
    targets = ["Convoy", "Base", "Police", "Hashd checkpoint", "قافلة", "Convoy", "Wibble"]
    table.write_text("Weapon,Target\n" + "".join(f"Katyusha,{target}\n" for target in targets), "utf-8")
    mapping.write_text('[columns]\nweapon = "Weapon"\ntarget = "Target"\n', "utf-8")
    found = read_table(table, mapping, theatre=theatre)
    assert [s.value["type"] for s in found.statements if s.field == "targets"] == [
        "supply_convoy", "military_base", "police_or_army", "militia", "supply_convoy", "supply_convoy",
    ]  # fmt: skip
    assert {s.value["type"] for s in found.statements if s.field == "weapons"} == {"rocket"}
    (wrong,) = errors(found)
    assert (wrong.line, wrong.column, wrong.found) == (8, "Target", "Wibble")
    assert "choices: supply_convoy" in wrong.message
    noted = [p.found for p in found.problems if p.severity == "note" and p.column]
    assert noted == ["Katyusha", "Convoy", "Base", "Police", "Hashd checkpoint", "قافلة"]


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    ["2020-10-03", "3-5", "12+", "0", "?", "Hilla", "rocket", "ied; mortar", "IS", " Babil "]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=10, max_size=10), max_size=4))
def test_every_quote_is_in_its_row_whatever_the_cells(bring: Bring, rows: list[list[str]]) -> None:
    quoted = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    found = bring(quoted)
    texts = {d.id: d.text for d in found.documents}
    assert len(texts) == sum(any(cell.strip() for cell in row) for row in rows)
    for s in found.statements:
        assert all(span.fits(texts[s.document]) for span in s.spans)
