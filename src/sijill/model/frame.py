"""The frame: one row an incident, which is all that counts and statistics read.

Columns have DuckDB types. A toll or date that nothing states is NULL. Every list is present, maybe empty.
"""

from __future__ import annotations

from typing import Final

FRAME_COLUMNS: Final[dict[str, str]] = {
    "incident": "VARCHAR",  # 32 hexadecimal digits
    "seq": "BIGINT",  # the sequence number of its first record
    "start": "DATE",  # local days of the theatre, both ends included
    "finish": "DATE",
    "date_precision": "VARCHAR",
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
    "n_reports": "INTEGER",
    "outlets": "VARCHAR[]",
    "reviewed": "BOOLEAN",  # a person has accepted or corrected something of it
    "confidence": "DOUBLE",
}
