"""Reading without the encoder: the same words, no network, a run of its own."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

from sijill import pipeline
from sijill.extract import QuickExtractor, RulesExtractor
from sijill.model.text import Document

# Written for the test.
TEXT = (
    "A roadside bomb hit a supply convoy near Diwaniya on Sunday. Two drivers were wounded, police said. The road was "
    "closed for an hour. The mayor met the drivers' families."
)
DOCUMENT = Document(TEXT, "en", datetime(2020, 12, 21, 9, tzinfo=UTC), outlet="River Wire")


def test_a_plain_report_is_read_alike_and_the_run_says_how() -> None:
    theatre = pipeline.theatre("iraq")
    quick, full = QuickExtractor(theatre), RulesExtractor(theatre)
    told = [{(s.field, str(s.value)) for s in one.extract(DOCUMENT) if s.family == "incident"} for one in (quick, full)]
    assert ("kind", "remote_explosive_landmine_ied") in told[0] & told[1]
    assert quick.extraction(DOCUMENT) != full.extraction(DOCUMENT)


def test_the_network_is_not_loaded() -> None:
    code = (
        "import sys\n"
        "from sijill import pipeline\n"
        "from sijill.extract import QuickExtractor\n"
        "from sijill.model.text import Document\n"
        f"told = list(QuickExtractor(pipeline.theatre('iraq')).extract(Document({TEXT!r}, 'en')))\n"
        "assert told and 'sijill.encoder.network' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
