"""What the tests of the docs share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from docs_tool import load_tool


@pytest.fixture(scope="session")
def tool() -> ModuleType:
    return load_tool()


@pytest.fixture(scope="session")
def quick(tool: ModuleType) -> Iterator[Path]:
    """A folder with a `sijill` that has loaded everything."""
    with tool.served() as folder:
        yield folder


@pytest.fixture(scope="session")
def ledger(tool: ModuleType, quick: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example reports; pages that begin with one get a copy."""
    made: Path = tool.make_ledger(tmp_path_factory.mktemp("ledger"), quick=quick)
    return made
