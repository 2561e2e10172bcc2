"""A graph of any size, made up and always the same: what the tests and the benchmarks of the stores and questions read.

Every sentence is written around its facts, so that each span holds its own words. The world is small on purpose (some
hundreds of actors, of which few are met often), the names are awkward on purpose, and every heading, stance, modality,
absent value and link occurs within a few documents.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import batched

from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Affiliation,
    Document,
    Evidence,
    Facts,
    Genre,
    IssueLink,
    Label,
    Lead,
    Mention,
    MentionReason,
    Negotiation,
    Passage,
    Position,
    PositionModality,
    ResolvedActor,
    ResolvedDocument,
    Role,
    Stance,
    Statement,
    TalkModality,
)
from kg.stores.protocol import Batch

__all__ = ["batches", "resolved_documents"]

STATES = (
    ("US", "United States", ("US", "Washington")),
    ("CN", "China", ("Beijing", "PRC")),
    ("RU", "Russia", ("Moscow",)),
    ("DE", "Germany", ("Berlin",)),
    ("FR", "France", ("Paris",)),
    ("GB", "United Kingdom", ("Britain", "London", "UK")),
    ("JP", "Japan", ("Tokyo",)),
    ("BR", "Brazil", ("Brasília",)),
    ("CI", "Côte d’Ivoire", ("Ivory Coast",)),
    ("TR", "Türkiye", ("Ankara", "Turkey")),
    ("IR", "Iran", ("Tehran",)),
    ("MX", "Mexico", ("Ciudad de México",)),
)
BLOCS = ("European Union", "G-77/China", "Alliance of “Small” Islands", "Grupo de los Andes", "Umbrella Group")
BODIES = (
    'Center for "Fair" Trade',
    "World Trade Organization",
    "Müller & Söhne",
    "Agência Lusófona",
    "O'Hara Institute",
)
GIVEN = ("Łucja", "Seán", "İbrahim", "Thị Mai", "José", "Anaïs", "Björn", "Zoë", "Nikola", "𠮷野", "Ffion", "Dmitri")
FAMILY = (
    "O'Brien",
    "Núñez",
    "Żak",
    "Çelik",
    "Nguyễn",
    "Lindström",
    "Pérez",
    'Vance "Red" Lee',
    "d’Arcy",
    "Ó Sé",
    "Wang",
    "Li",
)
TITLES = ("chief negotiator", "vice minister", "special envoy", "trade commissioner", "secretary of state")
LABELS = ("hard-liner", "dove", "moderate", "hawk", "pragmatist")
PUBLISHERS = ("The Quay Courier", "Bulletin des Négociations", "Ministry Wire", None)

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
TALKS: Mapping[TalkModality, str] = {
    TalkModality.ACTUAL: "{a} met {b} for talks",
    TalkModality.PLANNED: "{a} will meet {b}",
    TalkModality.POSSIBLE: "{a} could meet {b}",
    TalkModality.REFUSED: "{a} would not sit down with {b}",
}
FIRST_DAY = dt.date(2014, 1, 6)
DAYS = 4000


def resolved_documents(documents: int, positions: int = 25, seed: int = 0) -> Iterator[ResolvedDocument]:
    """``documents`` documents of ``positions`` positions each and some facts of every other heading, lazily.

    The same arguments give the same documents, and a longer run begins with those of a shorter one.

    >>> first, second = resolved_documents(2, positions=5)
    >>> len(first.facts.positions), first == next(resolved_documents(1, positions=5))
    (5, True)
    """
    for index in range(documents):
        yield _resolved_document(index, positions, random.Random(f"{seed}/{index}"))


def batches(documents: Iterable[ResolvedDocument], size: int = 50, revision: int = 0) -> Iterator[Batch]:
    """The documents as a store takes them, ``size`` a batch; the revision counts documents on from ``revision``."""
    for chunk in batched(documents, size):
        revision += len(chunk)
        actors = {actor.id: actor for document in chunk for actor in document.actors}
        yield Batch(revision=revision, written=chunk, actors=tuple(actors[key] for key in sorted(actors)))


@dataclass(slots=True)
class _Page:
    """A text that grows sentence by sentence and remembers where each actor is named."""

    text: str = ""
    sentences: int = 0
    mentions: dict[str, list[Mention]] = field(default_factory=dict)

    def write(
        self, template: str, rng: random.Random, /, **parts: str | ResolvedActor
    ) -> tuple[Passage, dict[str, Passage]]:
        """Add the template with its parts as one sentence; give back the sentence, and each part's span by its name."""
        if self.sentences:
            self.text += "\n\n" if self.sentences % 6 == 0 else " "
        self.sentences += 1
        start = len(self.text)
        spans: dict[str, Passage] = {}
        for piece in re.split(r"(\{\w+\})", template):
            key = piece[1:-1] if piece.startswith("{") else None
            part = parts[key] if key is not None else piece
            if isinstance(part, ResolvedActor):
                by_alias = bool(part.aliases) and rng.random() < 0.3
                words = rng.choice(part.aliases) if by_alias else part.name
                reason = MentionReason.ALIAS if by_alias else MentionReason.NAME
                mention = Mention(len(self.text), len(self.text) + len(words), words, reason)
                self.mentions.setdefault(part.id, []).append(mention)
            else:
                words = part
            if key is not None:
                spans[key] = Passage(len(self.text), len(self.text) + len(words), words)
            self.text += words
        self.text += "."
        return Passage(start, len(self.text), self.text[start:]), spans


