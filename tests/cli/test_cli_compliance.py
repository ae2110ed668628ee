"""`sijill compliance`: orders of a ledger or typed by hand, by claimant and by believed parent."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.running import error_line, run

PLACES = ("Baghdad", "Babil", "Basra", "Kirkuk", "Diyala", "Anbar")
FRONT = "2020-11-20: Qaani > Kataib Hezbollah"


def _attack(n: int, day: date, name: str) -> dict[str, str]:
    place = PLACES[n % len(PLACES)]
    told = f"{place} – {name} claimed responsibility for a roadside bomb that struck a supply convoy in {place}"
    text = f"{told} on {day.day} {day:%B} {day.year}."
    return {
        "id": f"a{n}",
        "lang": "en",
        "published": str(day + timedelta(days=1)),
        "outlet": "River Wire",
        "text": text,
    }


def _texts() -> list[dict[str, str]]:
    """Two names until 20 November 2020, one of them a front; after it only the front; and the Islamic State always."""
    order = date(2020, 11, 20)
    days = [(order + timedelta(days=k), "Kataib Hezbollah") for k in (-26, -21, -17, -12, -8, -3)]
    days += [(order + timedelta(days=k), "Ashab al-Kahf") for k in (-14, -6, 2, 9, 16, 23)]
    days += [(order + timedelta(days=k), "Islamic State") for k in range(-40, 36, 5)]
    told = [_attack(n, day, name) for n, (day, name) in enumerate(sorted(days))]
    told.append({
        "id": "order", "lang": "ar", "published": "2020-11-21", "outlet": "ضفة",
        "text": "بغداد – أمر قاآني كتائب حزب الله يوم 20 تشرين الثاني 2020 بوقف الهجمات.",
    })  # fmt: skip
    return told


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("orders")
    file = folder / "texts.jsonl"
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in _texts()), "utf-8")
    assert run("add", file, "--ledger", folder / "l.sijill", "--theatre", "iraq").status == 0
    lines = ["facade,parent,kind,date,voice,quote,source"]
    for kind in ("same_cell", "official_attribution"):
        lines.append(
            f"Ashab al-Kahf,Kataib Hezbollah,{kind},2020-01-01,a ministry,the two are one,https://example.org/1"
        )
    (folder / "evidence.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder / "l.sijill"


def test_a_typed_order_is_told_with_its_counts_and_what_they_cannot_tell(book: Path) -> None:
    ran = run("compliance", FRONT, "--ledger", book, "--draws", "20")
    assert ran.status == 0
    assert "Esmail Qaani to Kataib Hezbollah, 20 November 2020" in ran.out
    assert "6 attacks in the 28 days" in ran.out and "None of this shows that an order was obeyed" in ran.out
    assert "records up to" in ran.err and "Assumed: Without the order" in ran.err and "sijill incidents" in ran.err


def test_a_front_is_its_parent_s_from_the_threshold_on(book: Path) -> None:
    evidence = ("--evidence", book.parent / "evidence.csv", "--json", "--draws", "0")
    told = run("compliance", FRONT, "--ledger", book, *evidence).json
    by = {(row["view"], row["group"]): row for row in told["rows"]}
    assert (by["claimant", "Kataib Hezbollah"]["before"], by["claimant", "Kataib Hezbollah"]["after"]) == (6, 0)
    assert by["claimant", "Ashab al-Kahf"]["side"] == "front"
    assert (by["parent", "Kataib Hezbollah"]["before"], by["parent", "Kataib Hezbollah"]["after"]) == (8, 4)
    strict = run("compliance", FRONT, "--ledger", book, *evidence, "--threshold", "0.99").json
    by = {(row["view"], row["group"]): row for row in strict["rows"]}
    assert by["parent", "Ashab al-Kahf"]["side"] == "other"
    assert by["parent", "Kataib Hezbollah"]["before"] == 6


def test_an_order_of_the_ledger_is_taken_by_its_id_in_arabic(book: Path) -> None:
    listed = run("compliance", "--list", "--by", "قاآني", "--ledger", book, "--json").json["orders"]
    assert [(one["date"], one["whom"]) for one in listed] == [("2020-11-20", "كتائب حزب الله")]
    told = run("compliance", listed[0]["id"], "--ledger", book, "--json", "--draws", "0").json
    (order,) = told["orders"]
    assert order["interaction"].startswith(listed[0]["id"]) and "أمر قاآني" in order["quote"]
    typed = run("compliance", FRONT, "--ledger", book, "--json", "--draws", "0").json
    assert told["rows"] == typed["rows"]
    assert told["incidents"] == typed["incidents"] and len(told["incidents"]) > 20


def test_whom_outranks_what_the_text_tells(book: Path) -> None:
    listed = run("compliance", "--list", "--ledger", book, "--json").json["orders"]
    (id,) = [one["id"] for one in listed if "قاآني" in one["who"]]
    told = run("compliance", id, "--whom", "Islamic State", "--ledger", book, "--json", "--draws", "0").json
    sides = {row["group"]: row["side"] for row in told["rows"] if row["view"] == "claimant"}
    assert sides["Islamic State"] == "addressed" and sides["Kataib Hezbollah"] == "other"


def test_the_answer_is_given_in_arabic(book: Path) -> None:
    ran = run("compliance", FRONT, "--ledger", book, "--draws", "0", "--lang", "ar")
    assert ran.status == 0 and "إسماعيل قاآني إلى كتائب حزب الله، 20 تشرين الثاني 2020" in ran.out
    assert "لا يثبت شيء من هذا أن أمرا أُطيع" in ran.out and "Qaani" not in ran.out
    assert run("compliance", FRONT, "--ledger", book, "--lang", "xx").status == 1


def test_a_campaign_addresses_every_group_of_it(book: Path) -> None:
    told = run("compliance", "2020-11-20: Qaani > pro_iran", "--ledger", book, "--json", "--draws", "0").json
    sides = {row["group"]: row["side"] for row in told["rows"] if row["view"] == "claimant"}
    assert sides == {"Kataib Hezbollah": "addressed", "Ashab al-Kahf": "addressed", "Islamic State": "other"}


def test_several_orders_make_an_index(book: Path) -> None:
    several = ("2020-11-02: Qaani > pro_iran", FRONT)
    told = run("compliance", *several, "--ledger", book, "--json", "--draws", "0", "--days", "14").json
    assert told["orders"][0]["words"].endswith("2 November 2020")
    index = {(one["view"], one["name"]): one for one in told["index"]}
    assert index["parent", "Kataib Hezbollah"]["n_orders"] == 2
    assert index["parent", "Ashab al-Kahf"]["n_asked"] == 1
    assert any("a line needs 4" in why for why in told["untold"])


@pytest.mark.parametrize("ending", ["svg", "png", "html"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_drawn_in_both_languages(book: Path, tmp_path: Path, ending: str, language: str) -> None:
    drawn = tmp_path / f"chart.{ending}"
    ran = run("compliance", FRONT, "--ledger", book, "--draws", "0", "--chart", drawn, "--lang", language)
    assert ran.status == 0 and drawn.stat().st_size > 2000
    if ending == "html":
        page = drawn.read_text("utf-8")
        assert ("كتائب حزب الله" if language == "ar" else "Kataib Hezbollah") in page
        caption = page.split("<figcaption>")[1].split("</figcaption>")[0]
        assert caption.endswith("."), caption


def test_rows_are_given_as_csv(book: Path) -> None:
    lines = run("compliance", FRONT, "--ledger", book, "--draws", "0", "--csv").out.splitlines()
    assert lines[0].startswith("order,view,group,side,before,after") and len(lines) > 3


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ("yesterday", "write it as"),
        ("2020-13-41: Qaani > pro_iran", "is no day"),
        ("2020-11-20: Qaani > Nobody At All", "no actor"),
        ("2020-11-20: Qaani > gunmen", "a word for many"),
        ("ffffffff", "no interaction"),
        ("2031-11-20: Qaani > pro_iran", "nothing can be compared"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_reason(book: Path, order: str, why: str) -> None:
    ran = run("compliance", order, "--ledger", book)
    assert ran.status == 1 and why in error_line(ran)


def test_presumed_attacks_need_one_addressee(book: Path) -> None:
    ran = run(
        "compliance",
        FRONT,
        "2020-12-01: Qaani > Asaib Ahl al-Haq",
        "--presume",
        "target=supply_convoy",
        "--ledger",
        book,
    )
    assert ran.status == 1 and "different groups" in error_line(ran)
    assert run("compliance", "--ledger", book).status == 2


def test_attacks_that_nobody_is_named_for_may_be_presumed_theirs(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    days = [date(2020, 11, 20) + timedelta(days=k) for k in (-25, -19, -11, -4, 6, 20)]
    told = [
        {
            "id": f"n{n}", "lang": "en", "published": str(day + timedelta(days=1)), "outlet": "River Wire",
            "text": f"{PLACES[n]} – A roadside bomb struck a supply convoy of the coalition in {PLACES[n]} on "
                    f"{day.day} {day:%B} {day.year}.",
        }
        for n, day in enumerate(days)
    ]  # fmt: skip
    file.write_text("".join(json.dumps(one) + "\n" for one in told), "utf-8")
    book = tmp_path / "l.sijill"
    assert run("add", file, "--ledger", book, "--theatre", "iraq").status == 0
    asked = ("compliance", "2020-11-20: Qaani > pro_iran", "--ledger", book, "--json", "--draws", "0")
    plain = run(*asked, "--from", "2020-10-20").json
    assert sum(plain["answers"][0]["on_no_side"][side]["best"] for side in (0, 1)) == 6
    presumed = run(*asked, "--from", "2020-10-20", "--presume", "target=supply_convoy").json
    (row,) = [row for row in presumed["rows"] if row["view"] == "parent"]
    assert (row["side"], row["before"], row["after"]) == ("addressed", 4, 2)
    assert "presumed to be of those addressed" in presumed["method"]


def test_a_post_takes_a_test_and_an_order(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "post.html"
    period = ("--from", "2020-10-01", "--to", "2020-12-31", "--ledger", book, "--out", out)
    ran = run("post", *period, "--test", "2020-11-20", "--order", FRONT, "--where", "weapon=ied", "--paste")
    assert ran.status == 0 and ran.out.splitlines()[-2:] == [
        str(tmp_path / "post.finding-1.png"), str(tmp_path / "post.finding-2.png"),
    ]  # fmt: skip
    body = json.loads((tmp_path / "post.post.json").read_text("utf-8"))
    assert [found["kind"] for found in body["findings"]] == ["test", "compliance"]
    for found in body["findings"]:
        assert found["filter"] == "weapon=ied" and found["codebook"] == "attacks" and found["as_of"] > 0
        assert found["sentences"] and found["assumptions"] and found["method"] and found["incidents"]
    paste = (tmp_path / "post.paste.html").read_text("utf-8")
    assert "Did attacks change? November 20, 2020" in paste and 'src="post.finding-2.png"' in paste
    assert "Were orders followed? Esmail Qaani to Kataib Hezbollah, 20 November 2020" in paste


def test_a_post_in_arabic_has_its_findings_in_arabic(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "post.html"
    period = ("--from", "2020-10-01", "--to", "2020-12-31", "--ledger", book, "--out", out, "--lang", "ar")
    assert run("post", *period, "--test", "2020-11-20", "--order", FRONT).status == 0
    first, second = json.loads((tmp_path / "post.post.json").read_text("utf-8"))["findings"]
    assert first["heading"] == "هل تغيرت الهجمات؟ 20 تشرين الثاني 2020"
    assert second["heading"] == "هل اتُّبعت الأوامر؟ إسماعيل قاآني إلى كتائب حزب الله، 20 تشرين الثاني 2020"


def test_filters_of_a_post_need_a_test_or_an_order(book: Path, tmp_path: Path) -> None:
    period = ("--from", "2020-10-01", "--to", "2020-12-31", "--ledger", book, "--out", tmp_path / "p.html")
    assert run("post", *period, "--where", "weapon=ied").status == 2
    ran = run("post", *period, "--test", "2031-01-01")
    assert ran.status == 1 and "nothing can be compared" in error_line(ran) and not (tmp_path / "p.html").exists()
