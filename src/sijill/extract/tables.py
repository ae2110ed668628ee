"""Tables in a text: Markdown and bar-separated rows, and what each column holds."""

from __future__ import annotations

import re

from sijill.extract.ditto import carry_down, is_filled
from sijill.extract.lines import Line, sums_up
from sijill.extract.scan import Scan

_LEGEND = re.compile(r"[:.]\s+([^|:.]+(?:\|[^|.]+){2,})\.?")
_FEWEST_BLANK = 3
"""How many columns say when, where and what, where a row that leaves them blank is a sum."""
_RULE = re.compile(r"[\s|:\-–—=+*_]+$")


def mark_tables(scan: Scan, lines: list[Line]) -> None:
    """Say which lines are rows of tables, and what their columns hold."""
    run: list[Line] = []
    legend: list[str] = []
    for line in [*lines, Line(0, 0, 0, "blank")]:
        text = scan.text[line.start : line.end]
        if not run and not legend and text.count("|") >= 2:
            legend = _legend(scan, line)
            if legend:
                continue
        if line.kind != "blank" and (text.count("|") >= 2 or (run and "|" in text)):
            run.append(line)
            continue
        if len(run) >= 2:
            _table(scan, run)
        if legend and run and not any(row.columns for row in run):
            for row in run:
                row.columns = tuple(legend) if len(row.cells) in {len(legend), len(legend) - 1} else ()
        run = []


def _legend(scan: Scan, line: Line) -> list[str]:
    """The columns that a sentence gives: "Order: date | place | means | toll." [] if it gives none."""
    if _has_event(scan, line) and scan.dates_in(line.start, line.end):
        # A row whose cells name their own fields.
        return []
    for match in _LEGEND.finditer(scan.text, line.start, line.end):
        stretch = Line(match.start(1), match.end(1), match.start(1))
        stretch.cells = _cells(scan, stretch)
        roles = _column_roles(scan, stretch)
        if sum(role != "" for role in roles) >= max(2, 0.6 * len(roles)):
            return roles
    return []


