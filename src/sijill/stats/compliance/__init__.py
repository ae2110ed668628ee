"""Was an order obeyed: those addressed before and after, against the others, by claimant and by believed parent."""

from sijill.stats.compliance.answer import Answer, Group, answer
from sijill.stats.compliance.comply import Compliance, Index, Point, comply
from sijill.stats.compliance.curve import Curve, curve
from sijill.stats.compliance.orders import ADDRESSED, CAMPAIGN, FRONT, OTHER, PRESUMED, Order, View
from sijill.stats.compliance.pooling import Estimate, Pooled, pooled
from sijill.stats.compliance.silence import (
    Silence,
    chance_of_silence,
    chance_of_some_silence,
    least_silence,
    silence,
)
from sijill.stats.compliance.told import ASSUMPTIONS, as_json, incidents, method, table
from sijill.stats.compliance.words import CAUTION, answered, curved, headline, indexed, sentences

__all__ = [
    "ADDRESSED", "ASSUMPTIONS", "CAMPAIGN", "CAUTION", "FRONT", "OTHER", "PRESUMED", "Answer", "Compliance", "Curve",
    "Estimate", "Group", "Index", "Order", "Point", "Pooled", "Silence", "View", "answer", "answered", "as_json",
    "chance_of_silence", "chance_of_some_silence", "comply", "curve", "curved", "headline", "incidents", "indexed",
    "least_silence", "method", "pooled", "sentences", "silence", "table",
]  # fmt: skip
