"""Runs of lines that open alike, with a bullet or with their date: which of them are lists of attacks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from sijill.extract.lines import Line, has_event, heading_like, names_list, sums_up
from sijill.extract.scan import Scan
from sijill.extract.sumlines import states_totals

_LED = frozenset({"lead", "soft"})
_FEWEST_SOFT = 3
"""How many lines in a row open with other words before their date, where they are a list."""
_FEWEST_DATED, _MOST_DATED = 4, 0.6
"""Of how many bullets what share has a day, where one without at their end is a comment."""
_WEAK_ONLY = frozenset({"shot", "fire", "suicide", "bullets"})
_LIST_SHARE = 0.6
_FEWEST_TOLD, _MOST_TOLD, _LONGEST_TOLD = 6, 0.8, 240
"""How many paragraphs of one attack each make a list, under what share of the headings, and how long they may be."""
_LATER_SHARE = 0.3
"""Of a list after another of the same style has been accepted."""


def mark_bullets(scan: Scan, lines: list[Line]) -> None:
    """Runs of bullets or dated lines become list items if most of them tell of an attack."""
    short: list[list[Line]] = []
    refused: list[list[Line]] = []
    for run in _runs(scan, lines):
        if _style(run[0]) == "soft" and len(run) < _FEWEST_SOFT:
            short.append(run)
        elif not all(_only_heads(scan, line) for line in run):
            _accept(scan, run, lines)
            refused += [run] if run[0].bullet and run[0].kind == "prose" else []
    dated = [run for run in refused if all(line.lead for line in run)]
    for run in dated:
        # The first of several lists of one style, known by those behind it.
        _accept(scan, run, lines)
    if any(line.kind == "item" and line.soft and not line.bullet for line in lines):
        # "On 6 August a bomb ...", alone under the heading of its province.
        for run in short:
            _accept(scan, run, lines)
    _mark_told(scan, lines)
    _comments(scan, lines)


def _only_heads(scan: Scan, line: Line) -> bool:
    """Whether a bullet says a period, a place, a means and how many, and no attack: "✦ 8 to 14 May (4, 22 dead)"."""
    told = has_event(scan, line.start, line.end) and any(
        scan.has(name, line.start, line.end) for name in ("places", "targets", "toll", "none")
    )
    return bool(line.bullet) and not told and heading_like(scan, line)


def _mark_told(scan: Scan, lines: list[Line]) -> None:
    """Short paragraphs right under the headings of provinces, each of one attack with its day, are entries too."""
    found: list[Line] = []
    headed = kept = 0
    for n, heading in enumerate(lines):
        if heading.kind != "heading" or not scan.has("places", heading.start, heading.end):
            continue
        below = takewhile(lambda line: _is_told(scan, line), (one for one in lines[n + 1 :] if one.kind != "blank"))
        mine = list(below)
        headed, kept = headed + 1, kept + bool(mine)
        found += mine
    if headed > 1 and kept >= _MOST_TOLD * headed and len(found) >= _FEWEST_TOLD:
        for line in found:
            line.kind = "item"


def _is_told(scan: Scan, line: Line) -> bool:
    """Whether a paragraph tells of one attack, its day and whom it hurt, and is no sum."""
    if line.kind == "item":
        return not line.bullet
    if line.kind != "prose" or line.bullet or line.end - line.start > _LONGEST_TOLD:
        return False
    days = [d for d in scan.dates_in(line.start, line.end) if d.day or d.numeric]
    hurt = any(scan.has(section, line.start, line.end) for section in ("toll", "none", "nobody"))
    summed = sums_up(scan, line) or states_totals(scan, line)
    return len(days) == 1 and hurt and has_event(scan, line.start, line.end) and not summed


def _runs(scan: Scan, lines: list[Line]) -> Iterator[list[Line]]:
    """Lines after one another that open in one style."""
    run: list[Line] = []
    style = ""
    for line in [*lines, Line(0, 0, 0, "end")]:
        if line.kind == "blank":
            continue
        mine = _style(line)
        if mine and mine == style and (mine not in _LED or _is_dated_item(scan, line, len(run))):
            run.append(line)
            continue
        if run:
            yield run
        run, style = ([line], mine) if mine and (mine not in _LED or _is_dated_item(scan, line, 0)) else ([], "")


def _comments(scan: Scan, lines: list[Line]) -> None:
    """Take back bullets behind the last dated one that name no attack and place: "11. Anbar has three of the nine"."""
    for style in {line.bullet[:1] for line in lines if line.kind == "item" and line.bullet}:
        mine = [line for line in lines if line.kind == "item" and line.bullet[:1] == style]
        days = [any(d.day or d.numeric for d in scan.dates_in(line.start, line.end)) for line in mine]
        if len(mine) < _FEWEST_DATED or sum(days) < _MOST_DATED * len(mine):
            continue
        last = max(n for n, dated in enumerate(days) if dated)
        for line in mine[last + 1 :]:
            told = has_event(scan, line.start, line.end) and scan.has("places", line.start, line.end)
            if not told or sums_up(scan, line):
                line.kind = "prose"


def _style(line: Line) -> str:
    """What opens a line of prose as others of its list are opened: its bullet, or its date; "" if neither does."""
    if line.kind != "prose":
        return ""
    if line.lead is None or line.bullet:
        return line.bullet[:1]
    return "soft" if line.soft else "lead"


def _is_dated_item(scan: Scan, line: Line, before: int) -> bool:
    assert line.lead is not None  # noqa: S101  only dated lines come here
    rest = scan.text[line.lead.end : line.end].lstrip(" )]")
    separated = bool(rest) and (rest[0] in ":,.;|-–—·،؛" or rest.startswith(("- ", "@")))
    return (
        bool(rest)
        and (separated or before > 0 or line.soft or line.end - line.start <= 120)
        and line.end - line.start <= 400
    )


def _accept(scan: Scan, run: list[Line], lines: list[Line]) -> None:
    if len(run) == 1 and run[0].bullet == ">" and sum(line.bullet == ">" for line in lines) == 1:
        # A reader's answer that quotes a line of the list.
        return
    if len(run) == 1 and run[0].bullet and _heads_dated(scan, run[0], lines):
        return
    known = any(line.kind == "item" and line.bullet == run[0].bullet for line in lines)
    told = [
        line
        for line in run
        if _tells(scan, line)
        or (known and (_hurts(scan, line) or _is_dated_loss(scan, line, lines) or _is_whole(scan, line)))
    ]
    heading = next((h for h in reversed(lines[: lines.index(run[0])]) if h.kind not in {"blank", "item"}), None)
    under = heading is not None and names_list(scan, heading) and scan.has("weapons", heading.start, heading.end)
    if len(told) >= (_LATER_SHARE if known else _LIST_SHARE) * len(run) or under:
        if not run[0].bullet and len(run) == 1 and not _is_placed(scan, run[0], heading, known=known):
            return
        for line in run:
            line.kind = "item"
            if not under and (states_totals(scan, line) or (sums_up(scan, line) and not line.lead)):
                line.kind = "totals"


def _is_whole(scan: Scan, line: Line) -> bool:
    """Whether a bullet has its own day and place and says whom it hurt, by what no list knows: "another belt"."""
    days = any(d.day or d.numeric for d in scan.dates_in(line.body, line.end))
    return days and all(scan.has(name, line.body, line.end) for name in ("places", "toll")) and not sums_up(scan, line)


def _is_placed(scan: Scan, line: Line, above: Line | None, *, known: bool) -> bool:
    """Whether a line, alone under its heading, says where; or the heading does, in a text that has entries already."""
    if scan.has("places", line.body, line.end):
        return True
    return known and above is not None and above.kind == "heading" and scan.has("places", above.start, above.end)


def _is_dated_loss(scan: Scan, line: Line, lines: list[Line]) -> bool:
    """Whether a bullet right under a heading with a day tells whom it hurt and where, by what no list knows."""
    above = next((h for h in reversed(lines) if h.start < line.start and h.kind not in {"blank", "item"}), None)
    day = above is not None and above.kind == "heading" and any(d.day for d in scan.dates_in(above.start, above.end))
    told = all(scan.has(name, line.body, line.end) for name in ("places", "toll"))
    return day and told and not sums_up(scan, line)


def _heads_dated(scan: Scan, line: Line, lines: list[Line]) -> bool:
    """Whether a bullet that says neither when, where nor whom stands over dated lines: "▪ Suicide bombers"."""
    below = next((b for b in lines if b.start > line.start and b.kind != "blank"), None)
    bare = not any(scan.has(name, line.start, line.end) for name in ("places", "toll", "none"))
    return bare and not scan.dates_in(line.start, line.end) and below is not None and _style(below) == "lead"


def _tells(scan: Scan, line: Line) -> bool:
    """Whether a bullet tells of one attack: a means that names itself, and where, when or on whom."""
    weapons = scan.marks("weapons", line.body, line.end)
    strong = [m for m in weapons if scan.flat[m.start : m.end] not in _WEAK_ONLY or line.lead]
    if not strong and not scan.has("kinds", line.body, line.end):
        return False
    return bool(line.lead) or any(scan.has(s, line.body, line.end) for s in ("places", "targets", "toll"))


def _hurts(scan: Scan, line: Line) -> bool:
    """Whether a bullet tells whom a weapon hurt and where, as others of its list do: "A driver shot in Shaab"."""
    placed = scan.has("places", line.body, line.end) or scan.has("targets", line.body, line.end)
    return placed and has_event(scan, line.body, line.end) and scan.has("toll", line.body, line.end)
