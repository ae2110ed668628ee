"""What speaks for or against a trigger telling of something, and someone's having a part in it: strings to weigh.

Nothing here names a language's words in code: small words count as they stand, and the weights are learned
(eval/train_politics.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.extract.interactions.cast import Mention
from sijill.extract.interactions.slots import is_passive, slots
from sijill.extract.interactions.triggers import Trigger
from sijill.extract.interactions.words import Sentence
from sijill.extract.seen import step

_FINITE = frozenset({"past", "present", "s", "done"})
_LEAST_SEEN = 0.02
_STEPS = (0, 1, 2, 4, 7, 12, 20)
_LARGE = {"armed_group": "group", "party": "group", "coalition": "group", "organisation": "group", "label": "label"}


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with who it names, its triggers, and what the rules read in it.

    ruled: by the first token of a verb, the keys of who acts and of the others by the rules; None where they read
    nothing there. carried: how many mentions at the end of the cast are those of the sentence before.
    """

    sentence: Sentence
    cast: Sequence[Mention]
    triggers: Sequence[Trigger]
    ruled: Mapping[int, tuple[frozenset[str], frozenset[str], str] | None]
    carried: int = 0
    tied: frozenset[tuple[str, str, str]] = frozenset()
    """What the frames of ties read: type, subject, object."""


def of_trigger(setting: Setting, trigger: Trigger) -> list[str]:
    """What speaks for a trigger's telling of what its list says."""
    tokens = setting.sentence.tokens
    kind = f"{trigger.type}/{trigger.mode}"
    before = tokens[trigger.first - 1] if trigger.first else None
    after = tokens[trigger.after] if trigger.after < len(tokens) else None
    told = [
        f"t={trigger.type}",
        f"m={kind}",
        f"f={trigger.form}",
        f"r={trigger.root}",
        f"rf={trigger.root}:{trigger.form}",
    ]
    told += [f"tf={trigger.type}:{trigger.form}", f"mf={kind}:{trigger.form}"]
    for flag in sorted(trigger.flags):
        told += [f"g={flag}", f"gt={flag}:{trigger.type}", f"gf={flag}:{trigger.form}"]
    told += [
        f"b={_word(before)}",
        f"bf={_word(before)}:{trigger.form}",
        f"a={_word(after)}",
        f"af={_word(after)}:{trigger.form}",
    ]
    rule = setting.ruled.get(trigger.first, "-")
    said = (
        "-"
        if rule == "-"
        else "no"
        if rule is None
        else "same"
        if rule[2] == kind
        else "type"
        if rule[2].startswith(trigger.type + "/")
        else "other"
    )
    told += [f"rule={said}", f"rulet={said}:{trigger.type}", f"rulef={said}:{trigger.form}"]
    twins = [t for t in setting.triggers if t.type == trigger.type and t.tie == trigger.tie and t is not trigger]
    told.append(f"twins={min(3, len({t.first for t in twins}))}")
    told.append(f"twin-before={any(t.first < trigger.first for t in twins)}")
    here = [t for t in setting.triggers if t.first == trigger.first and t is not trigger and t.tie == trigger.tie]
    told.append(f"here={min(3, len(here))}")
    told += [f"against={trigger.type}:{t.type}/{t.mode}" for t in here]
    longer = any(_size(t) > _size(trigger) for t in here)
    told += [f"longer={longer}", f"tail={trigger.tail is not None}", f"n={min(3, trigger.after - trigger.first)}"]
    told.append(f"quoted={_quoted(setting.sentence, trigger.first)}")
    told.append(f"cast={min(4, sum(not m.inner for m in setting.cast[: len(setting.cast) - setting.carried]))}")
    told += [f"passive={is_passive(setting.sentence, trigger)}:{trigger.form}"]
    told.append(
        "name" if tokens[trigger.first].kind == "name" else "verb" if tokens[trigger.first].kind == "verb" else "plain"
    )
    return [*told, *_seen_deed(setting, trigger)]


def _seen_deed(setting: Setting, trigger: Trigger) -> list[str]:
    """How likely the encoder takes a trigger for what its list says, and what else it takes it for."""
    seen = setting.sentence.scan.seen
    shares = seen.deeds(trigger.start, trigger.end) if seen else {}
    if not shares:
        return []
    own = step(shares[trigger.type])
    likeliest = max((name for name in shares if name != "none"), key=lambda name: shares[name])
    other = "same" if likeliest == trigger.type else step(shares[likeliest])
    return [f"seen={own}", f"seent={own}:{trigger.type}", f"seeno={own}:{other}", f"seen0={step(shares['none'])}"]


