"""Theatre packs: one folder a conflict, data only."""

from sijill.theatre.gazetteer import Gazetteer, PlaceRow
from sijill.theatre.pack import ActorRow, Theatre, WatchDate, installed, load

__all__ = ["ActorRow", "Gazetteer", "PlaceRow", "Theatre", "WatchDate", "installed", "load"]
