"""How the commands that read documents choose their extractor, and what they say about a model's run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sijill.extract import Extractor
    from sijill.theatre import Theatre

GROUP = "sijill.extractors"
"""The group of entry points that extractors are found by."""
EXTRACTOR = click.option(
    "--extractor", metavar="NAME", default="rules", show_default=True,
    help="How to read: rules; quick for rules without the encoder, some eight times as fast; or llm for a model that"
    " SIJILL_LLM_URL and SIJILL_LLM_MODEL name.",
)  # fmt: skip
MAX_DOCUMENTS = click.option(
    "--max-documents", type=click.IntRange(min=0), metavar="N", help="Ask the model about N documents at most."
)


def extractor_named(
    name: str, theatre: Theatre, *, ledger: str | None = None, max_documents: int | None = None, acts: str | None = None
) -> Extractor:
    """The extractor of that name. ledger: beside which a model's answers are kept; else in the user's cache folder.
    acts: the learned reader that the rules read by, if a codebook asks for one.

    Raises UnknownChoice if no installed package brings one of that name.
    """
    from sijill.errors import UnknownChoice
    from sijill.extract import QuickExtractor, RulesExtractor

    if max_documents is not None and name != "llm":
        raise UnknownChoice(f"--max-documents goes with --extractor llm, not with {name!r}")
    if name in {"rules", "quick"}:
        # By name, since asking all installed packages for their entry points takes longer than reading a page.
        return (RulesExtractor if name == "rules" else QuickExtractor)(theatre, acts=acts)
    from importlib.metadata import entry_points

    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        raise UnknownChoice.of("extractor", name, sorted({"rules", "quick", *found}))
    make: Any = found[name].load()
    if name != "llm":
        made: Extractor = make(theatre)
        return made
    from sijill.extract.llm import Settings

    settings = Settings.from_environment(cache=cache_folder(ledger), max_documents=max_documents)
    reader: Extractor = make(theatre, settings=settings, tell=lambda line: click.echo(line, err=True))
    return reader


def cache_folder(ledger: str | None) -> Path:
    """Where answers are kept: beside a ledger that is a file, else in the user's cache folder."""
    if ledger is not None and "://" not in ledger:
        return Path(f"{ledger}.llm")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sijill" / "llm"


def rejected(extractor: Extractor, document: str) -> list[dict[str, Any]] | None:
    """What a model said of a document and the text does not hold; None if the extractor keeps no such list."""
    kept = getattr(extractor, "rejections", None)
    return None if kept is None else [one.to_json() for one in kept.get(document, ())]


def say_run(extractor: Extractor) -> None:
    """Say what a run has asked, spent and dropped, if the extractor reports on it."""
    report = getattr(extractor, "report", None)
    for line in report.lines() if report is not None else ():
        click.echo(line, err=True)
