"""The one definition of what is compared, level by level, and how much each level weighs.

The levels are SQL over two rows, `_l` and `_r`, in words that DuckDB and Spark share, so that Splink can train the
weights on either engine (`sijill.dedupe.training`) and DuckDB alone can apply them (`sijill.dedupe.pairs`). m is how
often two reports of one attack reach a level, u how often two reports of different attacks of the same province and
days do; log2(m / u) is what the level adds to the score, in bits. A level of what is not told adds nothing.
Method: Fellegi & Sunter 1969, JASA 64(328); training without labels: Linacre et al. 2022, IJPDS 7(3) (Splink).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, Final

from sijill.dedupe.levels import Comparison, Level, either_null
from sijill.dedupe.rows import FINE_KM
from sijill.dedupe.wording import WORDING

WEIGHTS_FILE: Final = "weights.json"
_DISTANCE = (
    "111.2 * sqrt(power(latitude_l - latitude_r, 2)"
    " + power((longitude_l - longitude_r) * cos(radians((latitude_l + latitude_r) / 2)), 2))"
)
_BOTH_FINE = f"radius_l <= {FINE_KM} AND radius_r <= {FINE_KM} AND latitude_l IS NOT NULL AND latitude_r IS NOT NULL"
_ONE_COARSE = f"(radius_l > {FINE_KM} OR radius_r > {FINE_KM})"
_INSIDE = "(contains(within_l, barred_r) OR contains(within_r, barred_l))"
_EXACT = "first_l = last_l AND first_r = last_r"


def _toll(name: str) -> Comparison:
    rises = (
        f"(({name}_l <= {name}_r AND (published_l IS NULL OR published_r IS NULL OR published_l <= published_r)"
        f" AND {name}_r <= 3 * {name}_l + 1)"
        f" OR ({name}_r <= {name}_l AND (published_l IS NULL OR published_r IS NULL OR published_r <= published_l)"
        f" AND {name}_l <= 3 * {name}_r + 1))"
    )
    meets = (
        f"({name}_low_l <= coalesce({name}_high_r, {name}_low_l) AND"
        f" {name}_low_r <= coalesce({name}_high_l, {name}_low_r))"
    )
    return Comparison(
        name,
        either_null(name),
        (
            Level("many", f"{name}_l = {name}_r AND {name}_l >= 5", f"{name}: both {{l}}"),
            Level("few", f"{name}_l = {name}_r AND {name}_l >= 1", f"{name}: both {{l}}"),
            Level("none", f"{name}_l = {name}_r", f"{name}: none in both"),
            Level("rises", f"{meets} OR {rises}", f"{name}: {{l}} and {{r}}, as a count that rises"),
            Level("clash", None, f"{name}: {{l}} against {{r}}"),
        ),
    )


def _coded(name: str, what: str) -> Comparison:
    family = f"{name}_family"
    # Most reports tell of one, and then no list need be looked through.
    ours = f"several_{name}s_l AND contains({name}s_l, concat('|', {name}_r, '|'))"
    theirs = f"several_{name}s_r AND contains({name}s_r, concat('|', {name}_l, '|'))"
    told_by_both = f"({name}_l = {name}_r OR {ours} OR {theirs})"
    return Comparison(
        name,
        either_null(family),
        (
            Level("same", told_by_both, f"{what}: both {{l}}"),
            Level("family", f"{family}_l = {family}_r", f"{what}: {{l}} and {{r}}, of one family"),
            Level("other", None, f"{what}: {{l}} against {{r}}"),
        ),
    )


COMPARISONS: Final[tuple[Comparison, ...]] = (
    Comparison(
        "day",
        either_null("first"),
        (
            Level("same", f"{_EXACT} AND first_l = first_r", "day: both {l}"),
            Level("next", f"{_EXACT} AND abs(first_l - first_r) = 1", "day: {l} and {r}, one day apart"),
            Level("within", "first_l <= last_r AND first_r <= last_l", "day: {l} and {r}, which overlap"),
            Level("apart", None, "day: {l} and {r}"),
        ),
    ),
    Comparison(
        "place",
        "place_l IS NULL OR place_r IS NULL OR coalesce(radius_l, 0) > 500 OR coalesce(radius_r, 0) > 500"
        " OR ((radius_l IS NULL OR radius_r IS NULL) AND place_l <> place_r)",
        (
            Level(
                "same",
                f"place_l = place_r AND coalesce(radius_l, 1) <= {FINE_KM} AND coalesce(radius_r, 1) <= {FINE_KM}",
                "place: both {l}",
            ),
            Level(
                "inside",
                f"{_INSIDE} AND radius_l <= {FINE_KM} AND radius_r <= {FINE_KM}",
                "place: {l} and {r}, one in the other",
            ),
            Level("near", f"{_BOTH_FINE} AND {_DISTANCE} <= 3", "place: {l} and {r}, {km:.1f} km apart"),
            Level("close", f"{_BOTH_FINE} AND {_DISTANCE} <= 10", "place: {l} and {r}, {km:.1f} km apart"),
            Level(
                "district",
                f"{_ONE_COARSE} AND (admin2_l = admin2_r OR ({_INSIDE} AND least(radius_l, radius_r) < 100"
                " AND greatest(radius_l, radius_r) < 100))",
                "place: {l} and {r}, of one district",
            ),
            Level(
                "province",
                f"{_ONE_COARSE} AND (admin2_l IS NULL OR admin2_r IS NULL)",
                "place: {l} and {r}, of one province",
            ),
            Level("apart", None, "place: {l} against {r}{distance}"),
        ),
    ),
    _coded("weapon", "weapon"),
    _coded("target", "target"),
    _toll("killed"),
    _toll("wounded"),
    Comparison(
        "actor",
        either_null("actor"),
        (Level("same", "actor_l = actor_r", "by: both {l}"), Level("other", None, "by: {l} against {r}")),
    ),
)


@dataclass(frozen=True, slots=True)
class Model:
    """The comparisons with their weights, and what two reports of one block start from.

    read, start: the same comparisons and those of `wording`, with the weights that hold where both reports were read
    from texts, and what such a pair starts from, in bits.

    companions: how many other reports of its own attack a report has on average; against how many reports there are
    around it, that is how likely one of them is to be of the same attack before anything is compared.
    trained_on: a line that says what the weights come from.
    """

    comparisons: tuple[Comparison, ...]
    companions: float
    trained_on: str = ""
    read: tuple[Comparison, ...] = ()
    start: float = 0.0

    def compared(self, levels: Sequence[int]) -> tuple[Comparison, ...]:
        """What these levels of a pair are of."""
        return self.comparisons if len(levels) == len(self.comparisons) else self.read

    @property
    def hash(self) -> str:
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True).encode()).hexdigest()[:12]

    def level(self, comparison: str, name: str) -> Level:
        return next(v for c in self.comparisons if c.name == comparison for v in c.levels if v.name == name)

    def to_json(self) -> dict[str, Any]:
        body = {"companions": self.companions, "trained_on": self.trained_on, "weights": _weights(self.comparisons)}
        return body | ({"read": {"start": self.start, "weights": _weights(self.read)}} if self.read else {})

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Model:
        """The model with these weights; a level that is not named keeps none (0 bits)."""
        read = body.get("read")
        return cls(
            _weighed(COMPARISONS, body["weights"]),
            float(body["companions"]),
            str(body.get("trained_on", "")),
            _weighed((*COMPARISONS, *WORDING), read["weights"]) if read else (),
            float(read["start"]) if read else 0.0,
        )

    def adjusted(self, same: Counts, distinct: Counts, *, worth: float = 200.0) -> Model:
        """The model after people's decisions: how often pairs that they joined, and parted, reached each level.

        worth: how many pairs of a person's equal what the model holds already.
        """

        def mixed(share: float, counts: Mapping[str, int], name: str) -> float:
            total = sum(counts.values())
            # Never 0: what has not been seen is rare, not impossible.
            return max(1e-4, (share * worth + counts.get(name, 0)) / (worth + total))

        def moved(told: Sequence[Comparison]) -> tuple[Comparison, ...]:
            return tuple(
                replace(
                    c,
                    levels=tuple(
                        replace(
                            v,
                            m=mixed(v.m, same.get(c.name, {}), v.name),
                            u=mixed(v.u, distinct.get(c.name, {}), v.name),
                        )
                        for v in c.levels
                    ),
                )
                for c in told
            )

        if not same and not distinct:
            return self
        note = f"{self.trained_on}; adjusted by people's decisions"
        return replace(self, comparisons=moved(self.comparisons), read=moved(self.read), trained_on=note)


def _weights(comparisons: Iterable[Comparison]) -> dict[str, dict[str, list[float]]]:
    return {c.name: {v.name: [round(v.m, 6), round(v.u, 6)] for v in c.levels} for c in comparisons}


def _weighed(comparisons: Iterable[Comparison], told: Mapping[str, Any]) -> tuple[Comparison, ...]:
    return tuple(
        replace(
            c,
            levels=tuple(
                replace(v, m=told[c.name][v.name][0], u=told[c.name][v.name][1])
                if v.name in told.get(c.name, {})
                else v
                for v in c.levels
            ),
        )
        for c in comparisons
    )


Counts = Mapping[str, Mapping[str, int]]
"""How many pairs reached each level: by comparison, by level."""


def shipped() -> Model:
    """The model that comes with this version."""
    return Model.from_json(json.loads(resources.files("sijill.dedupe").joinpath(WEIGHTS_FILE).read_text("utf-8")))


def gamma_sql(comparison: Comparison) -> str:
    """SQL for the number of the level that two rows reach, counted down to 0; -1 where it is not told."""
    top = len(comparison.levels) - 1
    cases = " ".join(f"WHEN {v.sql} THEN {top - n}" for n, v in enumerate(comparison.levels[:-1]))
    return f"CASE WHEN {comparison.unknown} THEN -1 {cases} ELSE 0 END"


def splink_settings(model: Model) -> dict[str, Any]:
    """The same definition as settings of Splink, for its DuckDB or Spark backend."""
    comparisons = []
    for c in model.comparisons:
        levels: list[dict[str, Any]] = [
            {"sql_condition": c.unknown, "label_for_charts": "not told", "is_null_level": True}
        ]
        levels += [
            {"sql_condition": v.sql or "ELSE", "label_for_charts": v.name, "m_probability": v.m, "u_probability": v.u}
            for v in c.levels
        ]
        comparisons.append({"output_column_name": c.name, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "report",
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": [BLOCKING],
        "probability_two_random_records_match": 1 / (1 + 2**-START_BITS),
        "retain_intermediate_calculation_columns": True,
    }


START_BITS: Final = -6.0
"""What Splink's training starts from: one pair in 65 of a province and three days is of one attack."""
BLOCKING: Final = "l.block = r.block AND l.bucket = r.bucket"
"""Which pairs are trained on: of one province and three days, as `pairs.prepare` names them."""


def across_gazetteers(model: Model) -> Model:
    """The model for two collections that name places by ids of their own: points near each other are one place.

    The weights of nearness are set by hand; in the training data, where all places have ids of one gazetteer, two
    points near each other are two places.
    """
    inside = model.level("place", "inside")
    near = {"near": (inside.m, inside.u), "close": (0.2, 0.12)}
    comparisons = tuple(
        replace(
            c, levels=tuple(replace(v, m=near[v.name][0], u=near[v.name][1]) if v.name in near else v for v in c.levels)
        )
        if c.name == "place"
        else c
        for c in model.comparisons
    )
    return replace(model, comparisons=comparisons)
