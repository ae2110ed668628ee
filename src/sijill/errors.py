"""Every error the library raises on purpose.

    SijillError
    ├── BadInput              a file, text or value that cannot be read as what it should be
    │   ├── BadDocument       a document: empty, binary, wrong encoding, too large
    │   ├── BadRecord         a record that breaks its own rules
    │   ├── BadPack           a theatre, language or codebook file that does not hold together
    │   └── BadMapping        an import file or its mapping
    ├── UnknownName           a name that nothing answers to
    │   ├── UnknownTheatre
    │   ├── UnknownLanguage
    │   ├── UnknownCodebook
    │   └── UnknownChoice     an option outside its closed list
    ├── ModelError            a language model that cannot be asked, or whose answer cannot be used
    │   └── LimitReached      a run may ask no more; the rest waits for the next
    ├── LedgerError           the ledger file or server: corrupt, locked, full, of a newer version
    ├── MissingExtra          a part of the library that was not installed with it
    └── NotEnoughData         a statistic that the data cannot carry

A message says what was found, where, and what to do.
"""

from __future__ import annotations


class SijillError(Exception):
    """The root: catch this to catch everything the library raises on purpose."""


class BadInput(SijillError):
    """Something handed in cannot be read as what it should be."""


class BadDocument(BadInput):
    """A document that is empty, binary, too large, or in an encoding that cannot be told."""


class BadRecord(BadInput):
    """A record that breaks its own rules, such as a quote that is not in the text."""


class BadPack(BadInput):
    """A theatre, language or codebook file that does not hold together."""


class BadMapping(BadInput):
    """An import file, or the mapping that should read it."""


class UnknownName(SijillError):
    """A name that nothing answers to."""


class UnknownTheatre(UnknownName):
    """No theatre pack of that name or path."""


class UnknownLanguage(UnknownName):
    """No language pack for that code."""


class UnknownCodebook(UnknownName):
    """No codebook of that name or path."""


class UnknownChoice(UnknownName):
    """A value outside a closed list."""

    @classmethod
    def of(cls, what: str, found: object, choices: object) -> UnknownChoice:
        """Say what was found and what may stand there."""
        listed = ", ".join(str(c) for c in choices)  # type: ignore[attr-defined]
        return cls(f"no {what} {found!r}; choose one of: {listed}")


class ModelError(SijillError):
    """A language model cannot be asked, or its answer cannot be used. The document is tried again at the next run."""


class LimitReached(ModelError):
    """A run may ask a model no more: a limit on documents or cost, or an endpoint that fails again and again."""


class LedgerError(SijillError):
    """The ledger cannot be read or written: corrupt, locked, full, or of a newer version."""


class MissingExtra(SijillError):
    """A part of the library that was not installed with it: an extra, which the message names with its command."""

    @classmethod
    def of(cls, extra: str, what: str) -> MissingExtra:
        """Say what is wanted and how to install it."""
        return cls(f"{what}; install it with: pip install 'sijill[{extra}]'")


class NotEnoughData(SijillError):
    """A statistic that the data cannot carry."""
