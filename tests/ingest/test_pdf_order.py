"""PDF: whole paragraphs, Arabic in the order in which it is read, and fonts that do not tell their letters."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ingest import making
from sijill.errors import BadDocument
from sijill.ingest.draft import Hints
from sijill.ingest.pdf import documents, tidied

FONTS = Path(__file__).parents[2] / "src" / "sijill" / "publish" / "fonts"
LINE = "انفجرت عبوة ناسفة في محافظة بابل يوم 21 كانون الأول 2020، بحسب الشرطة"


def text_of(data: bytes) -> str:
    (draft,) = documents(data, "a.pdf", hints=Hints())
    assert not hasattr(draft, "error")
    return draft.text  # type: ignore[union-attr]


def painted(*runs: str) -> bytes:
    """A line of Arabic as programs paint it: each run of letters from left to right as the eye meets it."""
    place, pieces = 60.0, []
    for run in reversed(runs):
        pieces.append((run if run.strip().isdigit() else run[::-1], place))
        place += 6.0 * len(run)
    return making.pdf([pieces])


def test_wrapped_lines_are_one_paragraph() -> None:
    assert text_of(making.pdf(making.wrapped(making.ENGLISH))).split() == making.plain(making.ENGLISH).split()
    told = text_of(making.pdf([*making.wrapped(making.ENGLISH[:1]), [], *making.wrapped(making.ENGLISH[1:2])]))
    assert told.split("\n")[-1].startswith("Three rockets")


def test_entries_of_a_list_stay_lines() -> None:
    lines = [
        "IED – supply convoy for the US forces – Muthanna province – no one hurt",
        "Rockets – the Green Zone in Baghdad – one killed and five wounded there",
    ]
    assert text_of(making.pdf([[(line, 50.0)] for line in lines])).split("\n") == lines


def test_arabic_with_numbers_is_read_from_right_to_left() -> None:
    data = painted("انفجرت عبوة ناسفة في محافظة بابل يوم ", "21", " كانون الأول ", "2020", "، بحسب الشرطة")
    assert text_of(data) == LINE


def test_presentation_forms_become_letters() -> None:
    assert tidied("ﺑﺎﺑﻞ") == "بابل"


def test_lines_in_the_order_of_the_eye_are_turned_round() -> None:
    turned = "ةطرشلا بسحب ،2020 لوألا نوناك 21 موي لباب ةظفاحم يف ةفسان ةوبع ترجفنا"
    assert tidied(turned) == "انفجرت عبوة ناسفة في محافظة بابل يوم 21 كانون الأول 2020، بحسب الشرطة"


def test_a_font_that_does_not_tell_its_letters_is_a_failure_and_no_half_text() -> None:
    # Noto Sans Arabic draws dots and bowls apart, and the file then tells a letter for neither.
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    shown = f'<text x="560" y="40" direction="rtl" font-family="Noto Sans Arabic" font-size="14">{LINE}</text>'
    data = vl_convert.svg_to_pdf(f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="90">{shown}</svg>')
    with pytest.raises(BadDocument, match=r"a.pdf: .* characters tell no letter .* OCR"):
        text_of(data)


@pytest.mark.chromium
def test_an_arabic_page_printed_by_a_browser_is_read_whole(tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    fonts = subprocess.run(["fc-list", ":lang=ar", "family"], capture_output=True, text=True, check=False).stdout
    if browser is None or "DejaVu Sans" not in fonts:
        pytest.skip("Chromium or the font DejaVu Sans is not installed: apt-get install chromium fonts-dejavu-core")
    body = "".join(f"<p>{text}</p>" for text in making.ARABIC)
    page = tmp_path / "a.html"
    page.write_text(f'<meta charset="utf-8"><body dir="rtl" style="font-family: DejaVu Sans">{body}', "utf-8")
    out = tmp_path / "a.pdf"
    command = [browser, "--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri()]
    subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert text_of(out.read_bytes()).split() == making.plain(making.ARABIC).split()
