"""Which incidents count: rules as data, and the small reader that applies them.

A codebook is a TOML file of ordered rules; the first that fits an incident decides. The same rules answer for one
row (`Codebook.verdict`) and, as SQL, for a frame of a million (`Codebook.sql`).
"""

from sijill.codebook.fields import NOT_STATED
from sijill.codebook.rules import Codebook, Rule, Verdict, installed, load

__all__ = ["NOT_STATED", "Codebook", "Rule", "Verdict", "installed", "load"]
