"""Quotes in tables: cells of several lines are read, and an open quote is told with its line, not swallowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sijill.errors import BadMapping
from sijill.exchange.lines import read_rows
from sijill.exchange.starter import describe

HEADER = "Date,Place,Notes\n"


def rows(folder: Path, text: str, **told: str) -> list[tuple[int, list[str]]]:
    (folder / "years.csv").write_bytes(text.encode("utf-8"))
    return list(read_rows(folder / "years.csv", **{"encoding": "utf-8", "delimiter": ",", **told}))


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a,"one\ntwo",b\nc,d,e\n', [(1, ["a", "one\ntwo", "b"]), (3, ["c", "d", "e"])]),
        ('a,"one\r\n\r\ntwo"\r\nc,d\r\n', [(1, ["a", "one\r\n\r\ntwo"]), (4, ["c", "d"])]),
        ('a,"he said ""no""\nand left"', [(1, ["a", 'he said "no"\nand left'])]),
        ('a,"قال المحافظ\nثم غادر"\nc,d\n', [(1, ["a", "قال المحافظ\nثم غادر"]), (3, ["c", "d"])]),
        ('a,a 5" shell,b\nc,d,e\n', [(1, ["a", 'a 5" shell', "b"]), (2, ["c", "d", "e"])]),
        ('a,"Abu Ghraib" prison\nc,d\n', [(1, ["a", "Abu Ghraib prison"]), (2, ["c", "d"])]),
        ('a,"x\n5"" shell"\nc,"d"\n', [(1, ["a", 'x\n5" shell']), (3, ["c", "d"])]),
        ('a,""\nb,"\n"\n', [(1, ["a", ""]), (2, ["b", "\n"])]),
    ],
)
def test_cells_of_several_lines_and_quotes_within_cells(
    tmp_path: Path, text: str, cells: list[tuple[int, list[str]]]
) -> None:
    assert rows(tmp_path, text) == cells


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('1,Hilla,x\n2,Kut,"the governor said\n3,Basra,y\n', r":2: a quote opens before 'the governor said' and never"),
        (
            '1,Hilla,x\n2,Kut,"the governor said',
            r":2: a quote opens before 'the governor said' and never closes; close",
        ),
        ('1,Hilla,"x\ny"\n2,"Kut,z\n3,Basra,y\n', r":3: a quote opens before 'Kut,z' and never closes"),
        ('"1","Hilla","x\n"2","Kut","y"\n', r":1: .* 'x' and closes only on line 2, .* before '2\",\"Kut\",\"y\"'"),
        ('1,Hilla,"قال المحافظ\n2,الكوت,"ثم\n', r":1: a quote opens before 'قال المحافظ' and closes only on line 2"),
        (
            '1,Hilla,"x\n2,"Kut",y\n',
            r":1: .* and closes only on line 2, .*; close it where its cell ends, or double it",
        ),
        ('1,Hilla,"' + "x\n" * 70_000, r":1: a quote opens before 'x' and never closes"),
    ],
)
def test_an_open_quote_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadMapping, match=r"years\.csv" + message):
        rows(tmp_path, text)


def test_describe_tells_of_an_open_quote_however_far_below(tmp_path: Path) -> None:
    table = tmp_path / "years.csv"
    table.write_text(HEADER + "2020-12-21,Hilla,x\n" * 6_000 + '2020-12-22,Kut,"the governor said\n', "utf-8")
    with pytest.raises(BadMapping, match=r"years\.csv:6002: a quote opens before 'the governor said'"):
        describe(table)
