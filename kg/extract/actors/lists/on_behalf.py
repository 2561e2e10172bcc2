"""The actors on whose behalf a party speaks: "A, on behalf of B", "A (for B)", "On behalf of B, A"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, clusters_among
from kg.extract.actors.lists.lists import listed, mention_by_token
from kg.extract.grammar.occurrences import after_article, lowered
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.mentions.mention import TokenMention
from kg.model import ActorType, MentionReason

__all__ = ["spoken_for", "spoken_for_and_next", "still_spoken_for"]


def spoken_for(doc: Doc, token: Token) -> list[Cluster]:
    """The actors on whose behalf the party at ``token`` speaks: "A, on behalf of B", "A (for B)", "A, for B,", "On
    behalf of B, A"; with the party itself in "A, also on behalf of B"."""
    return spoken_for_and_next(doc, token)[0]


def spoken_for_and_next(doc: Doc, token: Token, *, alone: bool = False) -> tuple[list[Cluster], list[Token]]:
    """What `spoken_for` finds, and who speaks in turn after them, unless ``alone`` is asked: "A, for B, [C], for D"."""
    mention = mention_by_token(doc).get(token.i)
    i = _phrase_end(doc, token, mention)
    while i < len(doc) and doc[i].text in {",", "("}:
        i += 1
    words = [*lowered(doc)[i : i + 6]]
    also = "also" in words[:3]
    if also:
        i += 1
        words.remove("also")
    skip = 0
    if words[:3] == ["on", "behalf", "of"]:
        skip = 3
    elif words[:2] in (["speaking", "for"], ["speaking", "on"], ["representing", "the"]):
        skip = 4 if words[1] == "on" else 2 if words[1] == "for" else 1
    elif words[:1] == ["for"] and (
        i > (mention.end if mention is not None else token.i + 1)
        or (mention is not None and mention.type == ActorType.STATE and _opens_with_bloc(doc, i + 1))
    ):
        first = mention.start if mention is not None else token.i
        skip = int("for" not in lowered(doc)[max(first - 2, 0) : first])  # not "for A, for B and for C"
    heads = listed(doc, i + skip)[0] if skip else _fronted_heads(doc, token, mention)
    turns = (n for n, t in enumerate(heads) if n and skip and not alone and spoken_for_and_next(doc, t, alone=True)[0])
    end = next(turns, len(heads))
    speaker = [c] if also and (c := cluster_at(token)) is not None else []
    return speaker + clusters_among(heads[:end]), heads[end : end + 1]


def still_spoken_for(doc: Doc, token: Token, cluster: Cluster) -> list[Cluster]:
    """The actors for whom a pronoun still speaks, as its antecedent did up to a sentence before: "Barbados, for AOSIS,
    named a level. [He] called for a rule." """
    if token.pos_ != "PRON":
        return []
    names = [m for m in cluster.mentions if m.start < token.i and m.reason != MentionReason.PRONOUN]
    if not names:
        return []
    last_name = max(names, key=lambda m: m.start)
    start, _ = sentence_bounds(token)
    is_near = last_name.start >= (sentence_bounds(doc[start - 1])[0] if start else start)
    return spoken_for(doc, doc[last_name.head]) if is_near else []


def _fronted_heads(doc: Doc, token: Token, mention: TokenMention | None) -> list[Token]:
    """The heads of B in "On behalf of B, A urged ...", where the sentence opens so and A follows the comma."""
    start, _ = sentence_bounds(token)
    if doc[start].lower_ not in {"on", "speaking", "for"}:
        return []
    name_start = mention.start if mention is not None else token.i
    while name_start > 0 and doc[name_start - 1].lower_ == "the":
        name_start -= 1
    words = lowered(doc)[start : start + 5]
    index = start + (words[:1] == ("speaking",))
    if lowered(doc)[index : index + 3] == ("on", "behalf", "of"):
        index += 3
    elif words[:2] == ("speaking", "for") or (words[:1] == ("for",) and _opens_with_bloc(doc, index + 1)):
        index += 1
    else:
        return []
    heads, end = listed(doc, index)
    heads = [t for t in heads if t.i != token.i]
    return heads if heads and doc[name_start - 1].text == "," and end >= name_start - 1 else []


def _opens_with_bloc(doc: Doc, start: int) -> bool:
    """Whether a bloc begins at ``start``, or after an article there: "For the AFRICAN GROUP, KENYA urged"."""
    start += start < len(doc) and doc[start].lower_ == "the"
    mention = mention_by_token(doc).get(start)
    return mention is not None and mention.type == ActorType.BLOC


def _phrase_end(doc: Doc, token: Token, mention: TokenMention | None) -> int:
    """Where the noun phrase of a party ends, with an "of" and an actor after it ("the delegation of Peru")."""
    end = mention.end if mention is not None else token.i + 1
    if end + 1 < len(doc) and doc[end].lower_ == "of":
        covering = mention_by_token(doc)
        actor_start = after_article(doc, end + 1)
        if actor_start < len(doc) and actor_start in covering:
            end = covering[actor_start].end
    return end