def _table(scan: Scan, run: list[Line]) -> None:
    for line in run:
        line.cells = _cells(scan, line)
        line.kind = "rule" if _RULE.match(scan.text, line.start, line.end) else "row"
    roles = _column_roles(scan, run[0])
    ruled = len(run) > 1 and run[1].kind == "rule"
    told = _has_event(scan, run[0]) and (
        scan.has("places", run[0].start, run[0].end) or bool(scan.dates_in(run[0].start, run[0].end))
    )
    if len(run) > 1 and (ruled or (not told and sum(r != "" for r in roles) >= max(2, len(roles) // 2))):
        run[0].kind = "header"
        for line in run:
            line.columns = tuple(roles)
    where = {"date", "place", "admin1", "target", "week", "month"}
    for line in run:
        if (
            line.kind == "row"
            and not line.columns
            and len(line.cells) == 2
            and scan.text[slice(*line.cells[1])].strip().isdigit()
        ):
            # "Wounded in the quarter | 11": a totals line with a bar for a colon.
            line.kind, line.cells = "totals", ()
        elif line.kind == "row" and line.columns and _heads(scan, line):
            # "| **May** | | | | |"
            line.kind, line.cells = "heading", ()
        elif line.kind == "row" and line.columns and not where & set(line.columns):
            # A table of counts by weapon or the like sums up a list; it is none.
            line.kind = "summary"
        elif line.kind == "row" and (_totals_row(scan, line) or sums_up(scan, line)):
            line.kind = "totals"
    rows = [line for line in run if line.kind == "row"]
    carry_down(scan, rows)
    if rows and rows[0].columns and sum(_has_event(scan, line) for line in rows) < 0.3 * len(rows):
        # Provinces by months and the like: numbers about a list, not the list.
        for line in run:
            line.kind = "summary" if line.kind in {"row", "totals"} else line.kind


def _heads(scan: Scan, line: Line) -> bool:
    """Whether a row of several cells names a month or a year and nothing else."""
    filled = [cell for cell in line.cells if re.search(r"\w", scan.text[slice(*cell)])]
    if len(filled) != 1 or len(line.cells) <= _FEWEST_BLANK:
        return False
    return any((d.start, d.end) == filled[0] and not (d.day or d.numeric) for d in scan.dates_in(*filled[0]))


def _has_event(scan: Scan, line: Line) -> bool:
    return scan.has("weapons", line.start, line.end) or scan.has("kinds", line.start, line.end)


def _totals_row(scan: Scan, line: Line) -> bool:
    """Whether a row sums up those above it: a totals word opens it or fills a cell."""
    opening = line.cells[0][1] if line.cells else line.end
    if scan.marks("totals", line.start, opening):
        return True
    filled = {(m.start, m.end) for m in scan.marks("totals", line.start, line.end)}
    return (
        any(cell in filled or names_sum(scan, cell) for cell in line.cells)
        or _bare_sum(scan, line)
        or _is_blank_sum(scan, line)
    )


def _is_blank_sum(scan: Scan, line: Line) -> bool:
    """Whether a row has figures and says no when, where and what but for one word: "| | | | All | 23 | 37 |"."""
    told = [(role, is_filled(scan, cell)) for role, cell in zip(line.columns, line.cells, strict=False)]
    what = [filled for role, filled in told if role in {"date", "place", "admin1", "weapon", "target"}]
    hurt = [filled for role, filled in told if role in {"killed", "wounded", "casualties"}]
    return len(what) >= _FEWEST_BLANK and sum(what) <= 1 and any(hurt) and not _has_event(scan, line)


def _bare_sum(scan: Scan, line: Line) -> bool:
    """Whether a row leaves open all that an entry tells, but for a period and figures: "| June (8) | | | 3 | 11 |"."""
    told = dict(zip(line.columns, line.cells, strict=False))
    if not told.keys() & {"killed", "wounded", "casualties"}:
        return False
    filled = [cell for cell in line.cells if is_filled(scan, cell)]
    named = [cell for cell in filled if not scan.text[slice(*cell)].strip(" *_").isdigit()]
    if not len(filled) > len(named) == 1:
        return False
    if told.keys() & {"weapon", "target"} and names_sum(scan, named[0]):
        return True
    # "| **July, 5 runs hit** | | | 1 | 7 |": a month and how many, whatever they are called.
    dates = scan.dates_in(*named[0])
    apart = len(line.cells) - len(filled) >= 2
    return apart and len(dates) == 1 and not (dates[0].day or dates[0].numeric) and bool(scan.numbers_in(*named[0]))


def names_sum(scan: Scan, cell: tuple[int, int]) -> bool:
    """Whether a cell names a sum or a whole period with a number, and nothing else: "Total (16)", "June (8)"."""
    names = [(m.start, m.end) for m in scan.marks("totals", *cell)]
    names += [(d.start, d.end) for d in scan.dates_in(*cell) if d.day is None and not d.numeric and d.weekday is None]
    counted = [(n.start, n.end) for n in scan.numbers_in(*cell) if not any(a <= n.start < b for a, b in names)]
    nouns = [(m.start, m.end) for m in scan.marks("incidents", *cell)]
    if len(names) != 1 or len(counted) != 1:
        return False
    left = "".join(scan.flat[n] for n in range(*cell) if not any(a <= n < b for a, b in [*names, *counted, *nouns]))
    return re.search(r"\w", left) is None


def _cells(scan: Scan, line: Line) -> tuple[tuple[int, int], ...]:
    start, end = line.start, line.end
    while start < end and scan.text[start] in " \t":
        start += 1
    if scan.text[start] == "|":
        start += 1
    if scan.text[end - 1] == "|" and end - 1 > start:
        end -= 1
    cells = []
    at = start
    for part in scan.text[start:end].split("|"):
        a, b = at, at + len(part)
        while a < b and (scan.text[a].isspace() or scan.text[a] in "*_`"):
            a += 1
        while b > a and (scan.text[b - 1].isspace() or scan.text[b - 1] in "*_`"):
            b -= 1
        cells.append((a, b))
        at += len(part) + 1
    return tuple(cells)


def _column_roles(scan: Scan, header: Line) -> list[str]:
    roles: list[str] = []
    for start, end in header.cells:
        name = scan.flat[start:end].strip(" *_.:#")
        role = next((r for r, names in scan.pack.layout["columns"].items() if name in names), "")
        if not role and name:
            words = set(re.findall(r"\w+", name))
            told = [r for r, names in scan.pack.layout["columns"].items() if words & set(names)]
            role = "casualties" if {"killed", "wounded"} <= set(told) else next(iter(told), "")
        if not role and any(d.month and d.day is None and d.start == start for d in scan.dates_in(start, end)):
            # A month over a column of days.
            role = "date"
        if role == "number" and role in roles and roles[-1:] == ["killed"]:
            # Arabic "م" numbers rows, and behind the dead it heads the wounded.
            role = "wounded"
        if role == "weapon_itself":
            # Of "Incident" and "Weapon" the latter is that of weapons.
            roles = ["" if other == "weapon" else other for other in roles]
            role = "weapon"
        roles.append(role if role not in roles or role in {"notes", "source", "number", "place"} else "")
    return roles
