"""The language of a text is found: by script and small words at once, by a model where those do not tell."""

from __future__ import annotations

import pytest

from ingest import making
from sijill.ingest import language_of

# Written for the tests.
TEXTS = {
    "fr": "Une bombe artisanale a explosé au passage d'un convoi de ravitaillement dans la province de Babil, blessant "
    "deux soldats, selon la police. Aucun groupe n'a revendiqué cette attaque.",
    "de": "Eine Bombe am Straßenrand traf einen Versorgungskonvoi in der Provinz Babil und verletzte zwei Soldaten, "
    "teilte die Polizei mit. Bisher hat sich niemand zu dem Anschlag bekannt.",
    "tr": "Babil ilinde bir ikmal konvoyuna yol kenarına yerleştirilen bombayla düzenlenen saldırıda iki asker "
    "yaralandı, polis açıkladı. Saldırıyı henüz üstlenen olmadı.",
    "ru": "Придорожная бомба взорвалась на пути колонны снабжения в провинции Бабиль, ранены двое солдат, сообщила "
    "полиция. Ответственность за нападение пока никто не взял.",
    "fa": "یک بمب کنار جاده در استان بابل به کاروان تدارکاتی برخورد کرد و دو سرباز زخمی شدند، پلیس گفت.",
    "ckb": "بۆمبێک لە ڕێگای کاروانێکی سەربازی لە پارێزگای بابل تەقییەوە و دوو سەرباز بریندار بوون.",
    "ur": "بابل صوبے میں سڑک کنارے نصب بم سے رسد کے قافلے کو نشانہ بنایا گیا جس میں دو فوجی زخمی ہوئے۔",
    "en": making.ENGLISH[0],
    "ar": making.ARABIC[0],
}
LISTS = (
    "IED – supply convoy – Muthanna\n" * 4 + "Rockets – Green Zone, Baghdad\nDecember Totals – 5",
    "Monthly list\n\nMortars – village – Diyala – 2 killed\nSniper – army checkpoint – Kirkuk\nIED – Dhi Qar\n",
    "Katyusha rockets – BIAP\nDrone – Ain al-Asad\nSmall arms – tribal fighters – Salah ad-Din\nIED – Diwaniya",
)


@pytest.mark.parametrize("code", TEXTS)
def test_a_paragraph_of_news(code: str) -> None:
    assert language_of(TEXTS[code]) == code


@pytest.mark.parametrize("text", LISTS)
def test_lists_of_attacks_in_english_have_few_small_words(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(("text", "code"), [("Babil", "en"), ("بابل", "ar"), ("12:30", None), ("Бабиль", None)])
def test_very_short_text_goes_by_its_script(text: str, code: str | None) -> None:
    assert language_of(text) == code
