"""Facts of every heading but positions, each with a sentence that states it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    ActorType,
    Affiliation,
    Label,
    Lead,
    Negotiation,
    Polarity,
    ResolvedActor,
    Role,
    Statement,
    TalkModality,
)
from tests.doubles.factory.page import Page, from_to, proof
from tests.doubles.factory.positions import FIRST_DAY, MATTERS
from tests.doubles.factory.world import among

__all__ = ["action", "affiliation", "label", "lead", "negotiation", "role", "statements", "talks_with_two"]

TITLES = ("chief negotiator", "vice minister", "special envoy", "trade commissioner", "secretary of state")
LABELS = ("hard-liner", "dove", "moderate", "hawk", "pragmatist")
TALKS: Mapping[TalkModality, str] = {
    TalkModality.ACTUAL: "{a} met {b} for talks",
    TalkModality.PLANNED: "{a} will meet {b}",
    TalkModality.POSSIBLE: "{a} could meet {b}",
    TalkModality.REFUSED: "{a} would not sit down with {b}",
}


def role(page: Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Role:
    """Somebody has a post, mostly with a body."""
    person = rng.choice(among(cast, ActorType.PERSON))
    body = rng.choice(among(cast, ActorType.STATE, ActorType.ORGANIZATION)) if rng.random() < 0.7 else None
    title = rng.choice(TITLES)
    if body is None:
        sentence, _ = page.write("{person}, {title}, was there", rng, person=person, title=title)
    else:
        sentence, _ = page.write("{person}, {title} of {body}, was there", rng, person=person, title=title, body=body)
    return Role(person.id, title, body.id if body else None, proof(sentence, "role.apposition", 0.9))


def affiliation(page: Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Affiliation:
    """Somebody speaks for a body."""
    member = rng.choice(among(cast, ActorType.GROUP, ActorType.FACTION, ActorType.DELEGATION, ActorType.PERSON))
    of = rng.choice(among(cast, ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION))
    sentence, _ = page.write("{member} spoke for {of}", rng, member=member, of=of)
    return Affiliation(member.id, of.id, proof(sentence, "affiliation.speaks-for", rng.randrange(40, 101) / 100))


def lead(page: Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Lead:
    """Somebody heads a body."""
    leader = rng.choice(among(cast, ActorType.PERSON))
    of = rng.choice(among(cast, ActorType.DELEGATION, ActorType.FACTION, ActorType.ORGANIZATION))
    sentence, _ = page.write("{leader} headed {of}", rng, leader=leader, of=of)
    return Lead(leader.id, of.id, proof(sentence, "lead.verb", rng.randrange(40, 101) / 100))


def negotiation(page: Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Negotiation:
    """Two meet, will meet, could meet or refuse to."""
    a, b = rng.sample(cast, 2)
    modality = rng.choices(tuple(TALKS), weights=(5, 1, 1, 1))[0]
    sentence, _ = page.write(TALKS[modality], rng, a=a, b=b)
    return Negotiation((a.id, b.id), modality, proof(sentence, "negotiation.verb", rng.randrange(40, 101) / 100))


def talks_with_two(page: Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> tuple[Negotiation, ...]:
    """One meets two, or mediates between them, told in one sentence."""
    broker, one, other = rng.sample(cast, 3)
    mediates = rng.random() < 0.7
    words = "{broker} mediated between {one} and {other}" if mediates else "{broker} met {one} and then {other}"
    sentence, _ = page.write(words, rng, broker=broker, one=one, other=other)
    rule = "negotiation.mediated" if mediates else "negotiation.verb"
    evidence = proof(sentence, rule, rng.randrange(40, 101) / 100)
    told = tuple(Negotiation((broker.id, each.id), TalkModality.ACTUAL, evidence) for each in (one, other))
    sides = replace(evidence, rule="negotiation.mediated-sides")
    return (*told, Negotiation((one.id, other.id), TalkModality.ACTUAL, sides, (broker.id,))) if mediates else told


def statements(page: Page, rng: random.Random, cast: Sequence[ResolvedActor], count: int) -> tuple[Statement, ...]:
    """``count`` statements, some of them nested in what another says."""
    found: list[Statement] = []
    for _ in range(count):
        outer, inner = rng.sample(cast, 2)
        words = {
            "cue": rng.choice(("said", "told the hall")),
            "content": f"that {rng.choice(MATTERS)[0]} would be hard",
        }
        if rng.random() < 0.3:
            template = "{outer} {cue} that {inner} {cue2} {content2}"
            words |= {"cue2": "had claimed", "content2": words["content"]}
            sentence, spans = page.write(template, rng, outer=outer, inner=inner, **words)
            content = from_to(page.text, spans["cue"].end + 1, spans["content2"].end)
            evidence = proof(sentence, "statement.nested", 0.8)
            found.append(Statement((outer.id,), spans["cue"], content, Polarity.POSITIVE, None, evidence))
            within = len(found) - 1
            found.append(Statement((inner.id,), spans["cue2"], spans["content2"], Polarity.POSITIVE, within, evidence))
        else:
            template = "{outer} and {inner} {cue} {content}"
            sentence, spans = page.write(template, rng, outer=outer, inner=inner, **words)
            evidence = proof(sentence, "statement.verb", 0.8)
            polarity = rng.choice(tuple(Polarity))
            found.append(Statement((outer.id, inner.id), spans["cue"], spans["content"], polarity, None, evidence))
    return tuple(found)


def label(page: Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Label:
    """Somebody is called something, mostly by somebody."""
    actor = rng.choice(among(cast, ActorType.PERSON, ActorType.FACTION, ActorType.GROUP))
    source = rng.choice([other for other in cast if other != actor]) if rng.random() < 0.6 else None
    label = rng.choice(LABELS)
    if source is None:
        sentence, _ = page.write("{actor}, a {label}, kept silent", rng, actor=actor, label=label)
    else:
        sentence, _ = page.write("{source} called {actor} a {label}", rng, source=source, actor=actor, label=label)
    return Label(actor.id, label, proof(sentence, "label.noun", 0.7), source.id if source else None)


def action(page: Page, rng: random.Random, cast: Sequence[ResolvedActor], date: dt.date | None) -> Action:
    """Somebody takes a measure, mostly against somebody."""
    actor, target = rng.sample(cast, 2)
    kind, status = rng.choice(tuple(ActionKind)), rng.choice(tuple(ActionStatus))
    unit = rng.choice(("USD", "EUR", "soldiers", "prisoners", None))
    amount = float(rng.choice((16_000_000_000, 250, 12.5, 3_400_000))) if unit else None
    rate = rng.choice((10.0, 12.5, 25.0, None))
    own_date = (date or FIRST_DAY) - dt.timedelta(days=rng.randrange(60)) if rng.random() < 0.3 else None
    has_target = rng.random() < 0.7
    template = (
        (f"On {own_date:%d %B %Y}, " if own_date else "")
        + "{actor} took a measure ({kind}, {status})"
        + (" against {target}" if has_target else "")
        + (f" of {amount:g} {unit}" if amount is not None else "")
        + (f" at {rate:g} percent" if rate is not None else "")
    )
    sentence, _ = page.write(template, rng, actor=actor, target=target, kind=str(kind), status=str(status))
    evidence = proof(sentence, f"action.{kind}", rng.randrange(40, 101) / 100)
    target_id = target.id if has_target else None
    return Action(actor.id, kind, target_id, amount, unit, rate, status, evidence, own_date or date)
