"""From the claims of one document, and what their names come to, to an id for each of its actors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.resolve.claim import Claim, Link, Name, Reason
from kg.resolve.known import known, leading_state
from kg.resolve.naming import Outcome
from kg.resolve.spelling import folded_words, slug

__all__ = ["is_own", "place"]

_OWN = re.compile(r"[a-z]+/[0-9a-f]{16}-.+")


def is_own(actor: str) -> bool:
    """Whether an id is good for one document only.

    >>> is_own("group/9f86d081884c7d65-officials"), is_own("group/china-officials")
    (True, False)
    """
    return _OWN.fullmatch(actor) is not None


def place(document_id: str, claims: Sequence[Claim], outcomes: Mapping[Name, Outcome]) -> dict[str, Link]:
    """A link for each claim, by its local id. ``outcomes`` has one for each name among the claims.

    >>> from kg.model import ActorType
    >>> us = Claim("us", ActorType.STATE, ("united", "states"), "US", fixed="state/US")
    >>> them = Claim("them", ActorType.GROUP, ("officials",), ties=("us",))
    >>> place("9f86d081884c7d65", (us, them), {})["them"].actor
    'group/united-states-officials'
    """
    links: dict[str, Link] = {}
    own: list[tuple[Claim, Reason]] = []
    for claim in claims:
        outcome = outcomes[claim.name] if claim.name else None
        if claim.fixed:
            links[claim.local] = Link(claim.fixed, Reason.GAZETTEER)
        elif outcome and outcome.actor:
            links[claim.local] = Link(outcome.actor, outcome.reason)
        elif outcome:
            own.append((claim, outcome.reason))
        elif not claim.ties and not claim.state:
            own.append((claim, Reason.ALONE))
    tied = {claim.local: claim for claim in claims if claim.ties or claim.state}
    alone = {claim.local for claim, _ in own}
    for claim in claims:
        if claim.local in tied and not _place_tied(claim, tied, links, alone):
            own.append((claim, Reason.ALONE))
    order = {claim.local: at for at, claim in enumerate(claims)}
    taken: set[str] = set()
    for claim, reason in sorted(own, key=lambda each: order[each[0].local]):
        links[claim.local] = Link(_own_id(document_id, claim, taken), reason)
    return links


def _place_tied(claim: Claim, tied: Mapping[str, Claim], links: dict[str, Link], alone: set[str]) -> bool:
    """Link a claim by its ties, and those that it hangs on first; False where they lead nowhere or in a circle."""
    if claim.local in links:
        return True
    if claim.local in alone:
        return False
    # Until it is placed it counts as alone, so that a circle of ties ends here.
    alone.add(claim.local)
    ties = []
    for local in claim.ties:
        if local in tied and not _place_tied(tied[local], tied, links, alone):
            return False
        if local not in links:
            return False
        ties.append(links[local].actor)
    alone.discard(claim.local)
    links[claim.local] = Link(_tied_id(claim, ties or [claim.state]), Reason.TIE)
    return True


def _tied_id(claim: Claim, ties: Sequence[str]) -> str:
    """``group/united-states-officials``; a mark follows where the words could be parted otherwise."""
    ties = sorted(set(ties))
    names = [folded_words(known()[tie].name) if tie in known() else _slug_words(tie) for tie in ties]
    shown = (*(word for name in names for word in name), *claim.words)
    plain = all(tie.startswith("state/") and tie in known() for tie in ties) and _parted(shown) == (ties, claim.words)
    return f"{claim.type}/{slug(shown, mark=() if plain else tuple(ties))}"


def _slug_words(actor: str) -> tuple[str, ...]:
    return tuple(actor.partition("/")[2].lower().split("-"))


def _parted(shown: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """The states at the beginning, and the rest."""
    states = []
    while len(shown) > 1 and (state := leading_state(shown)):
        states.append(state.id)
        shown = shown[len(folded_words(state.name)) :]
    return states, shown


def _own_id(document_id: str, claim: Claim, taken: set[str]) -> str:
    """The document's and the actor's; two actors of one document that nothing proves to be one stay two."""
    tail = (claim.country.lower(),) if claim.country else ()
    base = f"{claim.type}/{document_id}-{slug((*claim.words, *tail))}"
    actor, count = base, 2
    while actor in taken:
        actor, count = f"{base}-{count}", count + 1
    taken.add(actor)
    return actor
