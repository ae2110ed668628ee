"""What attacks do over time: change points, seasons, follow-ups, near repeats, spread, tolls, unusual weeks."""