def of_parts(setting: Setting, trigger: Trigger, previous: tuple[str, str] = ("", "")) -> list[list[str]]:
    """What speaks for each of the cast having a part in what a trigger tells; last, for nobody having it.

    The first of each says its place in the clause.
    previous: the keys of who acted and on whom by the trigger before.
    """
    tokens = setting.sentence.tokens
    verbs = (t for t in setting.triggers if tokens[t.first].kind == "verb" or t.form in _FINITE)
    finite = sorted({t.first for t in verbs if tokens[t.first].kind not in {"skip", "date", "noun"}} - {trigger.first})
    places = slots(setting.sentence, setting.cast, trigger, finite, setting.carried)
    counts = {place: places.count(place) for place in places}
    told = []
    for n, place in enumerate(places):
        twin = any(
            places[m] in {"subject", "object"} and setting.cast[m].key == setting.cast[n].key
            for m in range(len(places))
            if m != n
        )
        clues = _of_part(setting, trigger, n, previous)
        kind = setting.cast[n].someone.actor.type or "none"
        has = f"{'subject' in counts}:{'object' in counts}"
        clues += [
            f"sf={place}:{trigger.form}",
            f"st={place}:{trigger.type}",
            f"sm={place}:{trigger.type}:{trigger.mode}",
            f"sr={place}:{trigger.root}",
            f"sh={place}:{has}",
            f"shf={place}:{has}:{trigger.form}",
            f"sk={place}:{kind}",
            f"sw={place}:{setting.cast[n].how}",
            f"shtf={place}:{has}:{trigger.type}:{trigger.form}",
            f"twin={twin}",
        ]
        rule = setting.ruled.get(trigger.first)
        if rule:
            clues.append(f"srule={place}:{setting.cast[n].key in rule[0]}:{setting.cast[n].key in rule[1]}")
        told.append([f"s={place}", *clues])
    told.append(_of_nobody(trigger, counts))
    for clues, seen in zip(told, _seen_parts(setting, trigger), strict=False):
        clues += seen
    return told


def _seen_parts(setting: Setting, trigger: Trigger) -> list[list[str]]:
    """How likely the encoder gives each of the cast each part in what a trigger tells; last, the most it gives any."""
    text = setting.sentence.scan.seen
    if text is None:
        return []
    event = text.event(trigger.start, trigger.end)
    sides = ("subject", "object") if trigger.tie else ("initiator", "recipient")
    shares = [[event.share(side, m.start, m.end) for side in sides] for m in setting.cast]
    tops = [max((one[k] for one in shares), default=0.0) for k in range(2)]
    told = []
    for one in shares:
        steps = [step(share) for share in one]
        first = [share == top and top > _LEAST_SEEN for share, top in zip(one, tops, strict=True)]
        told.append([f"seen1={steps[0]}", f"seen2={steps[1]}", f"seen12={steps[0]}:{steps[1]}",
                     f"seen-top={first[0]}:{first[1]}"])  # fmt: skip
    told.append([f"0seen1={step(tops[0])}", f"0seen2={step(tops[1])}"])
    return told


def _of_nobody(trigger: Trigger, counts: Mapping[str, int]) -> list[str]:
    """What speaks for nobody of the cast having a part."""
    told = [f"0t={trigger.type}", f"0m={trigger.type}/{trigger.mode}", f"0f={trigger.form}", f"0r={trigger.root}"]
    for place in ("subject", "object"):
        told += [
            f"0{place}={place in counts}",
            f"0{place}t={place in counts}:{trigger.type}",
            f"0{place}f={place in counts}:{trigger.form}",
        ]
    return told


