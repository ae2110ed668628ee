"""Write the generated pages of the docs, and run their examples.

    python tools/build_reference.py              writes docs/reference/cli.md and api.md, and the counts in data.md
    python tools/build_reference.py --check      exits 1 if one of them is stale; writes nothing
    python tools/build_reference.py --examples   runs every ```console block and puts in what it prints now

In a ```console block a line that begins with "$ " is a command; the lines after it are what it prints, messages
included. A fenced block with title="NAME" is a file that the commands after it find under that name. Before a block,
`<!-- exact: WORDS -->` marks words that must stand in what is shown and in what is printed. A page whose front matter
says `starts: ledger` begins with the ledger of examples/iraq-2020 made. `--examples FILE...` runs these pages only.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
CLI, API = DOCS / "reference" / "cli.md", DOCS / "reference" / "api.md"
DATA = DOCS / "background" / "data.md"
IRAQ = ROOT / "src" / "sijill" / "theatre" / "iraq"
PAGES = [ROOT / "README.md", DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md"))]
EXAMPLE = ROOT / "examples" / "iraq-2020"
COUNTS = ("<!-- counts: written by tools/build_reference.py -->", "<!-- end of counts -->")
GENERATED = "<!-- Written by tools/build_reference.py. Edit the code, then run it again. -->"
WIDTH = 96
ID = re.compile(r"\b[0-9a-f]{10}\b")

_FENCE = re.compile(
    r"^(?P<marks>(?:<!-- exact: .*? -->\n)*)```(?P<info>[^\n`]+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
_EXACT = re.compile(r"<!-- exact: (.*?) -->")


# -- the commands -------------------------------------------------------------------------------------------------


def cli_page() -> str:
    """The page of all commands, as their --help prints it."""
    import click

    from sijill import codebook, theatre
    from sijill.cli import COMMANDS, app
    from sijill.lang import pack

    def helped(name: str, command: click.Command, parent: click.Context | None) -> tuple[click.Context, str]:
        context = click.Context(
            command, parent, name, terminal_width=WIDTH, max_content_width=WIDTH, help_option_names=["-h", "--help"]
        )
        return context, _shown(command.get_help(context))

    top, text = helped("sijill", app, None)
    parts = [
        "# Commands", GENERATED,
        "Every command reads files or a ledger, writes data to stdout and messages to stderr, and exits with 0 (done), "
        "1 (failed; for `check`, an error found) or 2 (wrong usage).",
        "## sijill", f"```text\n{text}\n```",
    ]  # fmt: skip
    for name in COMMANDS:
        command = app.get_command(top, name)
        assert command is not None  # noqa: S101  COMMANDS names commands
        context, text = helped(name, command, top)
        parts += [f"## sijill {name}", f"```text\n{text}\n```"]
        if isinstance(command, click.Group):
            for below, one in sorted(command.commands.items()):
                parts += [f"### sijill {name} {below}", f"```text\n{helped(below, one, context)[1]}\n```"]
    parts += [
        "## What this version brings",
        f"- languages: {', '.join(f'`{n}`' for n in pack.installed())}",
        f"- theatres: {', '.join(f'`{n}`' for n in theatre.installed())}",
        f"- codebooks: {', '.join(f'`{n}`' for n in codebook.installed())}",
    ]
    return "\n\n".join(parts[:-3]) + "\n\n" + "\n".join(parts[-3:]) + "\n"


def _shown(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\b", "").splitlines()).strip("\n")


# -- the library --------------------------------------------------------------------------------------------------


def public_names() -> dict[str, str]:
    """Each name of `sijill.__all__` that is a class or function, and the dotted path where it is defined."""
    import sijill

    found = {name: getattr(sijill, name) for name in sijill.__all__ if name != "__version__"}
    return {name: f"{item.__module__}.{item.__qualname__}" for name, item in found.items()}


def api_page() -> str:
    """The page of the public names, for mkdocstrings to fill in."""
    parts = [
        "# Library", GENERATED,
        "Import every name from `sijill`: `from sijill import Ledger, read`. Names load when first used, so that "
        "`import sijill` is fast. What is not on this page may change without notice.",
        "`sijill.__version__` is the version as text, such as `\"0.1.0\"`.",
    ]  # fmt: skip
    functions = {name: path for name, path in public_names().items() if name[0].islower()}
    classes = {name: path for name, path in public_names().items() if name not in functions}
    for title, names in (("Functions", functions), ("Classes", classes)):
        parts.append(f"## {title}")
        for name, path in names.items():
            shown = f"heading: sijill.{name}\n      toc_label: sijill.{name}"
            parts.append(f"::: {path}\n    options:\n      {shown}")
    return "\n\n".join(parts) + "\n"


# -- the data -----------------------------------------------------------------------------------------------------


def data_page() -> str:
    """The page on the data, with the table of the theatre's rows by source as they are now."""
    lines = ["| table | rows | unverified | share | from elsewhere |", "| --- | ---: | ---: | ---: | --- |"]
    for name in ("places", "actors", "outlets", "ties", "offices", "dates"):
        with (IRAQ / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            kinds = Counter(_source_kind(row["source"]) for row in csv.DictReader(file))
        n, open_ = kinds.total(), kinds.pop("unverified", 0)
        others = ", ".join(f"{kind} {n_rows}" for kind, n_rows in kinds.most_common())
        lines.append(f"| `{name}.csv` | {n} | {open_} | {open_ / n:.0%} | {others} |")
    head, _, rest = DATA.read_text("utf-8").partition(f"{COUNTS[0]}\n")
    return f"{head}{COUNTS[0]}\n\n" + "\n".join(lines) + f"\n\n{COUNTS[1]}{rest.partition(COUNTS[1])[2]}"


def _source_kind(source: str) -> str:
    if source.startswith(("http", "www.")):
        return "Wikipedia" if "wikipedia.org" in source else "other web pages"
    known = ("unverified", "GeoNames", "Natural Earth", "airportsdata", "U.S. Treasury", "U.S. State Department")
    return next((kind for kind in known if source.startswith(kind)), "other publications")


# -- the examples -------------------------------------------------------------------------------------------------


@dataclass
class Command:
    """One command of a block, what the page shows of its output, and what it printed."""

    text: str
    shown: list[str] = field(default_factory=list)
    printed: str = ""
    status: int = 0


@dataclass
class Block:
    """One fenced block: a file to write (name), or commands to run. start, end: of its body in the page."""

    start: int
    end: int
    body: str
    name: str | None
    commands: list[Command]
    exact: list[str]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page that are files or commands, in order."""
    for found in _FENCE.finditer(text):
        info = found["info"].strip()
        titled = re.search(r'title="([^"]+)"', info)
        if not titled and info != "console":
            continue
        commands = [] if titled else _commands(found["body"])
        yield Block(
            found.start("body"), found.end("body"), found["body"], titled[1] if titled else None, commands,
            _EXACT.findall(found["marks"]),
        )  # fmt: skip


def _commands(body: str) -> list[Command]:
    commands: list[Command] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            commands.append(Command(line[2:]))
        elif line.startswith("> ") and commands and commands[-1].text.endswith("\\"):
            commands[-1].text += "\n" + line[2:]
        elif commands:
            commands[-1].shown.append(line)
    return commands


def run_page(page: Path, folder: Path, *, ledger: Path | None = None, quick: Path | None = None) -> list[Block]:
    """Run a page's commands one after the other in a folder; give its blocks with what they printed.

    ledger: one of examples/iraq-2020 to begin with, for a page that asks for it. quick: see `served`.
    """
    text = page.read_text("utf-8")
    (folder / "examples").mkdir()
    (folder / "examples" / EXAMPLE.name).symlink_to(EXAMPLE)
    if "starts: ledger" in text.partition("\n---\n")[0]:
        if ledger is None:
            make_ledger(folder, quick=quick)
        else:
            shutil.copy(ledger, folder / "ledger.sijill")
    found = list(blocks(text))
    ids: dict[str, str] = {}
    for block in found:
        if block.name:
            (folder / block.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.name).write_text(block.body, "utf-8")
        for command in block.commands:
            told = _with(ids, command.text)
            command.printed, command.status = run(told, folder, quick=quick)
            ids |= moved_ids(command.shown, command.printed.splitlines())
    return found


def make_ledger(folder: Path, *, quick: Path | None = None) -> Path:
    """The ledger of the example reports, in a folder."""
    told, status = run(f"sijill add {EXAMPLE / 'reports'} --theatre iraq", folder, quick=quick)
    if status:
        raise RuntimeError(told)
    return folder / "ledger.sijill"


def run(command: str, folder: Path, *, quick: Path | None = None) -> tuple[str, int]:
    """Run one command in bash; give what it printed, messages included, and its exit status. Exports are kept."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIJILL_")}
    path = os.pathsep.join(str(p) for p in (quick, Path(sys.executable).parent, os.environ.get("PATH", "")) if p)
    state = folder / ".exports"
    script = f"set -o pipefail; . {state} 2>/dev/null; {command}\nstatus=$?; export -p > {state}; exit $status"
    done = subprocess.run(  # noqa: S603  the commands are the docs' own
        ["/bin/bash", "-c", script], cwd=folder, env={**kept, "PATH": path, "SIJILL_AUTHOR": "huda", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False,
    )  # fmt: skip
    told = done.stdout.decode("utf-8").replace(str(ROOT) + "/", "").replace(str(folder) + "/", "")
    return _plain(told), done.returncode


# A process that has loaded the library and forks for every call: pages call `sijill` some eighty times, and most of
# each call would go into loading. What it runs is `sijill.cli.main`, as the installed command does.
_SERVER = """
import importlib, json, os, signal, socket, sys
from sijill.cli import COMMANDS, main
from sijill import pipeline
for name in [*(f"sijill.cli.{module}" for module, _ in COMMANDS.values()), "sijill.ingest", "sijill.extract",
             "sijill.geocode", "sijill.reconcile", "sijill.store", "sijill.stats", "sijill.publish", "sijill.exchange",
             "sqlalchemy.dialects.sqlite", "duckdb", "rich.table", "rich.console"]:
    importlib.import_module(name)
pipeline.theatre("iraq")
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen()
print("ready", flush=True)
while True:
    caller, _ = server.accept()
    body, fds, _, _ = socket.recv_fds(caller, 1 << 20, 3)
    if os.fork():
        for fd in fds:
            os.close(fd)
        caller.close()
        continue
    told, status = json.loads(body), 0
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
        os.close(fd)
    os.chdir(told["cwd"])
    os.environ.clear()
    os.environ.update(told["env"])
    sys.argv = ["sijill", *told["args"]]
    try:
        main()
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        status = 1
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        pass
    caller.send(bytes([status]))
    os._exit(status)
"""
_CALLER = """#!{python} -IS
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({socket!r})
body = json.dumps({{"args": sys.argv[1:], "cwd": os.getcwd(), "env": dict(os.environ)}}).encode()
socket.send_fds(server, [body], [0, 1, 2])
sys.exit((server.recv(1) or b"\\1")[0])
"""


@contextmanager
def served() -> Iterator[Path]:
    """A folder with a `sijill` that answers at once, to put first on the path of `run`."""
    with tempfile.TemporaryDirectory(prefix="sijill-docs-") as folder:
        address, caller = Path(folder) / "socket", Path(folder) / "sijill"
        caller.write_text(_CALLER.format(python=sys.executable, socket=str(address)), "utf-8")
        caller.chmod(0o755)
        command = [sys.executable, "-c", _SERVER, str(address)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as server:  # noqa: S603  this interpreter
            try:
                if server.stdout is None or server.stdout.readline() != b"ready\n":
                    raise RuntimeError("the library could not be loaded; see the message above")
                yield Path(folder)
            finally:
                server.kill()


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def moved_ids(shown: Sequence[str], printed: Sequence[str]) -> dict[str, str]:
    """Ids that a page shows, and those that stand now in the line most like theirs: ids follow from the reading."""
    moved: dict[str, str] = {}
    now = {ID.sub("", line).strip(): found[0] for line in printed if (found := ID.search(line))}
    for line in shown:
        if found := ID.search(line):
            near = difflib.get_close_matches(ID.sub("", line).strip(), now, 1, 0.6)
            if near:
                moved[found[0]] = now[near[0]]
    return moved


def refreshed(page: Path, found: Sequence[Block]) -> str:
    """The page with what its commands printed."""
    text = page.read_text("utf-8")
    moved: dict[str, str] = {}
    for block in reversed(found):
        if block.name:
            continue
        lines = []
        for command in block.commands:
            first, *more = command.text.splitlines()
            lines += [f"$ {first}", *(f"> {line}" for line in more)]
            lines += command.printed.splitlines()
            moved |= moved_ids(command.shown, command.printed.splitlines())
        text = text[: block.start] + "\n".join(lines) + "\n" + text[block.end :]
    # An id that is printed today means what it meant.
    printed = {id for block in found for command in block.commands for id in ID.findall(command.printed)}
    return _with({old: new for old, new in moved.items() if old not in printed}, text)


def _with(ids: Mapping[str, str], text: str) -> str:
    return ID.sub(lambda found: ids.get(found[0], found[0]), text)


def _write_examples(pages: Sequence[Path]) -> int:
    failed = 0
    for page in pages:
        with served() as quick, tempfile.TemporaryDirectory(prefix="sijill-docs-") as folder:
            found = run_page(page, Path(folder), quick=quick)
        for command in (c for block in found for c in block.commands if c.status):
            failed += 1
            told = f"exit status {command.status}: {command.text}\n{command.printed}"
            print(f"{page.relative_to(ROOT)}: {told}", file=sys.stderr)
        page.write_text(refreshed(page, found), "utf-8")
        print(page.relative_to(ROOT))
    return 1 if failed else 0


def main() -> int:
    """Write or check the generated pages; run the examples if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is stale")
    parser.add_argument("--examples", nargs="*", metavar="FILE", help="run the examples and put in what they print")
    asked = parser.parse_args()
    stale = 0
    for path, text in ((CLI, cli_page()), (API, api_page()), (DATA, data_page())):
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale += 1
        print(f"{path.relative_to(ROOT)}: {'stale' if asked.check else 'written'}")
        if not asked.check:
            path.write_text(text, "utf-8")
    if asked.check:
        return 1 if stale else 0
    if asked.examples is not None:
        return _write_examples([Path(name).resolve() for name in asked.examples] or PAGES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
