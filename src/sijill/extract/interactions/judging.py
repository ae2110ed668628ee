"""The learned choice: which triggers of a sentence tell of something, who does it, and to whom.

Logistic regressions over the strings of `clues`, one for whether a trigger tells of anything and one for each part,
trained by eval/train_politics.py and shipped with the language pack as one JSON file of weights by string.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from sijill.extract.interactions.cast import Mention
from sijill.extract.interactions.clues import Setting, of_parts, of_trigger
from sijill.extract.interactions.mixing import Seen, likely, mixed, of_deed, of_part, seen
from sijill.extract.interactions.triggers import Trigger

_PERSON = "person"
FILE = "politics.model"
SEEN_FILE = "politics.seen.model"
"""The same, learned with what the encoder makes of a text: for texts that it has read."""
DEED, ACTS, SUFFERS = "deed", "acts", "suffers"
RULED = "ruled"
TIE, SUBJECT, OBJECT = "tie", "subject", "object"
_MORE = 0.3
"""What the share of another than the likeliest must be to be said to have a part too."""
_LISTED = 0.3
"""What the share of one of the same list must be, as part of the likeliest's."""
_NONE = 0.5
"""What nobody's suffering counts for, as most deeds have another side, said or not."""
_HOPELESS = -4.5
"""What the words of a trigger must add up to for its parts to be looked at."""
_SEEN_AT = 0.5
"""How likely the encoder must take them for its deed or tie, for them to be looked at all the same."""
_ALONE = 1.0
"""The same where the rules read the deed and found nobody."""
_NEGATED = 0.5
"""What the share of a deed that is told as not done must be: "did not only attack"."""
_PROMISED = 0.05
"""What the share must be of something to come that the rules read: what someone says he will do is a promise."""
_AGREED = 0.04
"""The same of a deed of which the rules read both sides alike."""
_NO_SUBJECT = {
    "leads": {"armed_group", "party", "coalition", "military", "state"}, "member_of": {"military", "state"},
    "part_of": {"person"}, "front_of": {"person", "state", "government"},
}  # fmt: skip
_SAYS = 0.25
"""How likely the encoder must make someone of the cast a part for what is learned to decide against the grammar."""
_NO_OBJECT = {
    "leads": {"person", "state"}, "commands": {"person", "state"}, "part_of": {"person"},
    "front_of": {"person", "state"}, "created": {"person", "state"}, "arms": {"state"}, "trains": {"state"},
}  # fmt: skip
"""Types of actors that have no such part in a tie: of 2,369 labelled ties of these types four say otherwise."""
_OFFICES = frozenset({"leads", "commands"})
_STEPS = (0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by head and string. at: what a share must be for a trigger to be believed, by head."""

    biases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]
    at: Mapping[str, float]
    mix: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """By head, what the strings and the encoder weigh; see `mixing`."""

    def share(self, head: str, clues: Iterable[str]) -> float:
        """How likely a head says yes."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.total(head, clues)))))

    def total(self, head: str, clues: Iterable[str]) -> float:
        """What the clues add up to for a head."""
        weights = self.weights[head]
        return self.biases[head] + sum([weights[clue] for clue in clues if clue in weights])

    def shares(self, head: str, told: Sequence[Iterable[str]]) -> tuple[list[float], float]:
        """How likely each of several has a part, and how likely nobody has, the last of them: together they are one."""
        weights = self.weights[head]
        sums = [sum([weights[clue] for clue in clues if clue in weights]) for clues in told]
        sums[-1] += self.biases[head]
        most = max(sums)
        powers = [math.exp(total - most) for total in sums]
        whole = sum(powers)
        shares = [power / whole for power in powers]
        return shares[:-1], shares[-1]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a trigger tells: who acts and who suffers (of a tie, its subject and object), and how likely that is."""

    trigger: Trigger
    acting: tuple[Mention, ...]
    others: tuple[Mention, ...]
    share: float


@lru_cache(maxsize=8)
def load(folder: Path, name: str = FILE) -> Model | None:
    """A model of a language pack, None if it has none."""
    file = folder / name
    if not file.is_file():
        return None
    told = json.loads(file.read_text("utf-8"))
    return Model(told["biases"], told["weights"], told["at"], told.get("mix", {}))


def judged(setting: Setting, model: Model) -> list[Judged]:
    """What the triggers of a sentence tell, in order, each thing once."""
    found: list[Judged] = []
    previous = ("", "")
    for trigger in setting.triggers:
        one = judge(setting, trigger, model, previous)
        if not trigger.tie and one.share > model.at[DEED]:
            previous = (one.acting[0].key if one.acting else "", one.others[0].key if one.others else "")
        found.append(one)
    return _once(setting, found, model)


def judge(setting: Setting, trigger: Trigger, model: Model, previous: tuple[str, str] = ("", "")) -> Judged:
    """What one trigger tells."""
    head, *_ = heads(trigger)
    own = of_trigger(setting, trigger)
    read = seen(setting, trigger) if model.mix else None
    if model.total(head, own) < _HOPELESS and (read is None or read.own < _SEEN_AT):
        return Judged(trigger, (), (), 0.0)
    clues = of_parts(setting, trigger, previous)
    acts, nobody, suffers, none = parts(model, trigger, clues, read)
    acting, others = chosen(setting, trigger, acts, suffers, nobody, weighed(setting, trigger, none))
    if read is not None and max((*read.acts, *read.suffers), default=0.0) < _SAYS:
        acting, others = _by_rule(setting, trigger) or (acting, others)
    share = model.share(head, [*own, *summed(setting, trigger, acts, suffers, acting, others, clues)])
    if read is not None:
        share = likely(of_deed(trigger, share, read, acting, others), model.mix[head])
    if trigger.tie and not (acting and others):
        share = 0.0
    return Judged(trigger, tuple(setting.cast[n] for n in acting), tuple(setting.cast[n] for n in others), share)


def _by_rule(setting: Setting, trigger: Trigger) -> tuple[list[int], list[int]] | None:
    """Who has which part where the grammar finds both; None where it does not."""
    rule = setting.ruled.get(trigger.first)
    if trigger.tie or not rule or not rule[0] or not rule[1]:
        return None
    keys = [m.key for m in setting.cast]
    sides = [[keys.index(key) for key in sorted(side) if key in keys] for side in rule[:2]]
    return (sides[0], sides[1]) if all(sides) else None


def parts(
    model: Model, trigger: Trigger, clues: Sequence[Sequence[str]], read: Seen | None
) -> tuple[list[float], float, list[float], float]:
    """How likely each of the cast acts, that nobody does, how likely each suffers, that nobody does."""
    _, one, other = heads(trigger)
    acts, nobody = model.shares(one, clues)
    suffers, none = model.shares(other, clues)
    if read is not None and one in model.mix:
        *acts, nobody = mixed(of_part(acts, nobody, read.acts, read.suffers), model.mix[one])
        *suffers, none = mixed(of_part(suffers, none, read.suffers, read.acts), model.mix[other])
    return acts, nobody, suffers, none


def weighed(setting: Setting, trigger: Trigger, none: float) -> float:
    """What it counts for that nobody suffers: less than its share, but more where the rules looked and found nobody."""
    if trigger.tie:
        return none
    rule = setting.ruled.get(trigger.first)
    alone = rule is not None and rule[2] == f"{trigger.type}/{trigger.mode}" and bool(rule[0]) and not rule[1]
    return none * (_ALONE if alone else _NONE)


def heads(trigger: Trigger) -> tuple[str, str, str]:
    """The names of the three regressions that a trigger is judged by."""
    return (TIE, SUBJECT, OBJECT) if trigger.tie else (DEED, ACTS, SUFFERS)


def chosen(
    setting: Setting, trigger: Trigger, acts: Sequence[float], suffers: Sequence[float], nobody: float, none: float
) -> tuple[list[int], list[int]]:
    """Who has which part: the likeliest pair of different ones, with those that a list joins to them.

    nobody, none: how likely it is that no one of the cast acts, or suffers.
    """
    cast, keys = setting.cast, [m.key for m in setting.cast]
    if trigger.tie:
        acts = [_able(m, _NO_SUBJECT.get(trigger.type), share) for m, share in zip(cast, acts, strict=True)]
        suffers = [_able(m, _NO_OBJECT.get(trigger.type), share) for m, share in zip(cast, suffers, strict=True)]
        acts = _by_office(cast, trigger, acts) if trigger.type in _OFFICES else acts
    else:
        acts, suffers = _of_holders(cast, acts), _of_holders(cast, suffers)
        object = _object_of(setting, trigger)
        if object is not None:
            suffers, none = [float(n == object) for n in range(len(cast))], 0.0
    one, two = (_by_key(keys, shares) for shares in (acts, suffers))
    # Of one who is named several times, the likeliest naming stands for all.
    pairs = [
        (first[1] * second[1], first[0], second[0])
        for key, first in ((*one.items(), ("", (None, nobody))))
        for other, second in ((*two.items(), ("", (None, none))))
        if (key != other or not key) and (trigger.type != "successor_of" or _alike(cast, first[0], second[0]))
    ]
    _, i, j = max(pairs, key=lambda pair: pair[0])
    acting = _with_list(cast, acts, i, j)
    others = _with_list(cast, suffers, j, i)
    if trigger.type in _OFFICES:
        acting = [n for n in acting if _heads_it(cast, n, j)]
    taken = {keys[n] for n in acting}
    return acting, [n for n in others if keys[n] not in taken]


def _object_of(setting: Setting, trigger: Trigger) -> int | None:
    """Who a pronoun right behind a verb is, its object by its form: "told them to"."""
    words, tokens = setting.sentence.politics.words, setting.sentence.tokens
    at = trigger.first + 1
    sure = words["object"] - words["it"] - words["own"]
    if trigger.form == "noun" or at >= len(tokens) or tokens[at].low not in sure:
        return None
    return next((n for n, m in enumerate(setting.cast) if m.first == at and m.how == "pronoun"), None)


def _of_holders(cast: Sequence[Mention], shares: Sequence[float]) -> list[float]:
    """The shares in a deed, with those of what someone heads given to him: "the head of the Quds Force came"."""
    found = list(shares)
    for n, holder in enumerate(cast):
        if holder.how == "office" and holder.someone.actor.actor_id and holder.someone.actor.type == _PERSON:
            for m, one in enumerate(cast):
                if one.inner and holder.start <= one.start and one.end <= holder.end:
                    found[n], found[m] = found[n] + found[m], 0.0
    return found


def _by_office(cast: Sequence[Mention], trigger: Trigger, shares: Sequence[float]) -> Sequence[float]:
    """The shares in a tie that an office itself tells: its holder's alone, where he is known; a bare noun's never."""
    holders = {
        n for n, m in enumerate(cast)
        if m.how == "office" and m.someone.actor.actor_id and m.place == 0 and m.first <= trigger.first < m.after
    }  # fmt: skip
    if holders:
        return [share if n in holders else 0.0 for n, share in enumerate(shares)]
    return [0.0 if m.how == "noun" and not m.someone.actor.actor_id else s for m, s in zip(cast, shares, strict=True)]


def _heads_it(cast: Sequence[Mention], one: int | None, other: int | None) -> bool:
    """Whether nobody else is known to head what one is said to lead: "the head of the Quds Force met Hadi al-Amiri"."""
    if one is None or other is None:
        return True
    body, who = cast[other], cast[one].someone.actor.actor_id
    heads = [
        m.someone.actor.actor_id for m in cast
        if m.how == "office" and body.inner and m.start <= body.start and body.end <= m.end
    ]  # fmt: skip
    return who is None or not any(heads) or who in heads


def _able(mention: Mention, never: Set[str] | None, share: float) -> float:
    """The share of one of the cast in a part, none where its type has no such part."""
    actor = mention.someone.actor
    return 0.0 if never and actor.type in never and (actor.actor_id or actor.type == _PERSON) else share


def _alike(cast: Sequence[Mention], one: int | None, other: int | None) -> bool:
    """Whether two are both persons or both none, where the register has both."""
    if one is None or other is None:
        return True
    actors = [cast[n].someone.actor for n in (one, other)]
    return not all(a.actor_id for a in actors) or len({a.type == _PERSON for a in actors}) == 1


def _by_key(keys: Sequence[str], shares: Sequence[float]) -> dict[str, tuple[int | None, float]]:
    """For everyone named, the number of the likeliest naming, and the share of all of them together."""
    found: dict[str, tuple[int | None, float]] = {}
    most: dict[str, float] = {}
    for n, (key, share) in enumerate(zip(keys, shares, strict=True)):
        at, total = found.get(key, (None, 0.0))
        best = n if at is None or share > most[key] else at
        most[key] = max(share, most.get(key, 0.0))
        found[key] = (best, total + share)
    return found


def _with_list(cast: Sequence[Mention], shares: Sequence[float], n: int | None, other: int | None) -> list[int]:
    """Who has a part beside the likeliest of the cast. other: who has the other part, and so not this one too."""
    if n is None:
        return []
    found = [n]
    keys = {cast[n].key} if other is None else {cast[n].key, cast[other].key}
    for m, mention in enumerate(cast):
        listed = mention.head == cast[n].head and not mention.inner and shares[m] > _LISTED * shares[n]
        taken_up = mention.how == "carried" and cast[n].how != "carried"
        if mention.key not in keys and not taken_up and (listed or shares[m] > _MORE):
            found.append(m)
            keys.add(mention.key)
    return sorted(found)


def summed(
    setting: Setting,
    trigger: Trigger,
    acts: Sequence[float],
    suffers: Sequence[float],
    acting: Sequence[int],
    others: Sequence[int],
    clues: Sequence[Sequence[str]],
) -> list[str]:
    """What the shares of the parts say of the whole, and their places. clues: those of the parts."""
    top = max((acts[n] for n in acting), default=0.0)
    low = max((suffers[n] for n in others), default=0.0)
    one = setting.cast[acting[0]] if acting else None
    other = setting.cast[others[0]] if others else None
    kind = one.someone.actor.type if one else None
    known = (
        one is not None and one.someone.actor.actor_id is not None,
        other is not None and other.someone.actor.actor_id is not None,
    )
    told = [
        f"top={_step(top)}",
        f"low={_step(low)}",
        f"both={_step(top)}:{_step(low)}",
        f"topf={_step(top)}:{trigger.form}",
        f"lowf={_step(low)}:{trigger.form}",
    ]
    told += [
        f"topt={_step(top)}:{trigger.type}",
        f"lowt={_step(low)}:{trigger.type}",
        f"who={kind}:{trigger.type}",
        f"known={known}",
        f"knownt={known}:{trigger.type}",
    ]
    told += [
        f"how={one.how if one else '-'}",
        f"howo={other.how if other else '-'}",
        f"rtop={trigger.root}:{_step(top) > 3}",
    ]
    left = clues[acting[0]][0] if acting else "-"
    right = clues[others[0]][0] if others else "-"
    told += [
        f"places={left}:{right}",
        f"placesf={left}:{right}:{trigger.form}",
        f"placest={left}:{right}:{trigger.type}",
        f"leftf={left}:{trigger.form}",
        f"leftt={left}:{trigger.type}:{trigger.mode}",
        f"rightt={right}:{trigger.type}:{trigger.mode}",
        f"leftr={left}:{trigger.root}",
        f"rightr={right}:{trigger.root}",
    ]
    return told


def _step(share: float) -> int:
    return sum(share > step for step in _STEPS)


def _least(setting: Setting, one: Judged, model: Model) -> float:
    """What the share must be for something to be believed: less where the rules read the same."""
    if one.trigger.tie:
        return model.at[TIE]
    if "negated" in one.trigger.flags and not one.trigger.root.startswith("not:"):
        return _NEGATED
    rule = setting.ruled.get(one.trigger.first)
    backed = rule is not None and rule[2] == f"{one.trigger.type}/{one.trigger.mode}" and bool(rule[0])
    if backed and {"future", "would"} & one.trigger.flags:
        return _PROMISED
    if backed and rule is not None and model.mix and _is_same(rule, one):
        return _AGREED
    return model.at[RULED if backed else DEED]


def _is_same(rule: tuple[frozenset[str], frozenset[str], str], one: Judged) -> bool:
    """Whether the rules read the same deed of the same two sides, all of the register."""
    acting, others = ({m.key for m in side} for side in (one.acting, one.others))
    known = all(m.someone.actor.actor_id for m in (*one.acting, *one.others))
    return known and bool(others) and acting == rule[0] and others == rule[1]


def _is_charged(setting: Setting, one: Judged, others: Sequence[Judged]) -> bool:
    """Whether something is only what someone is accused of: "accused Iran of supplying the rockets"."""
    first = one.trigger.first
    words = setting.sentence.politics.words
    lead = setting.sentence.tokens[first - 1].low if first else ""
    token = setting.sentence.tokens[first].low
    named = one.trigger.form == "ing" and lead in words["of"]
    named = named or (one.trigger.form == "noun" and token[:1] in words["charged_with"])
    keys = {m.key for m in one.acting}
    return named and any(
        j.trigger.type == "accuse" and j.trigger.first < first and keys & {m.key for m in j.others} for j in others
    )


def _once(setting: Setting, found: Sequence[Judged], model: Model) -> list[Judged]:
    """Those that are believed, each thing once: of one word the likeliest, of two that tell the same the likelier."""
    kept: list[Judged] = []
    for one in sorted(found, key=lambda j: -j.share):
        if one.share <= _least(setting, one, model):
            continue
        if any(_clash(one, other) for other in kept) or _is_charged(setting, one, found):
            continue
        kept.append(one)
    return sorted(kept, key=lambda j: (j.trigger.first, j.trigger.tie))


def _clash(one: Judged, other: Judged) -> bool:
    if one.trigger.tie != other.trigger.tie:
        return False
    overlap = one.trigger.first < other.trigger.after and other.trigger.first < one.trigger.after
    same_type = one.trigger.type == other.trigger.type
    a, b = ({m.key for m in j.acting} for j in (one, other))
    c, d = ({m.key for m in j.others} for j in (one, other))
    if one.trigger.tie:
        pair = bool(a & b) and bool(c & d)
        return pair and (same_type or {one.trigger.type, other.trigger.type} <= {"leads", "commands", "member_of"})
    said = {"future", "would"}
    if same_type and bool(said & one.trigger.flags) != bool(said & other.trigger.flags):
        # "warned that it would strike": who warns is who threatens.
        return True
    if overlap and not (same_type and not (a & b) and not (c & d)):
        return True
    return same_type and (bool(a & b) or not a or not b) and (bool(c & d) or not c or not d)


def with_parts(one: Judged, acting: Sequence[Mention], others: Sequence[Mention]) -> Judged:
    """The same with other parts."""
    return replace(one, acting=tuple(acting), others=tuple(others))


__all__ = [
    "ACTS",
    "DEED",
    "FILE",
    "OBJECT",
    "RULED",
    "SEEN_FILE",
    "SUBJECT",
    "SUFFERS",
    "TIE",
    "Judged",
    "Model",
    "chosen",
    "heads",
    "judge",
    "judged",
    "load",
    "parts",
    "summed",
    "weighed",
]
