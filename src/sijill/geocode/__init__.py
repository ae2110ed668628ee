"""Place statements to places with coordinates, and every place name in a text."""

from sijill.geocode.resolve import VERSION, located, place_of, resolve

__all__ = ["VERSION", "located", "place_of", "resolve"]
