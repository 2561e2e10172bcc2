"""Positions, and the sentences that state them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import IssueLink, Position, PositionModality, ResolvedActor, Stance
from tests.doubles.factory.page import Page, proof

__all__ = ["FIRST_DAY", "MATTERS", "positions_on"]

MATTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lower tariffs on steel", ("SteelAndAluminumTariffs",)),
    ("an end to the new duties", ("Tariffs",)),
    ("zero tariffs on cars", ("AutoTariffs",)),
    ("changes in industrial policy", ("IndustrialPolicy",)),
    ("state aid and duties on aluminium", ("Subsidies", "SteelAndAluminumTariffs")),
    ("the protection of trade secrets", ("IntellectualProperty",)),
    ("forced handing over of know-how", ("TechnologyTransfer", "IntellectualProperty")),
    ("wider access for foreign banks", ("FinancialServicesAccess",)),
    ("a smaller trade deficit", ("TradeDeficit",)),
    ("the release of the detainees", ("PrisonerExchange",)),
    ("a lasting ceasefire", ("Ceasefire",)),
    ("money for adaptation", ("ClimateFinance",)),
    ("deeper cuts in emissions", ("EmissionTargets",)),
    ("an easing of the sanctions", ("SanctionsRelief",)),
    ("the ‘third’ corridor", ()),
    ("a common reading of the annex", ()),
    ("seats for observers", ()),
    ("the language of the preamble", ()),
    ("a hotline between the capitals", ()),
)
PHRASES: Mapping[Stance, tuple[str, str]] = {
    Stance.DEMAND: ("demanded {matter} of {addressee}", "demanded {matter}"),
    Stance.PROPOSE: ("proposed {matter} to {addressee}", "proposed {matter}"),
    Stance.OFFER: ("offered {matter} to {addressee}", "offered {matter}"),
    Stance.COMMIT: ("promised {matter} to {addressee}", "promised {matter}"),
    Stance.SUPPORT: ("backed {addressee} over {matter}", "backed {matter}"),
    Stance.ACCEPT: ("agreed with {addressee} to {matter}", "agreed to {matter}"),
    Stance.OPPOSE: ("stood against {addressee} over {matter}", "stood against {matter}"),
    Stance.REJECT: ("refused {addressee} {matter}", "refused {matter}"),
    Stance.ACCUSE: ("blamed {addressee} for {matter}", "complained of {matter}"),
    Stance.DENY: ("denied to {addressee} any part in {matter}", "denied any part in {matter}"),
    Stance.THREATEN: ("threatened {addressee} with reprisals over {matter}", "threatened reprisals over {matter}"),
    Stance.CONCERN: ("told {addressee} of its worries about {matter}", "was worried about {matter}"),
}
REQUESTS = (Stance.DEMAND, Stance.PROPOSE, Stance.OFFER)
REPLIES = (Stance.ACCEPT, Stance.REJECT, Stance.OPPOSE, Stance.SUPPORT, Stance.OFFER, Stance.DENY)
MODALITIES: Mapping[PositionModality, str] = {
    PositionModality.ASSERTED: "",
    PositionModality.POSSIBLE: "perhaps ",
    PositionModality.CONDITIONAL: "would have ",
    PositionModality.REPORTED_BELIEF: "is believed to have ",
}
CONDITIONS = ("if the others moved first", "unless the “freeze” ended", "so long as the truce held")
FIRST_DAY = dt.date(2014, 1, 6)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said, by whom and to whom, in reply to which earlier position; and two actors who may report it."""

    stance: Stance
    holder: ResolvedActor
    addressee: ResolvedActor
    first: ResolvedActor
    second: ResolvedActor
    matter: str
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class _Manner:
    """How it is said: its modality, whether to an addressee, when, reported by whom, and whether by two holders."""

    modality: PositionModality
    has_addressee: bool
    date: dt.date | None
    chain: tuple[ResolvedActor, ...]
    joint: bool

    @property
    def is_conditional(self) -> bool:
        return self.modality is PositionModality.CONDITIONAL


def positions_on(
    page: Page, rng: random.Random, cast: Sequence[ResolvedActor], count: int, date: dt.date | None
) -> tuple[Position, ...]:
    """``count`` positions, some of them replies to earlier ones; a joint position counts as two."""
    found: list[Position] = []
    while len(found) < count:
        said = _said(rng, cast, found)
        manner = _manner(rng, said, date, has_room=len(found) + 1 < count)
        parts: dict[str, str | ResolvedActor] = {
            "holder": said.holder,
            "joint": said.second,
            "addressee": said.addressee,
            "first": said.first,
            "second": said.second,
            "matter": said.matter,
            "condition": rng.choice(CONDITIONS),
        }
        sentence, spans = page.write(_template(said, manner), rng, **parts)
        confidence = rng.randrange(30, 101) / 100
        concepts = dict(MATTERS)[said.matter]
        for each in (said.holder, said.second) if manner.joint else (said.holder,):
            found.append(
                Position(
                    holder=each.id,
                    stance=said.stance,
                    matter=spans["matter"],
                    addressee=said.addressee.id if manner.has_addressee else None,
                    modality=manner.modality,
                    evidence=proof(sentence, f"position.{said.stance}", confidence),
                    condition=spans["condition"] if manner.is_conditional else None,
                    sources=tuple(actor.id for actor in manner.chain),
                    reply_to=said.reply_to,
                    date=manner.date or date,
                    issues=tuple(IssueLink(concept, rng.randrange(50, 101) / 100) for concept in concepts),
                )
            )
    return tuple(found)


def _said(rng: random.Random, cast: Sequence[ResolvedActor], found: Sequence[Position]) -> _Said:
    requests = [n for n, made in enumerate(found) if made.stance in REQUESTS and made.addressee]
    reply_to = rng.choice(requests) if requests and rng.random() < 0.25 else None
    if reply_to is None:
        stance = rng.choice(tuple(Stance))
        holder, addressee, first, second = rng.sample(cast, 4)
        return _Said(stance, holder, addressee, first, second, rng.choice(MATTERS)[0])
    by_id = {actor.id: actor for actor in cast}
    asked = found[reply_to]
    stance = rng.choice(REPLIES)
    holder, addressee = by_id[asked.addressee or ""], by_id[asked.holder]
    first, second = rng.sample([actor for actor in cast if actor not in (holder, addressee)], 2)
    return _Said(stance, holder, addressee, first, second, asked.matter.text, reply_to)


def _manner(rng: random.Random, said: _Said, date: dt.date | None, has_room: bool) -> _Manner:
    modality = rng.choices(tuple(MODALITIES), weights=(7, 1, 1, 1))[0]
    has_addressee = rng.random() < 0.6
    own_date = (date or FIRST_DAY) - dt.timedelta(days=rng.randrange(60)) if rng.random() < 0.15 else None
    chain = (said.first, said.second)[: rng.choices((0, 1, 2), weights=(6, 3, 1))[0]]
    joint = rng.random() < 0.1 and said.second not in chain and has_room
    return _Manner(modality, has_addressee, own_date, chain, joint)


def _template(said: _Said, manner: _Manner) -> str:
    reporters = ("", "{first} said that ", "{second} wrote that {first} had said that ")
    return (
        (f"On {manner.date:%d %B %Y}, " if manner.date else "")
        + reporters[len(manner.chain)]
        + ("{holder} and {joint} " if manner.joint else "{holder} ")
        + MODALITIES[manner.modality]
        + PHRASES[said.stance][0 if manner.has_addressee else 1]
        + (" {condition}" if manner.is_conditional else "")
    )
