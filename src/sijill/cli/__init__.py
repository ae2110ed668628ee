"""The command line: thin calls of the library. Data go to stdout, messages to stderr.

Exit status: 0 done, 1 failed (or, for `check`, an error found), 2 wrong usage.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

COMMANDS = {
    "read": ("reading", "Read documents and print what they tell, one JSON line each."),
    "add": ("adding", "Read documents into a ledger."),
    "note": ("adding", "Add one attack by hand, in a line of your own."),
    "import": ("adding", "Add the rows of a spreadsheet, by a mapping file."),
    "reread": ("adding", "Read a ledger's documents again with this version."),
    "dedupe": ("merging", "Find the reports that tell of one attack, and merge them."),
    "duplicates": ("merging", "List what may be one attack and waits for you, most count-changing first."),
    "today": ("daily", "Read what is new and show the day: reports, counts, what is doubtful."),
    "review": ("reviewing", "Look at reports one by one: accept, correct, reject, undo."),
    "check": ("checking", "Check a post's own arithmetic."),
    "count": ("counting", "Count attacks, killed or wounded by period, place, weapon and more."),
    "test": ("testing", "Did attacks change at a step, by more than they change by themselves?"),
    "compliance": ("complying", "Were orders obeyed: those addressed before and after, against the others."),
    "sources": ("sourcing", "Show which outlets the counts rest on, and what they would be without each."),
    "compare": ("comparing", "Compare with ACLED, UCDP GED or another ledger, event by event."),
    "codebook": ("codebooks", "List and show codebooks, and say what one changes against another."),
    "incidents": ("incidents", "List a ledger's incidents with their ids."),
    "why": ("incidents", "Show what one incident rests on, value by value."),
    "merge": ("incidents", "Say that incidents are the same."),
    "split": ("incidents", "Say that a report tells of another incident."),
    "correct": ("incidents", "Correct one field of a report."),
    "reject": ("incidents", "Say that a report, or one field of it, is wrong."),
    "apply": ("incidents", "Apply merges, corrections and rejections from a file."),
    "actors": ("registers", "List the register of actors, and names it lacks; add, merge, split."),
    "actor": ("registers", "Show one actor: ties over time, incidents, interactions, sources."),
    "timeline": ("timelines", "One line of time: attacks, politics, days to watch."),
    "network": ("timelines", "Actors and ties on a day, drawn and measured."),
    "trends": ("trending", "What attacks do over time: shifts, seasons, follow-ups, spread, tolls."),
    "outlook": ("trending", "How many attacks the next weeks may bring, as ranges."),
    "facades": ("timelines", "How far claiming names are believed to be fronts, and attacks by parent."),
    "post": ("posting", "Write a post: page, Markdown, charts, map, sources."),
}


class _Lazy(click.Group):
    """Loads a command's module when the command is called, so that help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"sijill.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)  # noqa: S101  the table above names commands
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="sijill")
def app() -> None:
    """Sijill turns news text into a sourced incident ledger, and the ledger into counts, checks and posts.

    \b
    The first day:
      sijill add reports/ --theatre iraq        read a folder into ledger.sijill
      sijill incidents                          see what was found, with ids
      sijill dedupe                             merge the reports that tell of one attack
      sijill review                             accept or correct it, one key a report
      sijill count --by month                   count attacks, as ranges
      sijill check my-post.md --theatre iraq    check a post's own sums
      sijill post --from 2020-10-01 --to 2020-12-31 --out post.html

    \b
    Each day after:
      sijill today inbox/                       read what is new, see the day and what is doubtful

    The ledger is --ledger PATH or URL, else SIJILL_LEDGER, else ledger.sijill here. The theatre is --theatre, else
    SIJILL_THEATRE, else the one the ledger was last read with.
    """


def main() -> None:
    """Run the command line; turn the library's errors into one line on stderr and exit status 1."""
    from sijill.errors import SijillError

    try:
        app(standalone_mode=False, prog_name="sijill")
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SijillError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; what was written before is kept", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of the output has gone (`sijill count | head`); that is no failure of ours.
        sys.stderr.close()
        sys.exit(0)
