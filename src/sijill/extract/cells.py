"""The tolls of table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sijill.extract.amounts import hedged
from sijill.extract.letters import known
from sijill.extract.scan import NumberMark, Scan
from sijill.extract.tolls import Toll, tolls, total
from sijill.model.values import Range


def cell_toll(scan: Scan, start: int, end: int, of: str) -> Iterator[Toll]:
    """The toll of a table cell that holds one number or says it in words. A blank or a dash is unknown, "none" is 0."""
    text = scan.flat[start:end].strip(" *_")
    if text in scan.pack.layout["none"]["cells"]:
        return
    if text in scan.pack.layout["none"]["zero"]:
        yield Toll(of, Range.exactly(0), start, end)
        return
    numbers = scan.numbers_in(start, end)
    if text.isdigit():
        # Beside another bare number it may look like a date: "2/5".
        yield Toll(of, Range.exactly(int(text)), start, end)
    elif numbers:
        open_end = text.endswith("+")
        value = hedged(scan, numbers[0])
        yield Toll(of, Range(value.low, value.best, None) if open_end else value, start, end)
    else:
        yield from (toll for toll in tolls(scan, start, end) if toll.of == of)


PAIR = re.compile(r"(\d{1,4}) ?/ ?(\d{1,4})")
"""Killed and wounded of a row without a header: "2 / 5"."""


def last_pair(scan: Scan, cells: Sequence[tuple[int, int]]) -> list[Toll]:
    """The tolls of a bar-separated row that ends in "2 / 5"; [] if it does not."""
    for start, end in reversed(cells[2:]):
        if pair := PAIR.fullmatch(scan.flat[start:end].strip()):
            sides = zip(("killed", "wounded"), pair.groups(), strict=True)
            return [Toll(of, Range.exactly(int(n)), start, end) for of, n in sides]
    return []


FIGURES = re.compile(r"(\d{1,4}|[?x-]) ?[/:+,&;|-] ?(\d{1,4}|[?x-])")
"""Killed and wounded of a cell that is known to hold both, whatever parts them."""
_BRACKETED = re.compile(r"[(\[{] ?(\d{1,4}|[?-]) ?[/+·] ?(\d{1,4}|[?-]) ?[)\]}][\s.*]*$")


def bracket_pair(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of an entry that ends in "[2/5]" or "[2+5]", killed first; "?" is unknown."""
    match = _BRACKETED.search(scan.flat, start, end)
    if match and match[0][0] == "(" and scan.dates_in(start, end) == scan.dates_in(*match.span()) != []:
        # "(3/10)" is the only day that the entry names.
        return []
    sides = zip(("killed", "wounded"), match.groups(), strict=True) if match else ()
    at = (match.start(1), match.end(2)) if match else (start, start)
    return [Toll(of, Range.exactly(int(n)), *at) for of, n in sides if n.isdigit()]


