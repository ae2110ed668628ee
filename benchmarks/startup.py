"""Time a cold start: python benchmarks/startup.py [POST]

Each figure is the median of several fresh processes, one line a figure with its limit. POST is a text to read
(default: ../shared/seed/musings-2020-12-26.txt, else the example's tracker post). Exit status 1 if a limit is broken.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT.parent / "shared" / "seed" / "musings-2020-12-26.txt"
EXAMPLE = ROOT / "examples" / "iraq-2020" / "tracker-post.md"
PROGRAM = str(Path(sys.executable).with_name("sijill"))
ROUNDS = 9
IMPORT_S, HELP_S, READ_S = 0.150, 0.300, 1.0


class Took(NamedTuple):
    """Seconds by the clock, and of the processor, which a busy machine disturbs less."""

    wall_s: float
    cpu_s: float


class Fresh:
    """Runs commands in processes of their own, whose compiled modules are kept in one folder, as after a first use."""

    def __init__(self, kept: str) -> None:
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._env = {**env, "PYTHONPYCACHEPREFIX": kept}

    def run(self, command: Sequence[str]) -> tuple[Took, str]:
        """What it took, and what it printed."""
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        ran = subprocess.run(command, check=True, capture_output=True, text=True, env=self._env)
        wall_s, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        return Took(wall_s, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime), ran.stdout

    def times(self, command: Sequence[str], rounds: int) -> list[Took]:
        """Several runs, after one that is not timed."""
        self.run(command)
        return [self.run(command)[0] for _ in range(rounds)]


def told(name: str, times: Sequence[Took], limit_s: float | None = None) -> bool:
    """Print one figure beside its limit; whether it holds."""
    walls = [took.wall_s for took in times]
    median = statistics.median(walls)
    parts = [name, f"{1000 * median:.0f} ms"]
    if len(times) > 1:
        parts.append(f"({1000 * min(walls):.0f} to {1000 * max(walls):.0f})")
    parts.append(f"{1000 * statistics.median(took.cpu_s for took in times):.0f} ms of processor")
    if limit_s is not None:
        parts.append(f"limit {1000 * limit_s:.0f} ms: {'holds' if median < limit_s else 'BROKEN'}")
    print("\t".join(parts), flush=True)
    return limit_s is None or median < limit_s


def import_alone(fresh: Fresh) -> Took:
    """What `import sijill` takes in a fresh interpreter, without the interpreter's own start."""
    script = (
        "import time\nbegun = time.perf_counter(), time.process_time()\nimport sijill\n"
        "print(time.perf_counter() - begun[0], time.process_time() - begun[1])"
    )
    _, printed = fresh.run([sys.executable, "-c", script])
    wall_s, cpu_s = printed.split()
    return Took(float(wall_s), float(cpu_s))


def main(post: Path) -> int:
    """Print the figures; 1 if one breaks its limit."""
    with tempfile.TemporaryDirectory() as kept:
        fresh = Fresh(kept)
        # A peer for scale: the interpreter alone, which every figure but the import contains.
        told("python alone", fresh.times([sys.executable, "-c", "pass"], ROUNDS))
        import_alone(fresh)
        read = [PROGRAM, "read", str(post), "--theatre", "iraq", "--published", "2020-12-26"]
        held = [
            told("import sijill", [import_alone(fresh) for _ in range(ROUNDS)], IMPORT_S),
            told("sijill --help", fresh.times([PROGRAM, "--help"], ROUNDS), HELP_S),
            told(f"sijill read {post.name}", fresh.times(read, ROUNDS), READ_S),
        ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    default = SEED if SEED.is_file() else EXAMPLE
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else default))
