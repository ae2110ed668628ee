"""Quality may not fall unnoticed: python eval/gate.py [SET ...] [--raise | --lower REASON] [--scorer PATH]

SET is a folder of labelled posts below eval/, such as posts/dev; without one, every set of eval/floors.json.
Scores each set and compares every figure with its floor, and the set with its hash. Every figure is a share, and
higher is better. Exit 0 all hold · 1 a figure is below its floor, or a set is not the one measured · 2 cannot run.

--raise writes today's hash, and floors just below today's figures where these are higher; it never lowers one, and
adds a set that has none yet. --lower REASON writes them whether higher or lower, and keeps the reason.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
BELOW = 0.01
"""How far below the measured figure a floor lies: three incidents of the 340 to 350 that a set has."""
_FIELD = re.compile(r"^all\s+(\w+)\s+right .* end to end ([\d.]+) of (\d+)", re.MULTILINE)
_F1 = re.compile(r"^all\s+incident F1 ([\d.]+)", re.MULTILINE)


class CannotRun(Exception):
    """The scorer or a set is not there, or its output cannot be read."""


def hash_of(folder: Path) -> str:
    """The SHA-256 of a set's labels and of the texts that they label, each with its name."""
    if folder.parent.name == "reports":
        digest = hashlib.sha256()
        for file in sorted(folder.glob("??-?.jsonl")):
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode() + file.read_bytes())
        return digest.hexdigest()
    files = sorted(folder.glob("labels*.jsonl"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    files += sorted(folder / f"{json.loads(line)['id']}.md" for line in lines)
    if not files:
        raise CannotRun(f"no labels*.jsonl in {folder}")
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.name}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def measured(folder: Path, scorer: Path | None = None) -> dict[str, float]:
    """Today's figures of a set of posts: incident F1, the share end to end of each field, slips, clean posts.

    Of a set of news reports: for each language incident F1, the share of each field end to end and of texts without
    incident that were left empty. Raises CannotRun if the scorer is missing or says that its figures do not count.
    """
    if folder.parent.name == "reports":
        return _of_reports(folder, scorer)
    score = _module("posts")
    scorer = scorer or score.SCORER
    if not scorer.is_file():
        raise CannotRun(f"no scorer at {scorer}; name one with --scorer")
    output, slips = score.score(folder, scorer)
    f1 = _F1.search(output)
    if f1 is None or "do not count" in output:
        raise CannotRun(f"the scorer gives no figures for {folder.name}: {output[-200:].strip() or 'no output'}")
    figures = {"incident_f1": float(f1[1])}
    figures |= {f"end_to_end.{name}": float(share) for name, share, n in _FIELD.findall(output) if int(n)}
    for name, part, whole in (
        ("slips_found", slips["found"], slips["planted"]),
        ("clean_not_accused", slips["clean"] - slips["accused"], slips["clean"]),
        ("slips_not_accused_beside", slips["planted"] - slips["beside"], slips["planted"]),
    ):
        if whole:
            figures[name] = round(part / whole, 3)
    return figures


def _of_reports(folder: Path, scorer: Path | None) -> dict[str, float]:
    score = _module("reports")
    scorer = scorer or score.SCORER
    if not scorer.is_file():
        raise CannotRun(f"no scorer at {scorer}; name one with --scorer")
    told = score.labels(folder)
    output = score.score(told, [score.read(label) for label in told], scorer)
    figures: dict[str, float] = {}
    for language in sorted({label["lang"] for label in told}):
        mine = "\n".join(line for line in output.splitlines() if line.startswith(f"{language} "))
        fields = re.findall(r"^\w+\s+(\w+)\s+right .* end to end ([\d.]+) of (\d+)", mine, re.MULTILINE)
        f1 = re.search(r"incident F1 ([\d.]+)", mine)
        empty = re.search(r"left empty (\d+)/(\d+)", mine)
        if f1 is None or empty is None:
            raise CannotRun(f"the scorer gives no figures for {folder.name}: {output[-200:].strip() or 'no output'}")
        figures[f"{language}.incident_f1"] = float(f1[1])
        figures |= {f"{language}.end_to_end.{name}": float(share) for name, share, n in fields if int(n)}
        figures[f"{language}.left_empty"] = round(int(empty[1]) / max(1, int(empty[2])), 3)
    return figures


def _module(kind: str) -> Any:
    """The module that scores sets of this kind: posts or reports."""
    spec = importlib.util.spec_from_file_location(f"{kind}_score", HERE / kind / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def problems(name: str, pinned: Mapping[str, Any], sha256: str, figures: Mapping[str, float]) -> list[str]:
    """What does not hold of one set, a sentence each."""
    found = []
    if pinned["sha256"] != sha256:
        found.append(f"{name}: the labelled set has changed; look at what, then run with --raise or --lower REASON")
    for figure, floor in pinned["floors"].items():
        if figure not in figures:
            found.append(f"{name}: {figure} is no longer measured (floor {floor:.3f})")
        elif figures[figure] < floor:
            found.append(f"{name}: {figure} is {figures[figure]:.3f}, below its floor of {floor:.3f}")
    return found


def raised(
    pinned: Mapping[str, Any] | None, sha256: str, figures: Mapping[str, float], *, lower: str | None = None
) -> dict[str, Any]:
    """A set's new entry: today's hash, and floors below today's figures; lower ones only with a reason."""
    old = dict(pinned["floors"]) if pinned else {}
    floors = {figure: max(0.0, round(value - BELOW, 3)) for figure, value in figures.items()}
    if lower is None:
        floors = {figure: max(floors.get(figure, 0.0), old.get(figure, 0.0)) for figure in {**old, **floors}}
    entry: dict[str, Any] = {"sha256": sha256, "floors": dict(sorted(floors.items()))}
    reasons = list(pinned.get("lowered", ())) if pinned else []
    fallen = {figure: [floor, floors.get(figure)] for figure, floor in old.items() if floors.get(figure, 0.0) < floor}
    if fallen:
        reasons.append({"reason": lower, "from_to": fallen})
    if reasons:
        entry["lowered"] = reasons
    return entry


def main(arguments: Sequence[str] | None = None, *, floors: Path = FLOORS) -> int:
    """Check or write the floors; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--raise", action="store_true", dest="raise_", help="write higher floors and today's hash")
    parser.add_argument("--lower", metavar="REASON", help="write floors that may be lower, with the reason")
    parser.add_argument("--scorer", type=Path, help="the scorer of the evaluation data")
    told = parser.parse_args(arguments)
    if told.lower is not None and not told.lower.strip():
        parser.error("--lower needs a reason")
    kept = json.loads(floors.read_text("utf-8")) if floors.is_file() else {}
    write = told.raise_ or told.lower is not None
    wrong: list[str] = []
    try:
        for name in told.sets or list(kept):
            if name not in kept and not write:
                raise CannotRun(f"no floors for {name}; add it with --raise. There are: {', '.join(kept) or 'none'}")
            sha256, figures = hash_of(HERE / name), measured(HERE / name, told.scorer)
            if write:
                kept[name] = raised(kept.get(name), sha256, figures, lower=told.lower)
            found = problems(name, kept[name], sha256, figures)
            shown = ", ".join(f"{figure} {value:.3f}" for figure, value in figures.items())
            print(f"{'below' if found else 'holds'} {name}: {shown}")
            wrong += found
    except CannotRun as trouble:
        print(trouble, file=sys.stderr)
        return 2
    if write:
        floors.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", "utf-8")
    for problem in wrong:
        print(problem, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
