"""Incidents to a post, a page, a chart, a map, a bibliography. What it needs is handed in.

`draft` makes a Post from PostData; `write` writes its files; `read_post` and `corrected` compare it with an earlier
one; `chart` and `choropleth` draw a table of counts. Drawing and page libraries load when they are first used.
"""

from sijill.publish.chart import chart
from sijill.publish.correction import Earlier, corrected, read_post
from sijill.publish.draft import draft
from sijill.publish.map import choropleth
from sijill.publish.post import Moment, Post, PostData, period_before
from sijill.publish.write import write

__all__ = [
    "Earlier",
    "Moment",
    "Post",
    "PostData",
    "chart",
    "choropleth",
    "corrected",
    "draft",
    "period_before",
    "read_post",
    "write",
]
