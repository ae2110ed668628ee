"""A text as the encoder reads it, kept with its scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sijill.extract.scan import Scan

if TYPE_CHECKING:
    from sijill.encoder.network import Text

_STEPS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98)


def read(scan: Scan) -> Text:
    """Read a text with the encoder, once."""
    if scan.seen is None:
        from sijill.encoder.network import load  # NumPy and the weights take their time

        scan.seen = load().read(scan.text)
    return scan.seen


def step(share: float | None) -> str:
    """The name of the step that a share lies in, as a feature."""
    return "none" if share is None else str(sum(share >= edge for edge in _STEPS))


__all__ = ["read", "step"]
