"""Did a step change anything: rate ratios, placebo dates, interrupted series, controls, and what could be shown.

Importing this room imports NumPy; SciPy and pysyncon are loaded by what needs them.
"""

from sijill.stats.change.controls import Difference, Synthetic, difference, synthetic
from sijill.stats.change.dispersion import Dispersion, dispersion, negative_binomial, quasi_poisson
from sijill.stats.change.interrupted import Interrupted, interrupted
from sijill.stats.change.placebo import Placebo, Stretches, placebo
from sijill.stats.change.power import Smallest, chance_to_show, smallest, smallest_ranked
from sijill.stats.change.rates import Ratio, chance_of_fall, exact, exact_p, gamma_poisson
from sijill.stats.change.step import Comparison, Counted, Tested, tested
from sijill.stats.change.told import as_json, bars, method, table
from sijill.stats.change.windows import Plan, Span, plan
from sijill.stats.change.words import dispersed, headline, sentences

__all__ = [
    "Comparison",
    "Counted",
    "Difference",
    "Dispersion",
    "Interrupted",
    "Placebo",
    "Plan",
    "Ratio",
    "Smallest",
    "Span",
    "Stretches",
    "Synthetic",
    "Tested",
    "as_json",
    "bars",
    "chance_of_fall",
    "chance_to_show",
    "difference",
    "dispersed",
    "dispersion",
    "exact",
    "exact_p",
    "gamma_poisson",
    "headline",
    "interrupted",
    "method",
    "negative_binomial",
    "placebo",
    "plan",
    "quasi_poisson",
    "sentences",
    "smallest",
    "smallest_ranked",
    "synthetic",
    "table",
    "tested",
]  # fmt: skip
