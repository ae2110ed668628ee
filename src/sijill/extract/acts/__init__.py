"""Acts: what a codebook with a learned reader of its own counts, with who did it, to whom and to what.

The reader (`model`) says which sentences of a text tell of which type of act, and which phrases in them are the doers,
the groups, the targets, the victims and the weapons; `drafts` makes incidents of them. It reads whole texts, also such
as tell of one act many times, and keeps doers without a name ("hooded men"), which the ledger's own reading leaves out.
"""

from __future__ import annotations

import itertools
import math

from sijill.extract.acts import model
from sijill.extract.acts.drafts import Act, Phrase, apart, draft, parts, registered, trimmed
from sijill.extract.acts.words import Text
from sijill.extract.draft import Draft
from sijill.extract.news.deeds import learn
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar

TELLS = 0.35
"""How likely a text must tell of a type of act. Best of 0.3 to 0.5 on two fifths of the training messages held out."""
HOLDS = 0.07
"""How likely a sentence must tell of it for its phrases to count."""
SLACK = 0.2
"""What a word weighs less for being part of no phrase."""


def marked(scan: Scan) -> Scan:
    """The scan with the deeds that frames tell among its marks."""
    learn(scan)
    return scan


def context(sentence: list[float], whole: float, number: int) -> list[str]:
    """What all tokens of a sentence share. sentence: by type how likely it tells it; whole: the same of the text."""
    steps = [f"s{n}:{_step(share)}" for n, share in enumerate(sentence[:3])]
    return [*steps, f"s:{_step(max(sentence))}", f"t:{_step(whole)}", f"n:{min(number, 3)}"]


def _step(share: float) -> int:
    """A share as one of ten steps."""
    return int(min(max(math.log2(share / (1 - share + 1e-6) + 1e-6), -5), 4))


def read_acts(scan: Scan, calendar: Calendar, reader: model.Model) -> list[Draft]:
    """Drafts of the acts that a text tells, in the order told."""
    text = Text(marked(scan))
    features = [text.of_sentence(n) for n in range(len(text.sentences))]
    if not features:
        return []
    sentences = [reader.tables[model.SENTENCE].shares(one) for one in features]
    whole = reader.likely(sentences, reader.tables[model.TEXT].shares(text.of_text(features)))
    told = [n for n, share in enumerate(whole) if share >= TELLS]
    telling: dict[int, list[int]] = {n: [] for n in told}
    for number, shares in enumerate(sentences):
        best = max(told, key=lambda n: shares[n], default=None)
        if best is not None and shares[best] >= HOLDS:
            telling[best].append(number)
    acts = []
    for kind, numbers in telling.items():
        found: list[Act] = []
        for n in numbers:
            phrases = _phrases(text, reader, n, sentences[n], max(whole))
            extent = _extent(text, n)
            if not found or parts(scan, found[-1], extent, phrases):
                found.append(Act(reader.types[kind], [], []))
            found[-1].sentences.append(extent)
            found[-1].phrases.extend(phrases)
        for act in found:
            act.phrases.extend(registered(scan, act))
        acts += _shared(found)
    return [draft(scan, calendar, act) for act in sorted(acts, key=lambda act: act.sentences[0])]


def _shared(acts: list[Act]) -> list[Act]:
    """Acts of one type, those that name no doer with the doers of the one before."""
    for before, act in itertools.pairwise(acts):
        if not any(p.role in {"doer", "group"} for p in act.phrases):
            act.phrases.extend(p for p in before.phrases if p.role in {"doer", "group"})
    return acts


def _phrases(text: Text, reader: model.Model, number: int, shares: list[float], whole: float) -> list[Phrase]:
    start = text.sentences[number][0]
    features = text.of_tokens(number, context(shares, whole, number))
    found: list[Phrase] = []
    for a, b, role, likely in reader.tagged(features, slack=SLACK):
        tokens = text.tokens[start + a : start + b]
        phrase = trimmed(text.scan, Phrase(role, tokens[0].start, tokens[-1].end, likely))
        found += apart(text.scan, phrase) if phrase else []
    return found


def _extent(text: Text, number: int) -> tuple[int, int]:
    a, b = text.sentences[number]
    return text.tokens[a].start, text.tokens[b - 1].end


load_acts = model.load

__all__ = ["context", "load_acts", "marked", "read_acts"]
