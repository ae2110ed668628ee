"""The one place where the steps meet the ledger: read, add, fold, count, merge, correct, publish."""

from sijill.pipeline.comparing import Against, Both, compare_with
from sijill.pipeline.duplicates import Doubtful, Without, duplicates, relations_of, without_each
from sijill.pipeline.ledgers import ledger_text, require_ledger, theatre, theatre_for, theatre_of
from sijill.pipeline.merging import Merged, merge, train
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
    "Against",
    "Both",
    "Doubtful",
    "Folded",
    "Merged",
    "Reading",
    "Step",
    "Without",
    "add",
    "against_ledger",
    "compare",
    "compare_with",
    "copies_of",
    "correct",
    "count",
    "duplicates",
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
    "relations_of",
    "reports_of",
    "require_ledger",
    "rows",
    "said_again",
    "theatre",
    "theatre_for",
    "theatre_of",
    "train",
    "without_each",
]