def _of_part(setting: Setting, trigger: Trigger, n: int, previous: tuple[str, str]) -> list[str]:
    mention = setting.cast[n]
    carried = n >= len(setting.cast) - setting.carried
    side, gap, far, between = _where(setting, trigger, mention, carried=carried)
    kind = mention.someone.actor.type or "none"
    kind = _LARGE.get(kind, kind)
    form, lead = trigger.form, mention.lead
    passive = is_passive(setting.sentence, trigger)
    finite = f"{form}{'+be' if passive else ''}"
    after = _word(_behind(setting, mention))
    place = min(2, mention.place)
    told = [
        f"d={side}:{gap}",
        f"far={side}:{far}",
        f"k={kind}",
        f"how={mention.how}",
        f"ld={lead}:{side}",
        f"ldf={lead}:{side}:{finite}",
        f"lt={lead}:{side}:{trigger.type}",
        f"lr={lead}:{side}:{trigger.root}",
        f"kt={kind}:{trigger.type}/{trigger.mode}",
        f"nd={after}:{side}:{gap}",
        f"inner={mention.inner}",
        f"innerd={mention.inner}:{side}:{gap}:{trigger.type if trigger.tie else form}",
        f"place={place}:{side}",
        f"tdf={trigger.type}:{side}:{gap}:{finite}",
    ]
    told += [f"x={x}:{side}" for x in between]
    told += [f"g={flag}:{side}:{gap}" for flag in sorted(trigger.flags)]
    first = _first(setting)
    told += [f"first={n == first}", f"firstd={n == first}:{side}:{gap}", f"alone={_alone(setting)}:{side}"]
    told.append(f"id={mention.someone.actor.actor_id is not None}:{mention.how}")
    rule = setting.ruled.get(trigger.first)
    if rule:
        acts, suffers = mention.key in rule[0], mention.key in rule[1]
        told += [f"rule={acts}:{suffers}", f"rulef={acts}:{suffers}:{finite}", f"ruled={acts}:{suffers}:{side}:{gap}"]
    told += [f"before={mention.key == previous[0]}:{mention.key == previous[1]}:{side}"]
    if trigger.suffix:
        told.append(f"suffix={side}:{gap}:{mention.how}")
    if trigger.tie:
        told += [
            f"tie={trigger.type}:{kind}",
            f"tiel={trigger.type}:{lead}:{side}",
            f"tien={trigger.type}:{after}:{side}:{gap}",
        ]
        tied = [
            role
            for type, *pair in setting.tied
            if type == trigger.type
            for role, key in zip("so", pair, strict=True)
            if key == mention.key
        ]
        told += [f"tied={role}" for role in tied]
    return told


def _word(token: object) -> str:
    if token is None:
        return "^"
    kind, low = token.kind, token.low  # type: ignore[attr-defined]
    return str(low) if kind in {"stop", "link", "skip", "relative", "sign", "det"} else str(kind)


def _size(trigger: Trigger) -> int:
    return (trigger.after - trigger.first) + (3 if trigger.tail else 0)


def _quoted(sentence: Sentence, at: int) -> bool:
    return sum(t.low == '"' for t in sentence.tokens[:at]) % 2 == 1


def _behind(setting: Setting, mention: Mention) -> object:
    tokens = setting.sentence.tokens
    after = max(
        [mention.after, *(m.after for m in setting.cast if m.head == mention.head and m.place and mention.place == 0)]
    )
    return tokens[after] if after < len(tokens) else None


def _first(setting: Setting) -> int:
    return next((n for n, m in enumerate(setting.cast) if not m.inner), 0)


def _alone(setting: Setting) -> int:
    own = setting.cast[: len(setting.cast) - setting.carried]
    return min(3, len({m.head for m in own if not m.inner}))


def _where(setting: Setting, trigger: Trigger, mention: Mention, *, carried: bool) -> tuple[str, int, int, list[str]]:
    """On which side of a trigger someone stands, with how many between, how far, and what stands between."""
    if carried:
        return "P", min(3, mention.place), 0, []
    head = setting.cast[mention.head] if mention.place and mention.head < len(setting.cast) else mention
    anchor = head if head.first >= trigger.after else mention
    tokens = setting.sentence.tokens
    if mention.after <= trigger.first:
        last = max(m.after for m in setting.cast if m.head == mention.head and m.after <= trigger.first)
        low, high, side = last, trigger.first, "L"
    elif anchor.first >= trigger.after:
        low, high, side = trigger.after, anchor.first, "R"
    else:
        return "I", 0, 0, []
    if side == "R" and trigger.tail and mention.start < trigger.tail[0]:
        side = "M"
    heads = {m.head for m in setting.cast if not m.inner and low <= m.first and m.after <= high}
    gap = min(3, len(heads - {mention.head}))
    step = max(n for n, s in enumerate(_STEPS) if s <= high - low)
    between = sorted({_between(t) for t in tokens[low:high]} - {""})
    others = {t.first for t in setting.triggers if low <= t.first < high and not t.tie}
    if any(tokens[n].kind == "verb" for n in others):
        between.append("verb")
    return side, gap, step, between


def _between(token: object) -> str:
    low, kind = token.low, token.kind  # type: ignore[attr-defined]
    if kind == "sign":
        return str(low)
    if kind == "relative":
        return "relative"
    return str(low) if kind in {"stop"} else ""


__all__ = ["Setting", "of_parts", "of_trigger"]
