"""A sentence as a row of words, each of a kind: number, date, place, weapon, noun, filler or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.lang.dates import DateMention
from sijill.model.values import Range

_SECTIONS = (
    ("places", "place"), ("capital", "capital"), ("weapons", "weapon"), ("units", "unit"), ("incidents", "incident"),
    ("toll", "toll"), ("none", "harmless"), ("nobody", "nobody"), ("targets", "target"), ("groups", "people"),
    ("actors", "actor"),
    ("compare", "compare"),
    ("rest", "rest"), ("parts", "part"), ("since", "since"), ("beyond", "beyond"), ("best", "best"),
    ("labels", "label"), ("not", "not"), ("relative", "relative"), ("verbs", "verb"), ("weak_clause", "weak"),
    ("clause", "join"), ("totals", "total"), ("this_period", "fill"), ("last_period", "beyond"), ("week", "fill"),
    ("plain", "fill"), ("filler", "fill"), ("generic", "fill"), ("approx", "approx"),
)  # fmt: skip
"""What a section's marks are, the outranking first where two marks cover the same words."""
NO_HARM = {"none": "no_casualties", "none_killed": "no_killed", "none_wounded": "no_wounded"}
"""What attacks that are said to have hurt nobody did, by the word that says so."""
_PUNCTUATION = re.compile(r"(?<=\s)-(?=\s)|[,;:()|/=+]")
_ARTICLE = re.compile(r"(?:al|el|as|ash|at|ad|ar|an|az)-(?=[a-z])")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


_LEAD = 36
"""How many characters before a name may tell one of several apart."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase [start, end) of a sentence."""

    kind: str
    """number, date, mark, word, or one of the kinds of a section's marks."""
    start: int
    end: int
    mark: Mark | None = None
    number: NumberMark | None = None
    date: DateMention | None = None


def words(scan: Scan, start: int, end: int) -> list[Word]:
    """The words of [start, end) in order, none overlapping another; the longest reading at a place wins."""
    found = [(word, 0) for word in _dates(scan, start, end)]
    found += [
        (Word("number" if not n.article else "fill", n.start, n.end, number=n), 1) for n in scan.numbers_in(start, end)
    ]
    found += [(word, -1) for word in (*_taken_out_of(scan, start, end), *_times(scan, start, end))]
    for rank, (section, kind) in enumerate(_SECTIONS, start=2):
        for mark in scan.marks(section, start, end):
            if kind == "toll" and mark.end - mark.start == 1 and not _lettered(scan, mark):
                continue
            if kind == "harmless" and mark.value not in NO_HARM:
                continue
            if kind == "target" and scan.pack.grammar.anyone.fullmatch(scan.flat, mark.start, mark.end):
                # "8 people died" says nothing of whom the attacks were aimed at.
                continue
            if kind == "capital":
                kind = "place" if scan.theatre.capital in scan.theatre.places else "word"
            found.append((Word(kind, mark.start, mark.end, mark=mark), rank))
    found += [(Word("toll", mark.start, mark.end, mark=mark), 2) for mark in _letters(scan, start, end)]
    chosen: list[Word] = []
    at = start
    for word, _ in sorted(found, key=lambda f: (f[0].start, -f[0].end, f[1])):
        if word.start >= at:
            chosen += _between(scan, at, word.start)
            chosen.append(word)
            at = word.end
    chosen += _between(scan, at, end)
    return _taken_in(scan, _spared(_aimed(scan, _losses(scan, _counted_out(scan, chosen)))))


def _taken_in(scan: Scan, found: list[Word]) -> list[Word]:
    """Without the place of one attack that a count takes in: "drones 4, including the wreck at Harir"."""
    for n, word in enumerate(found):
        if word.kind == "place" and any(
            scan.has("takes_in", w.start, word.start) for w in _since_mark(found[:n]) if w.kind != "number"
        ):
            found[n] = Word("word", word.start, word.end)
        elif word.kind in {"place", "target"} and _tells_apart(scan, found, n):
            found[n] = Word("fill", word.start, word.end)
    return found


