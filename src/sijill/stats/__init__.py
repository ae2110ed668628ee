"""Statistics: functions from a frame of incidents to a Table."""

from sijill.stats.compare import Comparison, beside, by_rules, changed
from sijill.stats.count import count, left_out
from sijill.stats.dimensions import BY, NOT_BY_GROUP, OF
from sijill.stats.draws import Drawn, drawn, with_draws
from sijill.stats.filters import WHERE, open_values
from sijill.stats.sources import Mix, Outlet, source_mix

__all__ = [
    "BY",
    "NOT_BY_GROUP",
    "OF",
    "WHERE",
    "Comparison",
    "Drawn",
    "Mix",
    "Outlet",
    "beside",
    "by_rules",
    "changed",
    "count",
    "drawn",
    "left_out",
    "open_values",
    "source_mix",
    "with_draws",
]
