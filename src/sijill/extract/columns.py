"""Lists whose lines are cut into fields by whatever mark: find mark and fields by their being alike in all lines.

No mark is known beforehand. One that cuts most lines into as many parts is a separator; a part that is a bare number in
every line is a toll where two such stand last, or where a sentence or a first line names the fields in their order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from sijill.extract.cells import FIGURES
from sijill.extract.ditto import carry_down
from sijill.extract.lines import Line, sums_up
from sijill.extract.scan import Scan

Span = tuple[int, int]

_GAP = re.compile(r"[^\w\n]+|_{2,}")
_IGNORED = re.compile(r"[\s'’‘`\"“”.&%?!*_#@()+$£-]*")
_CLOSERS = " \t[](){}<>|*_`.,;"
_LONGEST, _FEWEST_LINES, _FEWEST_FIELDS = 320, 4, 3
_MOST, _TOLD = 0.7, 0.7
_DATED = 0.8
"""Of the lines must have a day where one without is none of them."""
_LAST_DAY, _FEWEST_TOLD, _WIDE = 31, 2, 2
_WHAT = frozenset({"date", "place", "admin1", "weapon", "target"})
_LOOSE, _FEW_KNOWN = {",", ":"}, 0.3
"""Marks that stand in sentences too: they cut a list only where few of its lines are known otherwise."""
"""Of the lines a separator must cut alike; of them that must tell two things of an attack."""
_SENTENCES = re.compile(r"[a-z0-9)][.!?]\s+[A-Z].*[a-z0-9)][.!?]")
_LABEL = re.compile(r"\s*([\w /#.-]{1,24}?)\s*[=:]\s*")
_NAMED = re.compile(r"(?:(?<=[.;|,] )|(?<=\n)|(?<![^\n]))[*_]*(?P<label>[^\W\d_][\w /#-]{0,20}?)[*_]*\s?:[*_]*\s")
"""A field with its name before a colon, at the start of a line or behind a mark."""
_PIECES = re.compile(r"\s*(?:[,;/|·•>→~]+|\s[-–—]+\s|\bthen\b|\band\b)\s*")
_NAME = re.compile(r"\S+(?: \S+)*")
_SENTENCE_STOP = re.compile(r"[.;]\s")
_LEFT_OPEN = re.compile(r"[-–—?]\s*$")
"""An entry whose last field is open: "4 / –"."""
_BARE = re.compile(r"\d{1,4}\+?")
_RULED = re.compile(r"[ =_–—-]{4,}")


def mark_fields(scan: Scan, lines: list[Line]) -> None:
    """Make items of lines that are written in the same fields, and say which fields are told."""
    _bare_tables(scan, lines)
    _fixed_width(scan, lines)
    _labelled(scan, lines)
    pool = [
        line
        for line in lines
        if line.kind in {"prose", "item"} and not line.cells and line.end - line.start <= _LONGEST
    ]
    cut = {line.start: _gaps(scan, line) for line in pool}
    key = _separator([cut[line.start] for line in pool])
    if key is None:
        return
    rows = [line for line in pool if cut[line.start][key] >= _FEWEST_FIELDS - 1]
    cells = {line.start: _cells(scan, line, key) for line in rows}
    width = Counter(len(cells[line.start]) for line in rows).most_common(1)[0][0]
    rows = [line for line in rows if abs(len(cells[line.start]) - width) <= 1]
    header = next((line for line in rows[:1] if _is_header(scan, line, cells[line.start])), None)
    rows = [line for line in rows if line is not header and not _totals(scan, line)]
    even = [line for line in rows if len(cells[line.start]) == width]
    if (
        len(rows) < _FEWEST_LINES
        or len(even) < _MOST * len(rows)
        or sum(map(lambda r: _told(scan, r), rows)) < _TOLD * len(rows)
    ):
        return
    if header is not None:
        header.kind = "header"
        roles = _names(scan, cells[header.start])
    else:
        roles = _legend(scan, lines, rows, width)
    told = [cells[line.start] for line in even]
    if len(roles) != width or not _holds(scan, told, roles):
        roles = _inferred(scan, told, width)
    bullets = {line.bullet for line in rows if line.kind == "item"}
    known = sum(line.kind == "item" for line in rows)
    days = [any(d.day or d.numeric for d in scan.dates_in(line.start, line.end)) for line in rows]
    dated = sum(days) >= _DATED * len(rows)
    for line, day in zip(rows, days, strict=True):
        alike = (line.bullet in bullets or not bullets) and (day or not dated)
        even_so = key not in _LOOSE or (len(cells[line.start]) == width and known < _FEW_KNOWN * len(rows))
        if line.kind == "item" or (
            alike and even_so and _told(scan, line) and not _SENTENCES.search(scan.text, line.body, line.end)
        ):
            line.kind = "item"
            _give(scan, line, cells[line.start], roles, width)


def _bare_tables(scan: Scan, lines: Sequence[Line]) -> None:
    """Say which fields of rows between bars are told, where no first row does."""
    rows = [line for line in lines if line.kind == "row" and not line.columns and not _totals(scan, line)]
    if len(rows) < _FEWEST_LINES:
        return
    width = Counter(len(line.cells) for line in rows).most_common(1)[0][0]
    even = [line for line in rows if len(line.cells) == width]
    if width >= _FEWEST_FIELDS and len(even) >= _MOST * len(rows):
        told = [line.cells for line in even]
        roles = _legend(scan, lines, rows, width)
        roles = roles if roles and _holds(scan, told, roles) else _inferred(scan, told, width)
        for line in rows:
            _give(scan, line, line.cells, roles, width)


def _labelled(scan: Scan, lines: Sequence[Line]) -> None:
    """Cut lines that name their own fields: "Where: Mosul. When: 5 January. What: roadside bomb. Cost: 2 dead."."""
    cut = []
    for line in lines:
        if line.kind not in {"prose", "item"} or line.cells:
            continue
        labels = [(role_of(scan, m["label"]), m) for m in _NAMED.finditer(scan.flat, line.body, line.end)]
        told = [(role, m) for role, m in labels if role]
        if len({role for role, _ in told}) >= _FEWEST_FIELDS and len(told) == len({role for role, _ in told}):
            ends = [*(m.start() for _, m in told[1:]), line.end]
            cut.append((line, [(role, trimmed(scan, m.end(), end)) for (role, m), end in zip(told, ends, strict=True)]))
    if len(cut) < _FEWEST_LINES or sum(_told(scan, line) for line, _ in cut) < _TOLD * len(cut):
        return
    for line, fields in cut:
        line.kind = "item"
        line.columns, line.cells = tuple(role for role, _ in fields), tuple(cell for _, cell in fields)


def _fixed_width(scan: Scan, lines: Sequence[Line]) -> None:
    """Cut the rows under a line of column names where all of them have a blank, as typewriters set tables."""
    for n, header in enumerate(lines):
        names = [m.span() for m in _NAME.finditer(scan.text, header.start, header.end)]
        roles = _names(scan, names) if len(names) > _FEWEST_FIELDS and header.kind in {"prose", "heading"} else []
        if len(_WHAT & set(roles)) < _FEWEST_TOLD:
            continue
        below = lines[n + 1 :]
        if below and _RULED.fullmatch(scan.text, below[0].start, below[0].end):
            below[0].kind = "rule"
            below = below[1:]
        rows = list(takewhile(lambda line: _is_set(scan, line), below))
        if len(rows) < _FEWEST_LINES:
            continue
        edges = _edges(scan, [header, *rows], [start - header.start for start, _ in names])
        if edges is None:
            continue
        header.kind = "header"
        for line in rows:
            cells = [
                (min(line.start + a, line.end), min(line.start + b, line.end))
                for a, b in pairwise([*edges, line.end - line.start])
            ]
            line.kind, line.columns = "item", tuple(roles)
            line.cells = tuple(trimmed(scan, *cell) for cell in cells)
        carry_down(scan, rows)


def _is_set(scan: Scan, line: Line) -> bool:
    """Whether a line is a row of a table set by blanks."""
    set_apart = re.search(r"\S {2,}\S", scan.text[line.start : line.end]) is not None
    return set_apart and line.kind in {"prose", "item"} and not _totals(scan, line) and _told(scan, line)


def _edges(scan: Scan, table: Sequence[Line], names: Sequence[int]) -> list[int] | None:
    """Where the columns begin, one for each name; None if the names do not stand over columns.

    A figure may begin before the name of its column, since figures end together and words begin together.
    """
    width = max(line.end - line.start for line in table)
    texts = [scan.text[line.start : line.end].ljust(width) for line in table]
    blank = [all(text[at].isspace() for text in texts) for at in range(width)]
    begins = [0, *(at for at in range(1, width) if blank[at - 1] and not blank[at])]
    edges = []
    for order, name in enumerate(names):
        before = [at for at in begins if at <= name]
        edges.append(0 if order == 0 else before[-1])
    return edges if len(set(edges)) == len(edges) else None


def trimmed(scan: Scan, start: int, end: int) -> Span:
    """A stretch without the blanks around it."""
    text = scan.text[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip())) if text.strip() else start


def _give(scan: Scan, line: Line, cells: Sequence[Span], roles: Sequence[str], width: int) -> None:
    """Give a line its cells: those that name their own field, else those of the fields of the list that hold tolls."""
    named = [_own_label(scan, cell) for cell in cells]
    if len(cells) == width - 1 and _LEFT_OPEN.search(scan.text, cells[-1][1], line.end):
        cells = (*cells, (line.end, line.end))
    if sum(bool(role) for role, _ in named) >= 2:
        line.columns, line.cells = tuple(role for role, _ in named), tuple(cell for _, cell in named)
    elif any(roles) and len(cells) == width:
        line.columns, line.cells = tuple(roles), tuple(cells)


def _gaps(scan: Scan, line: Line) -> Counter[str]:
    """How often each mark stands between the words of a line, written as a key: " / ", "; ", "] ["."""
    return Counter(key for _, key in _marks(scan, line) if key)


def _marks(scan: Scan, line: Line) -> list[tuple[Span, str]]:
    """What stands between the words of a line, but for its own date, each with its key."""
    inner = scan.text[line.body : line.end].strip(_CLOSERS)
    start = scan.text.find(inner, line.body)
    dates = [d for d in scan.dates_in(line.start, line.end) if d.start <= start + 1 or d.year]
    found = [m for m in _GAP.finditer(scan.text, start, start + len(inner))]
    return [(m.span(), _key(m[0])) for m in found if not any(d.start < m.start() and m.end() < d.end for d in dates)]


def _key(gap: str) -> str:
    if _IGNORED.fullmatch(gap):
        spaced = re.fullmatch(r"\s+[-+*@]+\s+", gap)
        if "\t" in gap or (not gap.strip() and len(gap) > _WIDE):
            return "\t"
        return " - " if spaced else ") (" if re.fullmatch(r"\)\s*\(", gap) else ""
    core = re.sub(r"[\"“”'’‘]", "", gap)
    if re.search(r"[\])}>]\s*[\[({<]", core):
        return "] ["
    marks = re.sub(r"[\s().\[\]*_?!%-]", "", core)
    if not marks or marks in {",", ":"}:
        return marks
    return (" " if gap[0].isspace() and gap[-1].isspace() else "") + marks


def _separator(cut: Sequence[Counter[str]]) -> str | None:
    """The mark that cuts the most lines alike; None if none cuts enough."""
    best: tuple[float, str] | None = None
    for key in {key for gaps in cut for key in gaps}:
        counts = Counter(gaps[key] for gaps in cut if gaps[key] >= _FEWEST_FIELDS - 1)
        if not counts:
            continue
        same = counts.most_common(1)[0][1]
        every = sum(counts.values())
        if same < _FEWEST_LINES or same < _MOST * every:
            continue
        # A comma parts words of one field as well; any other mark that does is rather the separator.
        weight = same * (0.4 if key in {",", ":"} else 1)
        if best is None or (weight, key) > best:
            best = weight, key
    return best[1] if best else None


def _cells(scan: Scan, line: Line, key: str) -> tuple[Span, ...]:
    """The fields of a line, without the brackets and marks around them."""
    cuts = [span for span, own in _marks(scan, line) if own == key]
    edges = [line.body, *(at for cut in cuts for at in cut), line.end]
    cells = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        while start < end and scan.text[start] in _CLOSERS:
            start += 1
        while (
            end > start
            and scan.text[end - 1] in _CLOSERS
            and not scan.text[start:end].count("(") > scan.text[start : end - 1].count(")")
        ):
            end -= 1
        cells.append((start, end))
    return tuple(cells)


def _told(scan: Scan, line: Line) -> bool:
    """Whether a line tells two things of an attack."""
    told = [scan.has(name, line.start, line.end) for name in ("weapons", "kinds", "targets", "places", "toll", "none")]
    return sum(told) + bool(scan.dates_in(line.start, line.end)) >= 2


def _totals(scan: Scan, line: Line) -> bool:
    return bool(scan.marks("totals", line.start, line.end)) or sums_up(scan, line)


def role_of(scan: Scan, words: str) -> str:
    """The field that some words name: "Killed", "the place", "no. wounded"."""
    columns: dict[str, list[str]] = {}
    for role, names in scan.pack.layout["columns"].items():
        columns.setdefault(role.removesuffix("_itself"), []).extend(names)
    name = re.sub(r"^(?:the|a|an|of|order|fields?)\s", "", words.strip(" *_.:#()[]"))
    exact = next((role for role, names in columns.items() if name in names), "")
    if exact or not name or len(name.split()) > 3:
        return exact
    told = set(re.findall(r"\w+", name))
    found = [role for role, names in columns.items() if told & set(names)]
    # "Killed + wounded"
    return "casualties" if {"killed", "wounded"} <= set(found) else next(iter(found), "")


def _is_header(scan: Scan, line: Line, cells: Sequence[Span]) -> bool:
    """Whether a first line names the fields of those below it: all of them, or some and tells of no attack."""
    roles = _names(scan, cells)
    return bool(roles) and (all(roles) or not _told(scan, line))


def _names(scan: Scan, cells: Sequence[Span]) -> list[str]:
    """The fields that the cells of a first line name; [] if they are no names."""
    names = [_SENTENCE_STOP.split(scan.flat[a:b])[0].rsplit(": ", 1)[-1] for a, b in cells]
    roles = [role_of(scan, name) or role_of(scan, " ".join(name.split()[-2:])) for name in names]
    return _once(roles) if sum(map(bool, roles)) >= max(2, 0.6 * len(roles)) else []


def _once(roles: Sequence[str]) -> list[str]:
    return [role if role not in roles[:n] or role == "place" else "" for n, role in enumerate(roles)]


def _legend(scan: Scan, lines: Sequence[Line], rows: Sequence[Line], width: int) -> list[str]:
    """The fields that a sentence names in their order: "in the order date, weapon, place, killed, wounded"."""
    of_list = {line.start for line in rows}
    for line in lines:
        if line.start in of_list or line.kind not in {"prose", "heading"}:
            continue
        for start, end in _clauses(scan, line):
            pieces = [p for p in _PIECES.split(scan.flat[start:end]) if p.strip()]
            roles = [
                role_of(scan, " ".join(p.split()[-3:] if "+" in p or "/" in p else p.split()[-2:])) for p in pieces
            ]
            for at in range(len(roles) - width + 1):
                told = _once(
                    [r or role_of(scan, pieces[at + n].split()[-1]) for n, r in enumerate(roles[at : at + width])]
                )
                if sum(map(bool, told)) >= max(3, 0.8 * width) and len(_WHAT & set(told)) >= _FEWEST_TOLD:
                    return told
    return []


def _holds(scan: Scan, rows: Sequence[Sequence[Span]], roles: Sequence[str]) -> bool:
    """Whether the fields said to hold tolls do, and no others."""
    none = {*scan.pack.layout["none"]["cells"], *scan.pack.layout["none"]["zero"]}
    for n, role in enumerate(roles):
        if role in {"killed", "wounded", "casualties"}:
            told = [scan.flat[a:b].strip(" *_.()[]") for a, b in (row[n] for row in rows)]
            tolls = [bool(_BARE.fullmatch(t) or FIGURES.fullmatch(t) or t in none) for t in told]
            said = [
                any(scan.has(s, *row[n]) for s in ("toll", "none")) and not scan.has("weapons", *row[n]) for row in rows
            ]
            if sum(a or b for a, b in zip(tolls, said, strict=True)) < _TOLD * len(rows):
                return False
    return True


def _clauses(scan: Scan, line: Line) -> list[Span]:
    stops = [m.start() for m in re.finditer(r"[.:()](?=\s|$)", scan.flat[line.start : line.end])]
    edges = [0, *(n + 1 for n in stops), line.end - line.start]
    return [(line.start + a, line.start + b) for a, b in pairwise(edges) if b - a > 8]


def _inferred(scan: Scan, rows: Sequence[Sequence[Span]], width: int) -> list[str]:
    """The fields that hold tolls, by what stands in them in every line; all "" where that does not tell."""
    texts = [[scan.flat[a:b].strip(" *_()[]") for a, b in row] for row in rows]
    roles = [""] * width
    bare = [n for n in range(width) if _bare(scan, [row[n] for row in texts])]
    paired = [n for n in range(1, width) if sum(bool(FIGURES.fullmatch(row[n])) for row in texts) >= 0.8 * len(texts)]
    dated = [n for n in range(width) if sum(bool(scan.dates_in(*row[n])) for row in rows) >= 0.8 * len(rows)]
    if paired and [paired[-1]] != dated[:1]:
        roles[paired[-1]] = "casualties"
    elif len(bare) >= 2 and bare[-1] == bare[-2] + 1 and bare[-2] > 0:
        roles[bare[-2]], roles[bare[-1]] = "killed", "wounded"
    if not dated and 0 in bare and all(1 <= int(t) <= _LAST_DAY for t in (row[0] for row in texts) if t.isdigit()):
        roles[0] = "date"
    return roles


def _bare(scan: Scan, texts: Sequence[str]) -> bool:
    """Whether a field is a number in every line, or a word for none or unknown, and no serial number."""
    none = scan.pack.layout["none"]
    numbers = [int(t.rstrip("+")) for t in texts if _BARE.fullmatch(t)]
    others = [t for t in texts if not _BARE.fullmatch(t)]
    if len(numbers) < 0.5 * len(texts) or not all(t in none["cells"] or t in none["zero"] or t == "" for t in others):
        return False
    return not all(b - a == 1 for a, b in pairwise(numbers))


def _own_label(scan: Scan, cell: Span) -> tuple[str, Span]:
    """The field that a cell names itself, "target=police patrol", and what it holds."""
    match = _LABEL.match(scan.flat, *cell)
    role = role_of(scan, match[1]) if match else ""
    return (role, (match.end(), cell[1])) if match and role else ("", cell)
