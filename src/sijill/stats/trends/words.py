"""The sentences of findings and outlooks, by key, so that another language can say the same with the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sijill.model.values import Json

SENTENCES: Final = {
    "untold": "This cannot be told: {why}.",
    "levels_none": "No lasting change of level can be told: {now} attacks a week ({low} to {high}) throughout.",
    "levels_rose": "The level changed {times}; the last time it rose {when}, from {before} to {now} attacks a week ({low} to {high}).",
    "levels_fell": "The level changed {times}; the last time it fell {when}, from {before} to {now} attacks a week ({low} to {high}).",
    "now_usual": "Attacks in the week from {start} to {end}: {n}. From the weeks before, {low} to {high} were to be expected, so that this is nothing unusual.",
    "now_many": "Attacks in the week from {start} to {end}: {n}. From the weeks before, {low} to {high} were to be expected, and so many or more had a chance of {chance}: unusually many.",
    "now_few": "Attacks in the week from {start} to {end}: {n}. From the weeks before, {low} to {high} were to be expected, and so few or fewer had a chance of {chance}: unusually few.",
    "weekday_none": "No day of the week stands out: differences as large come by chance in {chance} of shuffles.",
    "weekday_some": "{most} has {most_ratio} times the attacks of a mean day, {least} {least_ratio} times; differences as large come by chance in {chance} of shuffles.",
    "season_none": "No season can be told: a pattern as strong comes in {chance} of turnings of the years against each other.",
    "season_some": "{most} is the month with the most attacks, {most_ratio} times its year's mean; a pattern as strong comes in {chance} of turnings of the years against each other.",
    "anniversary_few": "No date watched, of {n}, has {least} anniversaries in these days, and one alone is no pattern: whether attacks come near them cannot be told.",
    "anniversary_none": "No date watched, of {n}, draws or holds off attacks more than other days of the year do.",
    "anniversary_some": "Attacks a day near the date, against the weeks around it, stand out for: {listed}.",
    "followups_none": "No follow-ups can be told from chance: attacks come within days of one another no more often than they would anyway (a share up to {most} would not have shown).",
    "followups_slow": "Between {low} and {high} of attacks follow on earlier ones (best {slow} if the background moves slowly, {steady} if it is steady); a slow rise and fall of the background alone would explain what is seen.",
    "followups_some": "Between {low} and {high} of attacks follow on earlier ones (best {slow} if the background moves slowly, {steady} if it is steady); the pull of an attack halves in {half_life} days.",
    "repeats_none": "Attacks near one another in space are no nearer in time than if their days were dealt out anew (p {p} over all distances).",
    "repeats_some": "After an attack, others within {km} km and {days} days are {ratio} times as many as if days were dealt out anew ({pairs} pairs, {expected} expected; p {p} over all distances).",
    "spread_one": "Every attack whose place is told is in one place by {over}, so there is no spread to tell.",
    "spread_few": "Attacks are told in {n} places by {over}; too few to say whether they spread or draw together.",
    "spread_unsure": "Whether attacks spread or draw together cannot be told: {earlier} places in effect in the earlier half, {later} in the later ({ratio} times, 90% interval {low} to {high}).",
    "spread_wider": "Attacks spread: {earlier} places in effect in the earlier half, {later} in the later ({ratio} times, 90% interval {low} to {high}).",
    "spread_narrower": "Attacks draw together: {earlier} places in effect in the earlier half, {later} in the later ({ratio} times, 90% interval {low} to {high}).",
    "killed_few": "Too few attacks state how many were killed to say whether attacks became deadlier.",
    "killed_unsure": "No change can be told from chance: {earlier} killed for each attack in the earlier half, {later} in the later (such a difference comes in {chance} of shuffles).",
    "killed_more": "Attacks became more deadly: {earlier} killed for each attack in the earlier half, {later} in the later (such a difference comes in {chance} of shuffles).",
    "killed_less": "Attacks became less deadly: {earlier} killed for each attack in the earlier half, {later} in the later (such a difference comes in {chance} of shuffles).",
    "wounded_few": "Too few attacks state how many were wounded to say whether attacks wound more.",
    "wounded_unsure": "No change can be told from chance: {earlier} wounded for each attack in the earlier half, {later} in the later (such a difference comes in {chance} of shuffles).",
    "wounded_more": "Attacks wound more: {earlier} wounded for each attack in the earlier half, {later} in the later (such a difference comes in {chance} of shuffles).",
    "wounded_less": "Attacks wound fewer: {earlier} wounded for each attack in the earlier half, {later} in the later (such a difference comes in {chance} of shuffles).",
    "outlook_week": "In the week from {start} to {end}, {low} to {high} attacks are likely (middle {best}); the chance of none is {none}.",
    "outlook_sum": "In the {weeks} weeks to {end}, {low} to {high} are likely (middle {best}).",
    "skill_short": "The past is too short to say which forecast is best here; on weekly attacks by governorate in Iraq, 2004 to 2007, the model was.",
    "skill_better": "Made anew at {n} past dates, the model's error (CRPS) was {percent} lower than that of the best simple forecast, {best} (difference from {low} to {high} with 90%), and its 90% ranges held {coverage} of what came.",
    "skill_worse": "Made anew at {n} past dates, the model's error (CRPS) was {percent} higher than that of the best simple forecast, {best} (difference from {low} to {high} with 90%), and its 90% ranges held {coverage} of what came. So the figures are those of the simple forecast.",
    "skill_effects": "Made anew at {n} past dates, the model's error (CRPS) was {percent} higher than that of the best simple forecast, {best} (difference from {low} to {high} with 90%), and its 90% ranges held {coverage} of what came. Only the model can carry the effect of a day to watch, so the figures are its own.",
    "watch_untold": "No effect is put in for {listed}: under {least} past anniversaries lie in the ledger with six weeks on either side.",
    "watch_none": "{name}: no effect is put in; near its {n} past anniversaries attacks a day were {ratio} times those of the weeks around, as {chance} of other dates are too.",
    "watch_some": "{name}: days near it are taken as {kept} times as violent as others; near its {n} past anniversaries they were {ratio} times, rank {rank} of {of}.",
}  # fmt: skip
"""What is said, with the names of the figures in it. The phrases of a language have the same keys."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence by its key and figures. text: it in English."""

    key: str
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return SENTENCES[self.key].format(**self.parts)

    def to_json(self) -> dict[str, Json]:
        return {"key": self.key, "parts": dict(self.parts)}


def said(key: str, **parts: object) -> Said:
    """A sentence with its figures as texts."""
    return Said(key, {name: str(value) for name, value in parts.items()})
