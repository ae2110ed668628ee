"""Records to views: statements to reports, relations to clusters, reports to incidents, incidents to frame rows.

Every function is pure: same records, same views. Standard library and the model only.
"""

from __future__ import annotations

from sijill.resolve.clusters import clusters, decisions
from sijill.resolve.copies import earlier, origins
from sijill.resolve.incidents import RULES, incidents
from sijill.resolve.inherit import inherit
from sijill.resolve.reports import accepted, orphans, reports
from sijill.resolve.rows import frame_rows

__all__ = [
    "RULES",
    "accepted",
    "clusters",
    "decisions",
    "earlier",
    "frame_rows",
    "incidents",
    "inherit",
    "origins",
    "orphans",
    "reports",
]
