"""What the small ledger of these tests is made from: four reports of attacks, and one of the weather."""

from __future__ import annotations

from typing import Any

BABIL, GREEN_ZONE, AGAIN, BASRA, WEATHER = (f"https://news.example/{n}" for n in range(1, 6))
REPORTS: list[dict[str, Any]] = [
    {"id": "babil", "url": BABIL, "outlet": "River Wire", "published": "2020-10-12", "lang": "en",
     "text": "A roadside bomb hit a supply convoy in Babil on October 11, wounding two soldiers, police said."},
    {"id": "green-zone", "url": GREEN_ZONE, "outlet": "Palm Daily", "published": "2020-11-18", "lang": "en",
     "text": "Rockets hit the Green Zone in Baghdad on November 17, killing a child and wounding at least five."},
    {"id": "again", "url": AGAIN, "outlet": "River Wire", "published": "2020-11-18", "lang": "en",
     "text": "Two rockets struck the Green Zone in Baghdad on November 17. One child was killed, the army said."},
    {"id": "basra", "url": BASRA, "outlet": "Palm Daily", "published": "2020-12-21", "lang": "en",
     "text": "An IED struck a supply convoy in Basra province on December 20. Nobody was hurt, police said."},
    {"id": "weather", "url": WEATHER, "outlet": "Palm Daily", "published": "2020-12-21", "lang": "en",
     "text": "Rain is expected in Baghdad on Tuesday, the weather office said."},
]  # fmt: skip