def _tells_apart(scan: Scan, row: Sequence[Word], at: int) -> bool:
    """Whether a name only says which of several attacks one is: "six bombs with the one at the shrine"."""
    counted = any(w.kind == "number" for w in row[:at])
    lead = scan.flat[max(0, row[at].start - _LEAD) : row[at].start]
    return counted and scan.pack.grammar.the_one.search(lead) is not None


def _since_mark(row: Sequence[Word]) -> Sequence[Word]:
    """The words after the last comma or number."""
    opens = max((n + 1 for n, w in enumerate(row) if w.kind in {"mark", "number"}), default=0)
    return row[opens:]


def _taken_out_of(scan: Scan, start: int, end: int) -> Iterator[Word]:
    """Numbers with an article written to them that others are counted out of: the Arabic "six of the-eleven"."""
    article = scan.pack.grammar.article
    for number in scan.numbers_in(start, end) if article else ():
        opening = scan.pack.grammar.out_of.match(scan.flat, number.end)
        if opening is None or not opening[0].endswith(article):
            continue
        rest = scan.flat[opening.end() : end]
        match = scan.pack.number.match(rest)
        if match is not None:
            a, b = opening.end() - len(article), opening.end() + match.end()
            yield Word("number", a, b, number=NumberMark(a, b, scan.pack.number_value(match), article=False))


def _times(scan: Scan, start: int, end: int) -> Iterator[Word]:
    """How often something happened, which counts attacks: "three times", "twice"."""
    for match in scan.pack.grammar.times.finditer(scan.flat, start, end):
        if match["twice"]:
            yield Word("number", *match.span(), number=NumberMark(*match.span(), Range.exactly(2), article=False))
            continue
        number = scan.pack.number.fullmatch(match["n"])
        if number is not None:
            said = match.span("n")
            yield Word("number", *said, number=NumberMark(*said, scan.pack.number_value(number), article=False))
            yield Word("incident", *match.span("noun"), mark=Mark(*match.span("noun"), "incidents", "times"))


def _dates(scan: Scan, start: int, end: int) -> Iterator[Word]:
    """Dates; of "July 4 attacks, 24 killed; August 5" the months, and the numbers by themselves."""
    tallied = False
    for date in scan.dates_in(start, end):
        number = next((n for n in scan.numbers if date.start < n.start and n.end == date.end), None)
        bare = number is not None and date.month and date.day and date.year is None and date.last_day is None
        if bare and not tallied:
            noun = [m for s in ("incidents", "toll") for m in scan.marks(s, date.end, end) if m.start - date.end <= 1]
            tallied = bool(noun)
        if number is None or not (bare and tallied):
            yield Word("date", date.start, date.end, date=date)
            continue
        stop = date.start + len(scan.flat[date.start : number.start].rstrip())
        yield Word("date", date.start, stop, date=DateMention(date.start, stop, month=date.month))
        yield Word("number", number.start, number.end, number=number)


def _aimed(scan: Scan, found: list[Word]) -> list[Word]:
    """Without comparisons that are none: "two against the police", "four from May"."""
    for position, word in enumerate(found):
        after = next((w.kind for w in found[position + 1 :] if w.kind != "fill"), "")
        before = next((w.kind for w in reversed(found[:position]) if w.kind not in {"fill", "word"}), "")
        if word.kind in {"compare", "join"} and after in {"place", "date"} and scan.has("origin", word.start, word.end):
            if before in {"number", "incident", "toll", "verb"}:
                found[position] = Word("fill", word.start, word.end)
            continue
        if word.kind in {"compare", "join"} and after in {"target", "people", "actor"}:
            if scan.pack.grammar.onto.search(scan.flat[word.start : word.end] + " "):
                found[position] = Word("fill", word.start, word.end)
    return found


