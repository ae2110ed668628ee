"""Golden texts give the records that were reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden import FILES, expected, read, written

KNOWN: dict[str, str] = {}


def known(path: Path) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=KNOWN[path.stem])] if path.stem in KNOWN else []


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem, marks=known(path)) for path in FILES])
def test_golden(path: Path) -> None:
    assert written(read(path)).splitlines() == expected(path).read_text("utf-8").splitlines()


def test_every_golden_text_is_marked_as_written_for_the_tests() -> None:
    assert len(FILES) >= 12
    assert [path.name for path in FILES if not path.read_text("utf-8").startswith("Written for the tests")] == []
    assert [path.name for path in FILES if not expected(path).is_file()] == []
