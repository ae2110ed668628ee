"""Entries that are blocks of lines, each with the name of its field: "Date: 5 May", "Where: Mosul", "Killed: 2"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sijill.extract.columns import role_of, trimmed
from sijill.extract.lines import Line, has_event
from sijill.extract.scan import Scan
from sijill.lang.flat import flatten

_LABEL = re.compile(
    r"\s*[*_]*(?P<label>[^\W\d][^\n:=*_.]{0,30}?)[*_]*(?:\s?[:=?؟][*_]*(?:\s|$)|\s(?:\. ){2,}|\s?\.{3,} )"
)
_CAPITALS = re.compile(r"\s*(?P<label>[A-Z]{2,12}) +(?=\S)")
_FEWEST_LINES, _FEWEST_BLOCKS = 3, 2
_TOLD = 0.6
"""Of the blocks that must tell of an attack, and of those that must have a line of their own over them."""
_LONG_NAME = 120
_FEWEST_STANZAS, _LONGEST_STANZA, _SHORT = 4, 4, 72
"""How many entries of short lines make a list, how many lines one may have, and how long these may be."""
_WHAT = frozenset({"date", "place", "admin1", "weapon", "target", "killed", "wounded", "casualties"})
_TOLLS = frozenset({"killed", "wounded", "casualties"})


@dataclass(slots=True)
class _Field:
    line: Line
    label: str
    role: str
    cell: tuple[int, int]


def mark_blocks(scan: Scan, lines: list[Line]) -> list[Line]:
    """The lines, with those of each entry that is told field by field made one item."""
    stanzas = _stanzas(scan, lines)
    if stanzas:
        gone_too = {line.start for stanza in stanzas for line in stanza[1:]}
        for stanza in stanzas:
            stanza[0].kind, stanza[0].end = "item", stanza[-1].end
        return [line for line in lines if line.start not in gone_too]
    blocks = [block for run in _runs(scan, lines) for block in _cut(scan, run)]
    blocks = [block for block in blocks if len({f.role for f in block} & _WHAT) >= _FEWEST_LINES]
    told = [block for block in blocks if has_event(scan, block[0].line.start, block[-1].line.end)]
    if len(blocks) < _FEWEST_BLOCKS or len(told) < _TOLD * len(blocks):
        return lines
    names = _names(scan, lines, blocks)
    gone: set[int] = set()
    for block in blocks:
        first, last = block[0].line, block[-1].line
        name = names.get(first.start)
        inside = [line for line in lines if (name or first).start <= line.start <= last.start]
        gone |= {line.start for line in inside[1:]} | {line.start for line in inside if line.kind == "blank"}
        entry = inside[0]
        entry.kind, entry.end = "item", last.end
        entry.columns, entry.cells = tuple(f.role for f in block), tuple(f.cell for f in block)
    return [line for line in lines if line.start not in gone]


def _stanzas(scan: Scan, lines: Sequence[Line]) -> list[list[Line]]:
    """Entries of as many short lines each, with a blank line between them; [] where the text is not set so."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.kind == "blank":
            groups.append([])
        else:
            groups[-1].append(line)
    sized = Counter(len(group) for group in groups if len(group) > 1 and _is_stanza(scan, group))
    size, times = next(iter(sized.most_common(1)), (0, 0))
    if times < _FEWEST_STANZAS or times < _TOLD * sum(len(group) > 1 for group in groups):
        return []
    return [group for group in groups if len(group) == size and _is_stanza(scan, group)]


def _is_stanza(scan: Scan, group: Sequence[Line]) -> bool:
    """Whether a few short lines tell of one attack together, and none of them alone."""
    if len(group) > _LONGEST_STANZA or any(
        line.kind != "prose" or line.end - line.start > _SHORT or (line.bullet and (n or len(group) < _FEWEST_LINES))
        for n, line in enumerate(group)
    ):
        return False
    if sum(_field(scan, line) is not None for line in group) > (len(group) > 2):
        # One line of three or more may be a field: "Cost: 2 killed".
        return False
    start, end = group[0].start, group[-1].end
    hurt = scan.has("toll", start, end) or scan.has("none", start, end)
    hurt = hurt or any(field.role in _TOLLS for field in (_field(scan, line) for line in group) if field)
    whole = sum(
        has_event(scan, line.start, line.end)
        and scan.has("places", line.start, line.end)
        and (scan.has("toll", line.start, line.end) or scan.has("none", line.start, line.end))
        for line in group
    )
    return not whole and hurt and has_event(scan, start, end) and scan.has("places", start, end)