def _losses(scan: Scan, found: list[Word]) -> list[Word]:
    """With words of loss right before a number for deaths: "the police lost nine", "car bombs took ten"."""
    for position in range(len(found) - 1):
        word, number = found[position], found[position + 1]
        after = found[position + 2] if position + 2 < len(found) else None
        if number.kind != "number" or scan.flat[word.end : number.start] != " ":
            continue
        thing = scan.pack.grammar.thing.match(scan.flat, number.end) is not None
        if thing or (after and (after.kind in {"incident", "unit"} or (after.kind == "target" and not _people(after)))):
            continue
        armed = any(w.kind == "weapon" for w in _clause(found[:position]))
        if scan.has("lost", word.start, word.end) or (armed and scan.has("took", word.start, word.end)):
            mark = Mark(word.start, word.end, "toll", "killed")
            found[position] = Word("toll", word.start, word.end, mark=mark)
    return found


def _people(word: Word) -> bool:
    return word.mark is not None and word.mark.value in {"civilians", "police_or_army", "militia", "media"}


def _clause(row: Sequence[Word]) -> Sequence[Word]:
    """The words after the last comma, "and" or number."""
    opens = max((n + 1 for n, w in enumerate(row) if w.kind in {"mark", "join", "number"}), default=0)
    return row[opens:]


def _spared(found: list[Word]) -> list[Word]:
    """With one word for each toll that nobody is of: "killed nobody", "in which no one was killed or wounded"."""
    kept: list[Word] = []
    position = 0
    while position < len(found):
        run = _of_nobody(found, position)
        tolls = {w.mark.value for w in run if w.kind == "toll" and w.mark}
        if tolls:
            of = f"none_{tolls.pop()}" if len(tolls) == 1 else "none"
            of = of if of in NO_HARM else "none"
            kept.append(Word("harmless", run[0].start, run[-1].end, mark=Mark(run[0].start, run[-1].end, "none", of)))
        else:
            run = found[position : position + 1]
            kept += [replace(word, kind="word") if word.kind == "nobody" else word for word in run]
        position += len(run)
    return kept


def _of_nobody(found: Sequence[Word], at: int) -> Sequence[Word]:
    """The words from a place on that say of what nobody is; empty where none do."""
    end = at
    while end < len(found) and found[end].kind in {"nobody", "toll", "verb", "fill"}:
        end += 1
    run = found[at:end]
    kinds = [w.kind for w in run if w.kind in {"nobody", "toll"}]
    if not run or run[0].kind not in {"nobody", "toll"} or kinds.count("nobody") != 1 or "toll" not in kinds:
        return []
    if kinds[0] == "nobody":
        return run
    last = next(n for n, w in enumerate(run) if w.kind == "nobody")
    return run[: last + 1] if all(w.kind != "verb" for w in run[:last]) else []


def _lettered(scan: Scan, mark: Mark) -> bool:
    """Whether a lone letter stands for a toll: "25K", "K = 25"."""
    before, after = scan.flat[max(0, mark.start - 2) : mark.start], scan.flat[mark.end : mark.end + 3]
    if scan.text[mark.start].isupper() and re.match(r" \d", after):
        # "WEEK 1: 3 ITEMS, K 6, W 17"
        return True
    if before.rstrip()[-1:] in {"(", "[", "/"} and re.match(r" \d", after):
        # "(D 11 / H 30)", in a script without capitals as well.
        return True
    return bool(re.search(r"\d ?$", before) or re.match(r" ?[:=] ?\d", after))


def _letters(scan: Scan, start: int, end: int) -> list[Mark]:
    """The letters of "17K 34W", in a text that writes both right after figures."""
    of = {w: name for name in ("killed", "wounded") for w in scan.pack.lists["toll"][name] if len(w) == 1}
    k, w = ("".join(letter for letter, name in of.items() if name == one) for one in ("killed", "wounded"))
    if not (k and w and re.search(rf"\d[{k}][ ,;/+]*\d{{1,4}}[{w}]\b", scan.flat)):
        return []
    found = re.compile(rf"(?<=\d)[{k}{w}]\b").finditer(scan.flat, start, end)
    return [Mark(m.start(), m.end(), "toll", of[m[0]]) for m in found]


