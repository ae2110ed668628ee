"""The frame: what is written is read, a patch replaces, readers never see half of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijill.errors import LedgerError
from sijill.model.frame import FRAME_COLUMNS
from sijill.store import Frame, FrameKey
from sijill.store import frame as frame_module

VICTIMS = {"group": "police", "killed_low": 1, "killed_best": None, "killed_high": None,
           "wounded_low": None, "wounded_best": None, "wounded_high": None}  # fmt: skip


def row(number: int, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = dict.fromkeys(FRAME_COLUMNS)
    lists = {name: [] for name, kind in FRAME_COLUMNS.items() if kind.endswith("[]")}
    return told | lists | {"incident": f"{number:032x}", "seq": number} | more


def key(seq: int) -> FrameKey:
    return FrameKey(seq, "1", "iraq")


def read(frame: Frame, query: str = "SELECT * FROM frame ORDER BY seq") -> list[tuple[Any, ...]]:
    with frame.connect() as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def frame(tmp_path: Path) -> Frame:
    return Frame.beside(tmp_path / "ledger.sijill")


def test_rows_come_back_as_they_went_in(frame: Frame) -> None:
    told = row(1, start="2026-02-27", admin1="Babil", weapons=["ied"], outlets=["السومرية"], victims=[VICTIMS],
               killed_low=12, latitude=32.5, reviewed=True)  # fmt: skip
    frame.write([told, row(2)], key(2))
    with frame.connect() as connection:
        described = connection.execute("DESCRIBE frame").fetchall()
        assert [name for name, *_ in described] == list(FRAME_COLUMNS)
        first, second = connection.execute("SELECT * FROM frame ORDER BY seq").fetchall()
    back = dict(zip(FRAME_COLUMNS, first, strict=True))
    assert str(back.pop("start")) == told.pop("start")
    assert back == {name: value for name, value in told.items() if name != "start"}
    assert dict(zip(FRAME_COLUMNS, second, strict=True)) == row(2)
    assert frame.key == key(2)


def test_an_empty_frame_has_all_columns(frame: Frame) -> None:
    frame.write([], key(0))
    assert read(frame) == []
    assert frame.patch([row(1)], [], key(1), since=key(0))
    assert len(read(frame)) == 1


def test_a_patch_replaces_and_removes(frame: Frame) -> None:
    frame.write([row(n, kind="attack") for n in range(5)], key(5))
    changed = [row(1, kind="grenade"), row(7, kind="grenade")]
    assert frame.patch(changed, [f"{n:032x}" for n in (1, 2)], key(6), since=key(5))
    assert read(frame, "SELECT seq, kind FROM frame ORDER BY seq") == [
        (0, "attack"), (1, "grenade"), (3, "attack"), (4, "attack"), (7, "grenade"),
    ]  # fmt: skip
    assert frame.patch([row(7, kind="other")], [f"{3:032x}"], key(7), since=key(6))
    assert read(frame, "SELECT seq, kind FROM frame ORDER BY seq") == [
        (0, "attack"), (1, "grenade"), (4, "attack"), (7, "other"),
    ]  # fmt: skip


def test_a_patch_for_another_frame_does_nothing(frame: Frame) -> None:
    assert not frame.patch([row(1)], [], key(1), since=key(0))
    frame.write([row(1)], key(1))
    assert not frame.patch([row(2)], [], key(3), since=key(2))
    assert frame.key == key(1)


def test_a_reader_keeps_its_frame_while_a_writer_replaces_it(frame: Frame) -> None:
    frame.write([row(n) for n in range(10)], key(1))
    with frame.connect() as reader:
        for seq in range(1, 6):
            assert frame.patch([row(100 + seq)], [f"{seq:032x}"], key(seq + 1), since=key(seq))
        frame.write([row(1)], key(9))
        assert reader.execute("SELECT count(*) FROM frame").fetchall() == [(10,)]
    assert read(frame, "SELECT count(*) FROM frame") == [(1,)]


def test_old_files_do_not_pile_up(frame: Frame) -> None:
    frame.write([row(n) for n in range(3)], key(0))
    for seq in range(40):
        assert frame.patch([row(seq)], [], key(seq + 1), since=key(seq))
    assert len(list(frame.folder.iterdir())) <= 3 + 2 * (frame_module.GENERATIONS_KEPT + 1)


def test_a_large_delta_is_compacted(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame_module, "COMPACT_FROM", 5)
    frame.write([row(n) for n in range(20)], key(0))
    assert frame.patch([row(n, kind="other") for n in range(4)], [], key(1), since=key(0))
    manifest = json.loads((frame.folder / "manifest.json").read_text())
    assert (manifest["n_base"], manifest["delta"]) == (20, None)
    assert read(frame, "SELECT count(*) FROM frame WHERE kind = 'other'") == [(4,)]


def test_rows_written_in_parts_are_all_there(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame_module, "PART", 7)
    frame.write((row(n) for n in range(50)), key(0))
    assert [seq for (seq,) in read(frame, "SELECT seq FROM frame ORDER BY seq")] == list(range(50))
    assert not list(frame.folder.glob("*.new"))


def test_a_writer_that_fails_leaves_the_frame_as_it_was(frame: Frame) -> None:
    frame.write([row(1)], key(1))

    def broken() -> Any:
        yield row(2)
        raise OSError(28, "No space left on device")

    with pytest.raises(LedgerError, match="free some space"):
        frame.write(broken(), key(2))
    assert frame.key == key(1)
    assert len(read(frame)) == 1
    assert not list(frame.folder.glob("*.new"))


def test_no_frame_is_told(frame: Frame) -> None:
    assert frame.key is None
    with pytest.raises(LedgerError, match="no frame"):
        frame.connect()


def test_a_frame_whose_files_are_gone_or_damaged_is_none(frame: Frame) -> None:
    frame.write([row(1)], key(1))
    base = next(frame.folder.glob("base-*.parquet"))
    base.write_bytes(b"nonsense")
    with pytest.raises(LedgerError, match=r"damaged|no frame"):
        frame.connect()
    base.unlink()
    assert frame.key is None
    (frame.folder / "manifest.json").write_text("{")
    assert frame.key is None


def test_a_temporary_frame_is_gone_afterwards() -> None:
    with Frame.temporary() as frame:
        frame.write([row(1)], key(1))
        assert len(read(frame)) == 1
    assert not frame.folder.exists()


def test_the_frame_of_a_server_is_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    one, two = Frame.beside("postgresql://a@b/c"), Frame.beside("postgresql://a@b/d")
    assert one.folder.parent == tmp_path / "sijill"
    assert one.folder != two.folder
    assert Frame.beside("sqlite:////x/l.sijill").folder == Frame.beside(Path("/x/l.sijill")).folder


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.lists(st.integers(0, 15), unique=True, max_size=6), st.lists(st.integers(0, 15), max_size=6)),
        max_size=5,
    )
)
def test_patches_end_where_a_rewrite_would(changes: list[tuple[list[int], list[int]]]) -> None:
    with Frame.temporary() as frame:
        wanted = {n: 0 for n in range(8)}
        frame.write([row(n, n_reports=0) for n in wanted], key(0))
        for seq, (fresh, removed) in enumerate(changes):
            for n in removed:
                wanted.pop(n, None)
            wanted.update(dict.fromkeys(fresh, seq + 1))
            rows = [row(n, n_reports=seq + 1) for n in fresh]
            assert frame.patch(rows, [f"{n:032x}" for n in removed], key(seq + 1), since=key(seq))
        assert dict(read(frame, "SELECT seq, n_reports FROM frame")) == wanted