def summed_up(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of an entry that tells who was hurt and ends in two numbers in brackets, killed first: "(one and one)".

    Where nobody is told hurt, "(1 and 2)" may be notes.
    """
    match = _IN_BRACKETS.search(scan.flat, start, end)
    numbers = scan.numbers_in(*match.span("told")) if match else []
    if match is None or len(numbers) != len(_SIDES) or not scan.has("toll", start, match.start()):
        return []
    killed, wounded = numbers
    gaps = scan.flat[match.start("told") : killed.start], scan.flat[wounded.end : match.end("told")]
    joined = scan.pack.grammar.conjunction.fullmatch(scan.flat, killed.end, wounded.start)
    if not joined or any(gap.strip() for gap in gaps):
        return []
    return [Toll(of, n.range, n.start, n.end) for of, n in zip(_SIDES, numbers, strict=True)]


_SIDES = ("killed", "wounded")
_IN_BRACKETS = re.compile(r"[(\[](?P<told>[^()\[\]]{3,40})[)\]][\s.*]*$")


_NOUGHTS = re.compile(r"[(\[:;,|.\u2013-]\s*(?P<killed>0)(?P<gap>\W*\w*\s?)(?P<wounded>0)[\s.*)\]]*$")


def noughts(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of an entry that ends in "0 and 0" or "(0/0)", which can be nothing else; [] if it does not."""
    match = _NOUGHTS.search(scan.flat, start, end)
    if match is None or not (match["gap"] == "/" or scan.pack.grammar.conjunction.fullmatch(match["gap"])):
        return []
    return [Toll(of, Range.exactly(0), *match.span(of)) for of in ("killed", "wounded")]


_PARTS = re.compile(r"[(\[{|;:,]|\s-\s|\.\s")
_JOINT = re.compile(r"[\s.,;:|/()\[\]{}*_+-]*")


def tally(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of an entry's last part, where it tells the dead and the wounded and no more: "[1 killed, 0 wounded]".

    What stands before it tells the same again, and maybe less well: "a sniper hit a guard [one killed, none wounded]".
    """
    for part in _PARTS.finditer(scan.flat, start, end):
        stated = tolls(scan, part.end(), end)
        if {t.of for t in stated} != {"killed", "wounded"} or not all(t.counted for t in stated):
            continue
        edges = sorted({(t.start, t.end) for t in stated})
        gaps = zip((part.end(), *(b for _, b in edges)), (*(a for a, _ in edges), end), strict=True)
        joints = [scan.pack.grammar.only.sub("", scan.flat[a:b]).strip() if a < b else "" for a, b in gaps]
        if not all(_JOINT.fullmatch(gap) or scan.pack.grammar.conjunction.fullmatch(gap) for gap in joints):
            continue
        if part[0].strip() in {"(", "[", "{"} or _says_again(scan, stated, tolls(scan, start, part.start())):
            return stated
    return []


def _says_again(scan: Scan, stated: Sequence[Toll], before: Sequence[Toll]) -> bool:
    """Whether bare figures hold all that was told before them: not "two soldiers dead; one boy dead, three hurt"."""
    if any(t.group for t in stated):
        return False
    # What an earlier word without a figure tells, a figure tells better.
    before = [t for t in before if any(not n.article for n in scan.numbers_in(t.start, t.end))]
    sums = [(total(before, of), total(stated, of)) for of in ("killed", "wounded")]
    return all(told is None or (said is not None and told.middle <= said.middle) for told, said in sums)


def lettered_pair(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of an entry that writes letters and figures together: "k3/w10", "K-3, W-10", "3k10w".

    One of the two alone, in brackets, counts where other entries have both: "[K3]".
    """
    letters = known(scan)
    if not all(letters.values()):
        return []
    k, w = (f"[{letters[of]}]" for of in ("killed", "wounded"))
    leads = rf"(?P<killed>{k} ?[-:=]? ?(\d{{1,4}}))", rf"(?P<wounded>{w} ?[-:=]? ?(\d{{1,4}}))"
    trails = rf"(?P<killed>(\d{{1,4}}) ?{k})", rf"(?P<wounded>(\d{{1,4}}) ?{w})"
    forms = [re.compile(rf"(?<!\w){one}[ ,،;/+-]*{other}(?!\w)") for one, other in (leads, trails)]
    for both in forms:
        if match := both.search(scan.flat, start, end):
            sides = (("killed", match.start(2)), ("wounded", match.start(4)))
            return [Toll(of, _lettered(scan, at), *match.span(of)) for of, at in sides]
    return _bracketed(scan, start, end, letters) if any(both.search(scan.flat) for both in forms) else []


def _bracketed(scan: Scan, start: int, end: int, letters: Mapping[str, str]) -> list[Toll]:
    """The tolls of a bracket at the end of an entry that holds letters and figures alone: "[K3]", "(no K, 3W)"."""
    bracket = re.compile(r"[(\[](?P<inside>[^()\[\]\n]{2,24})[)\]][\s.*]*$").search(scan.flat, start, end)
    if bracket is None:
        return []
    zero = "|".join(map(re.escape, sorted(scan.pack.layout["none"]["zero"], key=len, reverse=True)))
    found: list[Toll] = []
    left = bracket["inside"]
    for of, letter in letters.items():
        before, after = rf"(?P<before>\d{{1,4}}|[?؟]) ?[{letter}]", rf"[{letter}] ?[-:=]? ?(?P<after>\d{{1,4}}|[?؟])"
        piece = rf"(?:(?<!\w)|(?<=\bو))(?:{before}|{after}|(?P<none>{zero}) [{letter}])(?!\w)"
        told = re.compile(piece).search(scan.flat, *bracket.span("inside"))
        if told is None:
            continue
        left = left.replace(told[0], "")
        figure = "before" if told["before"] else "after"
        if told["none"]:
            found.append(Toll(of, Range.exactly(0), *told.span()))
        elif told[figure].isdigit():
            found.append(Toll(of, _lettered(scan, told.start(figure)), *told.span()))
    return found if not left.strip(" ,،;/+-و") else []


def _lettered(scan: Scan, at: int) -> Range:
    """What the figure at a place says with the words before it: "at least 9K"."""
    figure = re.compile(r"\d+").match(scan.flat, at)
    assert figure is not None  # noqa: S101  found before
    return hedged(scan, NumberMark(*figure.span(), Range.exactly(int(figure[0])), article=False))


_REMARK = re.compile(r" ?[(\[][^()\[\]\d]*[)\]]$")
"""What a cell says behind its figures: "0/3 (contractors)"."""


def casualties_cell(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of a cell that holds both: "1 k / 2 w", "3/5" (killed first), "none"."""
    text = _REMARK.sub("", scan.flat[start:end].strip(" *_"))
    if text in scan.pack.layout["none"]["zero"]:
        zero = Range.exactly(0)
        return [Toll("killed", zero, start, end), Toll("wounded", zero, start, end)]
    if text in scan.pack.layout["none"]["cells"]:
        return []
    pair = FIGURES.fullmatch(text) or _half_known(tuple(scan.pack.layout["none"]["cells"])).fullmatch(text)
    stated = [] if pair else tolls(scan, start, end) or lettered_pair(scan, start, end)
    if not stated and pair:
        for of, part in zip(("killed", "wounded"), pair.groups(), strict=True):
            if part.isdigit():
                stated.append(Toll(of, Range.exactly(int(part)), start, end))
    return stated


@lru_cache
def _half_known(unknown: Sequence[str]) -> re.Pattern[str]:
    """Killed and wounded of a cell, of which one is unknown: "n/r / 2". unknown: the words for that."""
    word = "|".join(re.escape(word) for word in sorted(unknown, key=len, reverse=True) if word)
    return re.compile(rf"(\d{{1,4}}|{word}) ?[/:+,&;|-] ?(\d{{1,4}}|{word})")