def _between(scan: Scan, start: int, end: int) -> list[Word]:
    found = [Word("mark", m.start(), m.end()) for m in _PUNCTUATION.finditer(scan.flat, start, end)]
    found += [Word("word", m.start(), m.end()) for m in _WORD.finditer(scan.flat, start, end)]
    last = found[-1] if found else None
    if last and last.end == end and scan.flat[end : end + 1].isalnum():
        found[-1:] = _written_together(scan, last)
    # A possessive "s" and a lone letter narrow nothing, nor does the article of a name: "Al-Asad".
    plain = (w for w in found if w.kind != "word" or (w.end - w.start > 1 and not _ARTICLE.match(scan.flat, w.start)))
    return sorted(plain, key=lambda w: w.start)


def _written_together(scan: Scan, word: Word) -> list[Word]:
    """What is written as part of the next word: the "and" of "وبغداد" joins, the "for the" of "للرصاص" is none."""
    match = scan.pack.grammar.clitics.fullmatch(scan.flat, word.start, word.end)
    if match is None:
        return [word]
    return [Word("join", word.start, word.start + 1)] if match["and"] else []


def _article(scan: Scan, word: Word, after: Word | None) -> bool:
    """Whether "one" is as good as an article or a noun: "five of them in one restaurant", "the only one"."""
    if word.number is None or word.number.range.best != 1 or scan.flat[word.start].isdigit():
        return False
    if scan.pack.grammar.stands_in.search(scan.flat[max(0, word.start - 24) : word.start]):
        return True
    if after is None or after.kind != "target" or scan.pack.grammar.plural.search(scan.flat[after.start : after.end]):
        return False
    return scan.pack.grammar.locative.search(scan.flat[max(0, word.start - 16) : word.start]) is not None


def _of_week(scan: Scan, before: Word | None, word: Word) -> bool:
    """Whether a number is that of a week: "week eleven"."""
    if before is None or scan.flat[before.end : word.start] != " ":
        return False
    return scan.has("week", before.start, before.end)


def _is_margin(scan: Scan, before: Word | None, word: Word, after: Word | None) -> bool:
    """Whether a number only says by how much two counts differ: "the worst by eight"."""
    if before is None or not scan.has("margin", before.start, before.end):
        return False
    return after is None or after.kind in {"mark", "join"}


def _counted_out(scan: Scan, found: list[Word]) -> list[Word]:
    """Without numbers that count no events: "three weeks", "row 13", "not one", "four-month"."""
    kept: list[Word] = []
    for position, word in enumerate(found):
        before = kept[-1] if kept else None
        after = found[position + 1] if position + 1 < len(found) else None
        unit = after is not None and after.kind == "unit" and len(scan.flat[word.end : after.start]) <= 1
        linked = next((w for w in reversed(kept) if w.kind not in {"mark", "join"}), None)
        labelled = linked is not None and linked.kind in {"label", "not"}
        labelled = labelled and linked is not None and (linked is before or scan.flat[linked.start].isdigit())
        # "three weeks of the four"
        labelled = labelled or (len(kept) > 1 and kept[-1].kind == "part" and kept[-2].kind == "unit")
        hyphen = scan.flat[word.end : word.end + 1] == "-" and scan.flat[word.end + 1 : word.end + 2].isalpha()
        if word.kind == "word" and unit and scan.pack.number.fullmatch(scan.flat, word.start, word.end):
            word = Word("fill", word.start, word.end)
        labelled = labelled or _of_week(scan, before, word)
        if word.kind == "number" and _is_margin(scan, before, word, after):
            # "the worst by eight", "more by two"
            word = Word("fill", word.start, word.end)
        if word.kind == "number" and (unit or labelled or hyphen or _article(scan, word, after)):
            word = Word("label" if labelled else "fill", word.start, word.end)
        kept.append(word)
    return kept
