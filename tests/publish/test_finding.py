"""What statistics found, as sections of a post: on the page, in Markdown, in the fragment, in both languages."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from newsroom import counted, data

from sijill.pipeline.trending import weekly
from sijill.publish import draft, read_post, write
from sijill.publish.compliance import compliance_chart, described, in_language
from sijill.publish.finding import of_compliance, of_outlook, of_test, of_trend
from sijill.publish.phrases import phrases
from sijill.publish.post import Finding
from sijill.stats import change
from sijill.stats import compliance as stats
from sijill.stats.outlook.told import outlook
from sijill.stats.series import Series
from sijill.stats.trends.told_levels import levels
from sijill.theatre import Theatre

START, N_DAYS = date(2020, 6, 1), 209
ORDER = date(2020, 11, 20)


def series(attacks: list[int], ids: tuple[str, ...] = (), *, of: str = "") -> Series:
    counts = np.zeros((1, N_DAYS), dtype=np.int64)
    for day in attacks:
        counts[0, day] += 1
    return Series(START, counts, asked=of, codebook="attacks", as_of=4211, incidents=ids)


def a_test(language: str = "en") -> Finding:
    ids = (*(one.id for one in counted()), "0" * 32)
    told = change.tested(series(list(range(0, N_DAYS, 6)), ids, of="weapon=ied"), ORDER, days=28)
    return of_test(change.as_json(told), change.bars(told), language=language, step="November 20, 2020")


def complied() -> dict[str, Any]:
    at = (ORDER - START).days
    order = stats.Order(ORDER, ORDER, ("Head",), ("Reeds", "Palms"), "Head to Reeds, Palms, 20 November 2020")
    sides = {"reeds": stats.ADDRESSED, "palms": stats.ADDRESSED, "gulls": stats.OTHER}
    groups = {
        "reeds": series([at - 20, at - 9, at - 2, at + 5]), "palms": series([at - 4]),
        "gulls": series(list(range(1, N_DAYS, 7))),
    }  # fmt: skip
    names = {"reeds": "Reeds", "palms": "Palms", "gulls": "Gulls"}
    view = stats.View("parent", groups, series([at + 1]), (sides,), names)
    return stats.as_json(stats.comply([order], [view]))


NAMES = {"reeds": "القصب", "Reeds": "القصب", "palms": "النخيل", "Palms": "النخيل", "Head": "الرأس"}


def a_trend(language: str = "en", *, told: bool = True) -> Finding:
    one = levels(series(list(range(0, N_DAYS, 6))) if told else Series.of_counts(START, [0, 1, 0]))
    body = {**one.to_json(), "name": "levels"}
    ids = tuple(incident.id for incident in counted())
    weeks = weekly(series(list(range(0, N_DAYS, 6)))) if told else ()
    about = {
        "from": str(START), "to": "2020-12-26", "filter": "none", "codebook": "attacks", "as_of": 4211,
        "incidents": [*ids, "0" * 32],
    }  # fmt: skip
    return of_trend(about, body, one.table, one.chart, weeks, language=language)


def an_outlook(language: str = "en") -> Finding:
    whole = series(list(range(0, N_DAYS, 6)), ("0" * 32,))
    found = outlook(whole, {"Babil": whole, None: series([5])}, over="admin1", horizon=4)
    about = {"filter": "", "codebook": "attacks", "from": str(found.past[0][0]), "to": str(whole.end)}
    names = {"Babil": "بابل"} if language == "ar" else {}
    return of_outlook(found.to_json(), about, found.table, found.past, language=language, names=names)


def test_a_trend_and_an_outlook_carry_what_every_figure_must() -> None:
    for language in ("en", "ar"):
        for found in (a_trend(language), an_outlook(language)):
            assert found.sentences and found.caption.endswith(".") and found.assumptions[0] and found.method
            assert (found.codebook, found.as_of, found.filter) == (
                "attacks",
                4211,
                phrases(language).text("finding.no_filter"),
            )
            assert found.incidents and found.chart["$schema"] and found.narrow != found.chart
            assert "incidents" not in found.figures and found.figures["rows"]
    assert a_trend().assumptions[0] == levels(series([3, 9, 40])).assumption
    assert an_outlook().assumptions[0] == an_outlook().figures["assumption"]


def test_an_outlook_in_arabic_names_places_and_forecasts_in_arabic() -> None:
    told = an_outlook("ar")
    drawn = json.dumps([told.chart, told.narrow], ensure_ascii=False)
    assert "بابل" in drawn and "غير مذكور" in drawn and "Babil" not in drawn and "as the last" not in drawn
    for text in (*told.sentences, told.caption, told.method, *told.assumptions, told.heading):
        assert re.search("[ء-ي]", text) and not re.search(r"\b[a-z]{5,}\b", text.replace("attacks", "")), text


def test_what_cannot_be_told_says_so_and_draws_no_figures() -> None:
    found = a_trend(told=False)
    assert (
        found.sentences[0].startswith("This cannot be told")
        and found.caption == "Nothing can be drawn from so few attacks."
    )
    assert "not enough data" in json.dumps(found.chart) and found.method


def test_trends_and_outlooks_stand_in_every_file(theatre: Theatre, tmp_path: Path) -> None:
    for language in ("en", "ar"):
        findings = [a_trend(language), an_outlook(language)]
        made = write(draft(data(theatre, language=language, findings=findings)), tmp_path / language, paste=True)
        page, markdown, stored, paste = (file.read_text("utf-8") for file in made[:4])
        for found in findings:
            for text in (*found.sentences, found.heading):
                # A page escapes quotes; a few words of each sentence do.
                assert text[:24] in page and text[:24] in paste and text[:12] in markdown
        assert page.count('class="finding"') == 2 and [f["kind"] for f in json.loads(stored)["findings"]] == [
            "levels", "outlook",
        ]  # fmt: skip
        assert re.search(r'href="#i-[0-9a-f]+"', page.split('id="finding-1"')[1].split("</section>")[0])


@pytest.fixture(params=["en", "ar"])
def files(request: pytest.FixtureRequest, theatre: Theatre, tmp_path: Path) -> list[Path]:
    language = request.param
    findings = [a_test(language), of_compliance(complied(), language=language, names=NAMES)]
    return write(draft(data(theatre, language=language, findings=findings)), tmp_path / "post", paste=True)


def test_a_post_without_findings_has_none(theatre: Theatre, tmp_path: Path) -> None:
    page = write(draft(data(theatre)), tmp_path / "p")[0].read_text("utf-8")
    assert "finding-1" not in page and json.loads((tmp_path / "p.post.json").read_text("utf-8"))["findings"] == []


def test_the_headline_is_a_section_of_its_own(theatre: Theatre, tmp_path: Path) -> None:
    found = a_test()
    page = write(draft(data(theatre, findings=[found])), tmp_path / "p")[0].read_text("utf-8")
    section = page.split('id="finding-1"')[1].split("</section>")[0]
    for sentence in (*found.sentences, found.caption, found.method, *found.assumptions):
        assert sentence.split("'")[0] in section
    assert "Filter: weapon=ied. Codebook: attacks. Ledger as of record 4,211." in section
    assert section.count("<svg") == 2


def test_links_lead_to_incidents_of_the_days_compared(theatre: Theatre, tmp_path: Path) -> None:
    found = a_test()
    page = write(draft(data(theatre, findings=[found])), tmp_path / "p")[0].read_text("utf-8")
    section = page.split('id="finding-1"')[1].split("</section>")[0]
    links = re.findall(r'href="#i-([0-9a-f]+)"', section)
    assert links and set(links) < set(found.incidents)
    assert all(f'<article id="i-{id}"' in page for id in links)
    days = [one.value("when")["start"] for one in counted() if one.id in links]
    assert all(found.start.isoformat() <= day <= found.end.isoformat() or day.endswith("-01") for day in days)
    assert f"And {len(found.incidents) - len(links)} more" in section


def test_every_file_has_both_sections_and_only_its_own_language(files: list[Path]) -> None:
    page, markdown, stored, paste = (file.read_text("utf-8") for file in files[:4])
    body = json.loads(stored)
    for found in body["findings"]:
        for sentence in found["sentences"]:
            assert sentence.split("“")[0].split("'")[0] in page
            if body["language"] == "ar":
                assert re.search("[ء-ي]", sentence), sentence
    assert page.count('class="finding"') == 2 and markdown.count('<a id="finding-') == 2
    assert paste.count(".finding-") == 2 and [file.name for file in files[-2:]] == [
        "post.finding-1.png", "post.finding-2.png",
    ]  # fmt: skip
    anchors = set(re.findall(r'\bid="([^"]+)"', paste))
    assert set(re.findall(r'href="#([^"]+)"', paste)) <= anchors
    assert not re.search(r"<script|<style|class=", paste)


def test_groups_and_orders_go_by_their_names_in_arabic() -> None:
    found = of_compliance(complied(), language="ar", names=NAMES)
    assert "الرأس إلى القصب، النخيل، 20 تشرين الثاني 2020" in found.heading
    assert any(sentence.startswith("القصب: مؤشر الامتثال") for sentence in found.sentences)
    assert "Reeds" not in json.dumps([found.chart, found.sentences, found.caption, found.heading], ensure_ascii=False)


def test_a_negative_number_keeps_its_sign_in_front_in_arabic() -> None:
    told = complied()
    told["index"][0] |= {"index": -0.4, "low": -0.9, "high": 0.1}
    found = of_compliance(told, language="ar", names=NAMES)
    assert any("\u2066-0.40\u2069" in sentence for sentence in found.sentences)


def test_an_earlier_post_with_findings_is_read_back(theatre: Theatre, tmp_path: Path) -> None:
    page = write(draft(data(theatre, findings=[a_test()])), tmp_path / "p.html")[0]
    assert read_post(page).as_of == 4211


@pytest.mark.chromium
def test_a_phone_shows_findings_without_a_sideways_scroll(chromium: Any, files: list[Path]) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(files[0].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#finding-2 .plate.small svg").bounding_box()["width"] > 250
    assert [url for url in asked if url != files[0].as_uri() and not url.startswith("data:")] == []
    page.close()


@pytest.mark.parametrize("ending", ["svg", "png", "html"])
def test_compliance_is_drawn_with_a_caption_of_whole_sentences(tmp_path: Path, ending: str) -> None:
    told = complied()
    drawn = compliance_chart(told, tmp_path / f"c.{ending}")
    assert drawn.startswith("<svg") and (tmp_path / f"c.{ending}").stat().st_size > 2000
    said = described(told, phrases("en"))
    assert said.endswith("None of this shows that an order was obeyed.") and "Head to Reeds, Palms" in said


def test_a_week_or_a_month_of_an_order_is_said_in_arabic() -> None:
    told = complied()
    told["orders"][0] |= {"to": (ORDER + timedelta(days=6)).isoformat()}
    assert "أسبوع" in in_language(told, phrases("ar"), NAMES)["orders"][0]["words"]