def _resolved_document(index: int, positions: int, rng: random.Random) -> ResolvedDocument:
    date = None if rng.random() < 0.1 else FIRST_DAY + dt.timedelta(days=rng.randrange(DAYS))
    cast = _cast(rng)
    page = _Page()
    others = max(2, positions // 6)
    found = _positions(page, rng, cast, positions, date)
    facts = Facts(
        roles=tuple(_role(page, rng, cast) for _ in range(others)),
        affiliations=tuple(_affiliation(page, rng, cast) for _ in range(others)),
        leads=tuple(_lead(page, rng, cast) for _ in range(others)),
        negotiations=tuple(_negotiation(page, rng, cast) for _ in range(others)),
        statements=_statements(page, rng, cast, others),
        positions=found,
        labels=tuple(_label(page, rng, cast) for _ in range(others)),
        actions=tuple(_action(page, rng, cast, date) for _ in range(others)),
    )
    named = {actor.id: actor for actor in cast if actor.id in page.mentions}
    actors = tuple(
        Actor(
            id=actor.id,
            name=actor.name,
            type=actor.type,
            aliases=tuple(sorted({m.text for m in page.mentions[actor.id]} - {actor.name})),
            mentions=tuple(page.mentions[actor.id]),
            country=actor.country,
            gazetteer=actor.id if actor.type is ActorType.STATE else None,
        )
        for actor in named.values()
    )
    document = Document(
        text=page.text,
        name=f"talks-{index:06d}",
        uri=f"file:///generated/talks-{index:06d}.txt",
        title=None if rng.random() < 0.1 else f"Round {index}: “the” talks",
        date=date,
        source=rng.choice(PUBLISHERS),
        genre=rng.choice((*Genre, None)),
        encoding="utf-8",
    )
    return ResolvedDocument(
        document=document,
        facts=Facts(
            actors=actors,
            roles=facts.roles,
            affiliations=facts.affiliations,
            leads=facts.leads,
            negotiations=facts.negotiations,
            statements=facts.statements,
            positions=facts.positions,
            labels=facts.labels,
            actions=facts.actions,
        ),
        actors=tuple(named.values()),
    )


def _positions(
    page: _Page, rng: random.Random, cast: Sequence[ResolvedActor], count: int, date: dt.date | None
) -> tuple[Position, ...]:
    found: list[Position] = []
    by_id = {actor.id: actor for actor in cast}
    while len(found) < count:
        requests = [n for n, made in enumerate(found) if made.stance in REQUESTS and made.addressee]
        reply_to = rng.choice(requests) if requests and rng.random() < 0.25 else None
        if reply_to is None:
            stance = rng.choice(tuple(Stance))
            holder, addressee, first, second = rng.sample(cast, 4)
            matter, concepts = rng.choice(MATTERS)
        else:
            asked = found[reply_to]
            stance = rng.choice(REPLIES)
            holder, addressee = by_id[asked.addressee or ""], by_id[asked.holder]
            first, second = rng.sample([actor for actor in cast if actor not in (holder, addressee)], 2)
            matter = asked.matter.text
            concepts = dict(MATTERS)[matter]
        modality = rng.choices(tuple(MODALITIES), weights=(7, 1, 1, 1))[0]
        has_addressee = rng.random() < 0.6
        conditional = modality is PositionModality.CONDITIONAL
        own_date = (date or FIRST_DAY) - dt.timedelta(days=rng.randrange(60)) if rng.random() < 0.15 else None
        chain = (first, second)[: rng.choices((0, 1, 2), weights=(6, 3, 1))[0]]
        joint = rng.random() < 0.1 and second not in chain and len(found) + 1 < count
        template = (
            (f"On {own_date:%d %B %Y}, " if own_date else "")
            + (
                "{second} wrote that {first} had said that "
                if len(chain) == 2
                else "{first} said that "
                if chain
                else ""
            )
            + ("{holder} and {joint} " if joint else "{holder} ")
            + MODALITIES[modality]
            + PHRASES[stance][0 if has_addressee else 1]
            + (" {condition}" if conditional else "")
        )
        parts: dict[str, str | ResolvedActor] = {
            "holder": holder,
            "joint": second,
            "addressee": addressee,
            "first": first,
            "second": second,
            "matter": matter,
            "condition": rng.choice(CONDITIONS),
        }
        sentence, spans = page.write(template, rng, **parts)
        confidence = rng.randrange(30, 101) / 100
        for each in (holder, second) if joint else (holder,):
            found.append(
                Position(
                    holder=each.id,
                    stance=stance,
                    matter=spans["matter"],
                    addressee=addressee.id if has_addressee else None,
                    modality=modality,
                    evidence=_evidence(sentence, f"position.{stance}", confidence),
                    condition=spans["condition"] if conditional else None,
                    sources=tuple(actor.id for actor in chain),
                    reply_to=reply_to,
                    date=own_date or date,
                    issues=tuple(IssueLink(concept, rng.randrange(50, 101) / 100) for concept in concepts),
                )
            )
    return tuple(found)


def _role(page: _Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Role:
    person = rng.choice(_of(cast, ActorType.PERSON))
    body = rng.choice(_of(cast, ActorType.STATE, ActorType.ORGANIZATION)) if rng.random() < 0.7 else None
    title = rng.choice(TITLES)
    if body is None:
        sentence, _ = page.write("{person}, {title}, was there", rng, person=person, title=title)
    else:
        sentence, _ = page.write("{person}, {title} of {body}, was there", rng, person=person, title=title, body=body)
    return Role(person.id, title, body.id if body else None, _evidence(sentence, "role.apposition", 0.9))


def _affiliation(page: _Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Affiliation:
    member = rng.choice(_of(cast, ActorType.GROUP, ActorType.FACTION, ActorType.DELEGATION, ActorType.PERSON))
    of = rng.choice(_of(cast, ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION))
    sentence, _ = page.write("{member} spoke for {of}", rng, member=member, of=of)
    return Affiliation(member.id, of.id, _evidence(sentence, "affiliation.speaks-for", rng.randrange(40, 101) / 100))


def _lead(page: _Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Lead:
    leader = rng.choice(_of(cast, ActorType.PERSON))
    of = rng.choice(_of(cast, ActorType.DELEGATION, ActorType.FACTION, ActorType.ORGANIZATION))
    sentence, _ = page.write("{leader} headed {of}", rng, leader=leader, of=of)
    return Lead(leader.id, of.id, _evidence(sentence, "lead.verb", rng.randrange(40, 101) / 100))


def _negotiation(page: _Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Negotiation:
    a, b = rng.sample(cast, 2)
    modality = rng.choices(tuple(TALKS), weights=(5, 1, 1, 1))[0]
    sentence, _ = page.write(TALKS[modality], rng, a=a, b=b)
    return Negotiation((a.id, b.id), modality, _evidence(sentence, "negotiation.verb", rng.randrange(40, 101) / 100))


def _statements(page: _Page, rng: random.Random, cast: Sequence[ResolvedActor], count: int) -> tuple[Statement, ...]:
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
            content = _from_to(page.text, spans["cue"].end + 1, spans["content2"].end)
            evidence = _evidence(sentence, "statement.nested", 0.8)
            found.append(Statement((outer.id,), spans["cue"], content, "positive", None, evidence))
            within = len(found) - 1
            found.append(Statement((inner.id,), spans["cue2"], spans["content2"], "positive", within, evidence))
        else:
            template = "{outer} and {inner} {cue} {content}"
            sentence, spans = page.write(template, rng, outer=outer, inner=inner, **words)
            evidence = _evidence(sentence, "statement.verb", 0.8)
            polarity = rng.choice(("positive", "negative"))
            found.append(Statement((outer.id, inner.id), spans["cue"], spans["content"], polarity, None, evidence))
    return tuple(found)


def _label(page: _Page, rng: random.Random, cast: Sequence[ResolvedActor]) -> Label:
    actor = rng.choice(_of(cast, ActorType.PERSON, ActorType.FACTION, ActorType.GROUP))
    source = rng.choice([other for other in cast if other != actor]) if rng.random() < 0.6 else None
    label = rng.choice(LABELS)
    if source is None:
        sentence, _ = page.write("{actor}, a {label}, kept silent", rng, actor=actor, label=label)
    else:
        sentence, _ = page.write("{source} called {actor} a {label}", rng, source=source, actor=actor, label=label)
    return Label(actor.id, label, _evidence(sentence, "label.noun", 0.7), source.id if source else None)


def _action(page: _Page, rng: random.Random, cast: Sequence[ResolvedActor], date: dt.date | None) -> Action:
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
    evidence = _evidence(sentence, f"action.{kind}", rng.randrange(40, 101) / 100)
    target_id = target.id if has_target else None
    return Action(actor.id, kind, target_id, amount, unit, rate, status, evidence, own_date or date)


def _evidence(sentence: Passage, rule: str, confidence: float) -> Evidence:
    return Evidence(sentence.start, sentence.end, sentence.text, rule, confidence)


def _from_to(text: str, start: int, end: int) -> Passage:
    return Passage(start, end, text[start:end])


def _of(cast: Sequence[ResolvedActor], *types: ActorType) -> list[ResolvedActor]:
    return [actor for actor in cast if actor.type in types]


def _cast(rng: random.Random) -> tuple[ResolvedActor, ...]:
    """Two or three sides that talk in one document, and who stands around them; the first states are met most often."""
    sides, blocs, bodies = _world()
    weights = [1 / (rank + 1) for rank in range(len(sides))]
    chosen: list[int] = []
    while len(chosen) < 3:
        side = rng.choices(range(len(sides)), weights=weights)[0]
        if side not in chosen:
            chosen.append(side)
    cast = [actor for side in chosen for actor in (*sides[side][:5], *rng.sample(sides[side][5:], 4))]
    return (*cast, rng.choice(blocs), rng.choice(bodies))


@cache
def _world() -> tuple[tuple[tuple[ResolvedActor, ...], ...], tuple[ResolvedActor, ...], tuple[ResolvedActor, ...]]:
    """The sides (a state, its ministry, delegation, factions and officials, then its people), the blocs, the bodies."""
    sides = []
    for number, (code, name, aliases) in enumerate(STATES):
        state = ResolvedActor(f"state/{code}", name, ActorType.STATE, tuple(sorted(aliases)), code, f"Q{100 + number}")
        bodies = (
            _actor(f"Commerce Ministry of {name}", ActorType.ORGANIZATION, code),
            _actor(f"{name} negotiating team", ActorType.DELEGATION, code),
            _actor(f"{name} “hard-liners”", ActorType.FACTION, code),
            _actor(f"{name} officials", ActorType.GROUP, code),
        )
        people = tuple(
            _actor(f"{GIVEN[(number + step) % 12]} {FAMILY[(number * 5 + step * 7) % 12]}", ActorType.PERSON, code)
            for step in range(12)
        )
        sides.append((state, *bodies, *people))
    return (
        tuple(sides),
        tuple(_actor(name, ActorType.BLOC, None) for name in BLOCS),
        tuple(_actor(name, ActorType.ORGANIZATION, None) for name in BODIES),
    )


def _actor(name: str, kind: ActorType, country: str | None) -> ResolvedActor:
    slug = re.sub(r"[^a-z0-9]+", "-", _plain(name)).strip("-")
    if kind is ActorType.PERSON:
        slug = f"{slug}-{(country or '').lower()}"
        aliases: tuple[str, ...] = (name.split(" ", 1)[1],)
    else:
        aliases = ()
    return ResolvedActor(f"{kind}/{slug}", name, kind, aliases, country)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
