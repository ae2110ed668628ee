"""What the next weeks may bring: simple forecasts, one good model, and how good each was in the past."""