def _runs(scan: Scan, lines: Sequence[Line]) -> list[list[_Field | None]]:
    """The fields of the text, line by line, as far as nothing else stands between them; None for a blank line."""
    runs: list[list[_Field | None]] = [[]]
    for line in lines:
        field = _field(scan, line)
        if field is not None:
            runs[-1].append(field)
        elif line.kind == "blank":
            runs[-1].append(None)
        else:
            runs.append([])
    return runs


def _field(scan: Scan, line: Line) -> _Field | None:
    if line.kind != "prose":
        return None
    match = _LABEL.match(scan.text, line.body, line.end) or _capitals(scan, line)
    if match is None:
        return None
    label = scan.flat[slice(*match.span("label"))].strip()
    cell = trimmed(scan, match.end(), line.end)
    role = role_of(scan, label)
    if role not in _TOLLS and scan.flat[slice(*cell)].strip(" #.").isdigit() and role != "date":
        # "Incident: 4" numbers the entry.
        role = "number"
    if role == "target" and (scan.has("toll", *cell) or scan.has("none", *cell) or _is_nobody(scan, *cell)):
        # "Victims: three dead", "Victims: nobody"
        role = "casualties"
    return _Field(line, label, role, cell)


def _is_nobody(scan: Scan, start: int, end: int) -> bool:
    """Whether a field holds a word for none, and nothing else."""
    return scan.flat[start:end].strip(" .*_") in {flatten(word) for word in scan.pack.layout["none"]["zero"]}


def _capitals(scan: Scan, line: Line) -> re.Match[str] | None:
    """The name of a field in capitals with nothing behind it, where it opens several lines: "WHERE Harir base"."""
    match = _CAPITALS.match(scan.text, line.body, line.end)
    if match is None or not role_of(scan, match["label"].lower()):
        return None
    told = re.findall(rf"(?m)^[ \t]*{match['label']} ", scan.text)
    return match if len(told) >= _FEWEST_STANZAS else None


def _cut(scan: Scan, run: Sequence[_Field | None]) -> list[list[_Field]]:
    """The blocks of a run: between blank lines if these part it, and in any case where a label comes again."""
    groups: list[list[_Field]] = [[]]
    for field in run:
        if field is None:
            groups.append([])
        else:
            groups[-1].append(field)
    groups = [group for group in groups if group]
    if sum(len(group) > 1 for group in groups) <= len(groups) // 2:
        # A blank line stands after every field.
        groups = [[field for group in groups for field in group]]
    blocks: list[list[_Field]] = []
    for group in groups:
        block: list[_Field] = []
        for field in group:
            if any(field.label == other.label for other in block):
                blocks.append(block)
                block = []
            block.append(field)
        blocks.append(block)
    return [_once(block) for block in blocks if block]


def _once(block: Sequence[_Field]) -> list[_Field]:
    """The fields of a block; of two that tell the same the second is a note."""
    seen: set[str] = set()
    for field in block:
        if field.role in seen and field.role != "place":
            field.role = ""
        seen.add(field.role)
    return list(block)


def _names(scan: Scan, lines: Sequence[Line], blocks: Sequence[Sequence[_Field]]) -> dict[int, Line]:
    """The line over each block, if most blocks have one right over them: "Mosul, 5 May"."""
    firsts = {block[0].line.start for block in blocks}
    lasts = {block[-1].line.start for block in blocks}
    names = {
        below.start: line
        for line, below in pairwise(lines)
        if below.start in firsts
        and line.start not in lasts
        and line.kind == "prose"
        and line.end - line.start <= _LONG_NAME
    }
    return names if len(names) >= _TOLD * len(blocks) else {}
