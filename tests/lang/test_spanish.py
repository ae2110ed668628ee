"""The Spanish pack: numbers, dates, tolls, and that a Spanish file is found to be Spanish and read."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cli.running import run
from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.extract.scan import Scan, flatten
from sijill.extract.tolls import tolls, total
from sijill.extract.when import Calendar
from sijill.ingest import language_of
from sijill.lang import pack
from sijill.model.text import Document
from sijill.model.values import Range

SPANISH = pack.load("es")
WORLD = pipeline.theatre("world")
GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "es").glob("*.txt"))


def numbers(text: str) -> list[tuple[int, int | None, int | None]]:
    found = [SPANISH.number_value(m) for m in SPANISH.number.finditer(flatten(text)) if not m["article"]]
    return [(n.low, n.best, n.high) for n in found]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("siete", 7), ("dieciséis", 16), ("veintiún", 21), ("veintidós", 22), ("treinta y cinco", 35), ("noventa", 90),
        ("ciento veinte", 120), ("doscientas", 200), ("mil", 1000), ("dos mil quinientos", 2500), ("una docena de", 12),
        ("media docena de", 6), ("una veintena de", 20), ("12", 12), ("1.200", 1200), ("1,200", 1200),
    ],
)  # fmt: skip
def test_numbers(text: str, n: int) -> None:
    assert numbers(f"{text} ataques") == [(n, n, n)]


@pytest.mark.parametrize(("text", "low"), [("decenas", 20), ("docenas", 24), ("varios", 2), ("cientos", 200)])
def test_vague_numbers_are_floors(text: str, low: int) -> None:
    assert numbers(f"{text} de ataques") == [(low, None, None)]


@pytest.mark.parametrize("text", ["107mm", "10:30", "12%", "2,5", "de 26 años", "5 km", "9 kilómetros", "M16"])
def test_figures_that_count_nothing(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Dejó tres muertos y cinco heridos.", Range.exactly(3), Range.exactly(5)),
        ("Murieron al menos doce personas.", Range(12, 12, None), None),
        ("El ataque dejó entre tres y cinco muertos.", Range(3, None, 5), None),
        ("Hubo decenas de heridos.", None, Range(20, None, None)),
        ("Un soldado y dos civiles murieron.", Range.exactly(3), None),
        ("Fueron asesinados tres campesinos.", Range.exactly(3), None),
        ("Mataron a dos policías e hirieron a cuatro.", Range.exactly(2), Range.exactly(4)),
        ("Un muerto y dos heridos fue el saldo.", Range.exactly(1), Range.exactly(2)),
        ("Dejó cinco muertos, entre ellos dos niños.", Range.exactly(5), None),
        ("No hubo víctimas.", Range.exactly(0), Range.exactly(0)),
        ("El atentado no dejó muertos ni heridos.", Range.exactly(0), Range.exactly(0)),
        ("Más de veinte personas resultaron heridas.", None, Range(20, 20, None)),
        ("Causó la muerte de cuatro militares.", Range.exactly(4), None),
        ("Informó la Policía que hay tres capturados.", None, None),
    ],
)
def test_tolls(text: str, killed: Range | None, wounded: Range | None) -> None:
    found = tolls(Scan(text, SPANISH, WORLD), 0, len(text))
    assert (total(found, "killed"), total(found, "wounded")) == (killed, wounded)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("el martes", "2021-03-16", None), ("este martes", "2021-03-16", None), ("ayer", "2021-03-16", None),
        ("anoche", "2021-03-16", None), ("anteayer", "2021-03-15", None), ("hoy", "2021-03-17", None),
        ("hace dos días", "2021-03-15", None), ("hace una semana", "2021-03-10", None),
        ("12 de marzo de 2021", "2021-03-12", None), ("el 12 de marzo", "2021-03-12", None),
        ("3 sept. de 2020", "2020-09-03", None), ("el 12 de mayo de 2020.", "2020-05-12", None),
        ("12/03/2021", "2021-03-12", None), ("03/04/2020", "2020-04-03", None), ("2021-03-12", "2021-03-12", None),
        ("la semana pasada", "2021-03-08", "2021-03-14"), ("el mes pasado", "2021-02-01", "2021-02-28"),
        ("hace dos meses", "2021-01-01", "2021-01-31"), ("marzo de 2020", "2020-03-01", "2020-03-31"),
        ("del 5 al 8 de octubre de 2020", "2020-10-05", "2020-10-08"), ("en 2019", "2019-01-01", "2019-12-31"),
        ("28 de diciembre al 3 de enero de 2021", "2020-12-28", "2021-01-03"),
        ("la madrugada del miércoles", "2021-03-17", None), ("el pasado miércoles", "2021-03-10", None),
    ],
)  # fmt: skip
def test_dates(text: str, start: str, end: str | None) -> None:
    (mention,) = SPANISH.find_dates(flatten(text), text)
    reading = Calendar(date(2021, 3, 17)).read(mention)
    assert reading is not None
    told = reading.when
    assert (told.start.isoformat(), told.end.isoformat()) == (start, end or start)


def test_what_is_still_to_come_has_no_day() -> None:
    (mention,) = SPANISH.find_dates("el proximo lunes", "el próximo lunes")
    assert Calendar(date(2021, 3, 17)).read(mention) is None


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_report_is_found_to_be_spanish(path: Path) -> None:
    assert language_of(path.read_text("utf-8").partition("\n----\n")[2]) == "es"


# Written for the tests.
KIN = {
    "pt": "Uma bomba explodiu na terça-feira à passagem de uma patrulha da polícia e deixou três mortos e cinco "
    "feridos, informou a Polícia Nacional. Nenhum grupo reivindicou o ataque até agora.",
    "it": "Una bomba è esplosa martedì al passaggio di una pattuglia della polizia e ha causato tre morti e cinque "
    "feriti, ha riferito la polizia. Nessun gruppo ha rivendicato l'attacco.",
    "fr": "Une bombe a explosé mardi au passage d'une patrouille de police et a fait trois morts et cinq blessés, "
    "selon la police nationale. Aucun groupe n'a revendiqué l'attaque.",
}


@pytest.mark.parametrize("code", KIN)
def test_its_sister_languages_are_not_taken_for_it(code: str) -> None:
    assert language_of(KIN[code]) == code


def test_a_short_line_is_spanish_if_its_small_words_are() -> None:
    assert language_of("Dos muertos y tres heridos en Tumaco") == "es"
    assert language_of("Tumaco") == "en"


def test_accents_written_as_characters_of_their_own_change_nothing() -> None:
    text = "Un francotirador mató a un soldado ayer en Popayán, Cauca."
    tellings = []
    for form in ("NFC", "NFD"):
        document = Document(unicodedata.normalize(form, text), "es", datetime(2021, 3, 17, 12, tzinfo=UTC))
        reading = pipeline.read(document, RulesExtractor(WORLD))
        (one,) = contract.line(document, reading.reports, checks=reading.checks, text_is_input=True)["incidents"]
        tellings.append((one["kind"], one["place"]["name"], one["killed"], one["when"]))
    assert tellings[0] == tellings[1]


def test_groups_of_a_register_are_known_by_their_spanish_names_and_others_passed_over() -> None:
    text = "El Ejército de Liberación Nacional y las disidencias de las FARC combatieron."
    found = [m.value for m in Scan(text, SPANISH, WORLD).all_marks("actors")]
    assert found == ["national_liberation_army", "farc_dissidents"]
    assert Scan(text, SPANISH, pipeline.theatre("iraq")).all_marks("actors") == []


def test_the_command_finds_the_language_and_reads(tmp_path: Path) -> None:
    path = tmp_path / "nota.txt"
    path.write_text(GOLDEN[0].read_text("utf-8").partition("\n----\n")[2], "utf-8")
    ran = run("read", str(path), "--theatre", "world", "--published", "2022-01-01")
    (line,) = ran.lines
    assert line["document"]["language"] == "es"
    assert len(line["incidents"]) == 1
