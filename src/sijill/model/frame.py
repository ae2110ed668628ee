"""The frame: one row an incident, which is all that counts and statistics read.

Columns have DuckDB types. A toll or date that nothing states is NULL. Every list is present, maybe empty.
Beside the lists a store keeps them as texts, for what reads a million rows at once.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

FRAME_COLUMNS: Final[dict[str, str]] = {
    "incident": "VARCHAR",  # 32 hexadecimal digits
    "seq": "BIGINT",  # the sequence number of its first record
    "start": "DATE",  # local days of the theatre, both ends included
    "finish": "DATE",
    "date_precision": "VARCHAR",
    "published": "DATE",  # the first local day, from `start` on, on which a document that tells it was published
    "country": "VARCHAR",
    "admin1": "VARCHAR",
    "admin2": "VARCHAR",
    "place": "VARCHAR",
    "place_precision": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "gazetteer_id": "VARCHAR",
    "kind": "VARCHAR",
    "weapon": "VARCHAR",  # the first told; `weapons` has all
    "weapons": "VARCHAR[]",
    "target": "VARCHAR",
    "targets": "VARCHAR[]",
    "perpetrator": "VARCHAR",  # the first: actor id, else name
    "perpetrators": "VARCHAR[]",
    "perpetrator_level": "VARCHAR",
    "perpetrator_basis": "VARCHAR",
    "perpetrator_side": "VARCHAR",  # state, non_state or unknown; the register's word
    "campaign": "VARCHAR",
    "status": "VARCHAR",
    "role": "VARCHAR",
    "count_low": "INTEGER",
    "count_best": "INTEGER",
    "count_high": "INTEGER",
    "killed_low": "INTEGER",
    "killed_best": "INTEGER",
    "killed_high": "INTEGER",
    "wounded_low": "INTEGER",
    "wounded_best": "INTEGER",
    "wounded_high": "INTEGER",
    "victims": (
        'STRUCT("group" VARCHAR, killed_low INTEGER, killed_best INTEGER, killed_high INTEGER,'
        " wounded_low INTEGER, wounded_best INTEGER, wounded_high INTEGER)[]"
    ),
    "part_of": "VARCHAR",  # the incident whose toll already covers this one's
    "whole": "VARCHAR",  # its own id where it is such an incident: to find the wholes, not every id need be read
    "n_reports": "INTEGER",
    "outlets": "VARCHAR[]",
    "reviewed": "BOOLEAN",  # a person has accepted or corrected something of it
    "confidence": "DOUBLE",
    "target_words": "VARCHAR",  # of the clauses that name what was attacked, as `folded_words` gives them
}

SEPARATOR: Final = "\x1f"
"""Stands between the entries of a list that is kept as text; no name holds it."""

FRAME_TEXTS: Final[dict[str, str]] = {
    "weapons_text": "array_to_string(weapons, chr(31))",
    "targets_text": "array_to_string(targets, chr(31))",
    "perpetrators_text": "array_to_string(perpetrators, chr(31))",
    "outlets_text": "array_to_string(outlets, chr(31))",
    "groups_text": 'array_to_string(list_transform(victims, lambda x: x."group"), chr(31))',
    "victims_text": "to_json(victims)::VARCHAR",
}
"""The lists as texts: name, and the DuckDB expression over FRAME_COLUMNS that makes it. An empty list is ''.

Parquet keeps few different texts as a dictionary, which DuckDB groups and tests entry by entry: a list by its text
takes a tenth of the time of the list itself.
"""

_ACRONYM: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD: Final = re.compile(r"\w+")


def folded_words(text: str) -> str:
    """The words of a text, each between two blanks: "The U.S.-led convoy" gives " the us led convoy ".

    Case and marks go, in Latin and Arabic script; the English pronoun "us" goes too, since "US" is written so here.
    "" if there is no word.
    """
    plain = _ACRONYM.sub(lambda m: m[0].replace(".", ""), text)
    if not plain.isascii():
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c) and c != "\u0640"
        )
    words = [word.lower() for word in _WORD.findall(plain) if word != "us"]
    return f" {' '.join(words)} " if words else ""


FRAME_WITH_TEXTS: Final = "frame_with_texts"
"""The view of FRAME_COLUMNS and FRAME_TEXTS that a store gives beside the view `frame`."""
