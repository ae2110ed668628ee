"""The one place where the steps meet the ledger: read, add, fold, count, merge, correct, publish."""

from sijill.pipeline.ledgers import ledger_text, require_ledger, theatre, theatre_for, theatre_of
from sijill.pipeline.merging import Merged, merge
from sijill.pipeline.people import NOTE, correct, incident_of, judge, note, relate, said_again
from sijill.pipeline.posts import post_data
from sijill.pipeline.reading import (
    BATCH,
    Reading,
    Step,
    add,
    copies_of,
    first_words,
    link_copies,
    place_mentions,
    read,
    readable,
)
from sijill.pipeline.views import (
    FOLD,
    Folded,
    against_ledger,
    compare,
    count,
    fold,
    frame,
    frame_theatre,
    reports_of,
    rows,
)

__all__ = [
    "BATCH",
    "FOLD",
    "NOTE",
    "Folded",
    "Merged",
    "Reading",
    "Step",
    "add",
    "against_ledger",
    "compare",
    "copies_of",
    "correct",
    "count",
    "first_words",
    "fold",
    "frame",
    "frame_theatre",
    "incident_of",
    "judge",
    "ledger_text",
    "link_copies",
    "merge",
    "note",
    "place_mentions",
    "post_data",
    "read",
    "readable",
    "relate",
    "reports_of",
    "require_ledger",
    "rows",
    "said_again",
    "theatre",
    "theatre_for",
    "theatre_of",
]
