"""The actors of the made-up world, and those that meet in one document."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from kg.model import ActorType, ResolvedActor

__all__ = ["among", "cast_of_talks"]

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


def cast_of_talks(rng: random.Random) -> tuple[ResolvedActor, ...]:
    """The actors of one document: three sides that talk, a bloc and a body; the first states are the most frequent."""
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


def among(cast: Sequence[ResolvedActor], *types: ActorType) -> list[ResolvedActor]:
    """Those of the cast that are of these types."""
    return [actor for actor in cast if actor.type in types]
