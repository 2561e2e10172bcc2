"""Positions that are enumerated: "The demands include A, B and C"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract.frames.predicates import match, noun_stance
from kg.extract.grammar.arcs import has_own_subject
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, subjects
from kg.extract.grammar.occurrences import stands_between
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.positions.listings.groups import is_share, listed_matter
from kg.extract.positions.proposing.holder import holders_at
from kg.extract.positions.proposing.owners.nouns import noun_holders
from kg.extract.positions.proposing.proposal import ASKING, Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.positions.proposing.table import TOKENS_TO_LISTING
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_colon", "from_listing", "from_opening"]

STANCES_BEFORE_COLONS = {*ASKING, Stance.SUPPORT, Stance.OPPOSE, Stance.CONCERN}
"""Stances whose matters may be listed after a colon."""
VERBS_OF_HANDING_OVER = word_set("verbs-of-handing-over")
KINDS_OF_DEMANDS = word_set("kinds-of-demands")
POINTS_OF_DEMANDS = word_set("points-of-demands")
VERBS_OF_LISTING = word_set("verbs-of-listing")


def from_opening(proposals: Proposals, noun: Token) -> None:
    """ "A list of requests [that Peru handed over]", "Peru has put forward [demands of three kinds]", "wants [relief of
    three sorts]", "handed over a paper with [24 points]": remember the holders of demands that later sentences may
    list."""
    verb = next((c for c in noun.children if c.dep_ in {"relcl", "acl"} and c.lemma_ in VERBS_OF_HANDING_OVER), None)
    is_counted = noun.dep_ == "pobj" and any(c.dep_ == "nummod" for c in noun.children)
    of_points = Stance.DEMAND if is_counted and noun.lemma_ in POINTS_OF_DEMANDS else None
    if is_counted and noun.lemma_ in KINDS_OF_DEMANDS | POINTS_OF_DEMANDS:
        above = noun.head.head  # a verb where the parser hangs "with 24 points" on it, not on what is handed over
        noun = next((c for c in above.children if c.dep_ == "dobj"), above) if above.pos_ == "VERB" else above
    if verb is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        verb = noun.head
    if verb is None:
        return
    hit = match(noun) if verb.lemma_ in VERBS_OF_HANDING_OVER else match(verb)
    stance = hit[0].stance if hit is not None else of_points
    if stance not in ASKING:
        return
    subject = [c for c in verb.children if c.dep_ == "nsubj" and c.lower_ not in RELATIVE_PRONOUNS]
    holders = holders_at(subject or subjects(verb), "listing")
    if holders:
        proposals.table.list_demands(holders, stance, noun)


def from_listing(proposals: Proposals, verb: Token) -> None:
    """ "The US demands include A, B and C", "Those involve D": propose each matter for the demands' holders."""
    subject = _subject(verb) if verb.lemma_ in VERBS_OF_LISTING else None
    if subject is None:
        return
    noun, stance = _demands(verb, subject)
    if not _opens(proposals, verb, subject, noun, stance):
        return
    listing = proposals.table.listing
    if listing is None or verb.i - listing.last_token > TOKENS_TO_LISTING:
        return
    sources = () if noun is not None else listing.sources
    proposals.table.listing = listing = replace(listing, last_token=int(verb.i), sources=sources)
    extra = {f"list={verb.lemma_}": 1.0, "anaphoric": float(noun is None)}
    for child in verb.children:
        if child.dep_ not in {"dobj", "attr", "ccomp", "xcomp"} or child.i < verb.i:
            continue
        if verb.lemma_ == "be" and noun is not None and noun.tag_ != "NNS" and child.dep_ not in {"ccomp", "xcomp"}:
            continue
        items = _items(child)
        for item in items:
            proposals.put(listed_matter(listing, verb, _without_others(item, items), item, extra))


def _subject(verb: Token) -> Token | None:
    """The subject of a verb of listing; where the parser took the verb for a participle, "some of the demands involved
    ...", the noun that it modifies."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "npadvmod", "nsubjpass"} and c.i < verb.i), None)
    return verb.head if subject is None and verb.dep_ in {"acl", "relcl"} else subject


def _demands(verb: Token, subject: Token) -> tuple[Token | None, Stance | None]:
    """The last noun of stance among the words of the subject, and its stance."""
    noun, stance = None, None
    for token in [subject] if subject.i == verb.head.i else subject.subtree:
        found = noun_stance(token) if token.pos_ in {"NOUN", "PROPN"} else None
        if found is not None:
            noun, stance = token, found
    return noun, stance


def _opens(proposals: Proposals, verb: Token, subject: Token, noun: Token | None, stance: Stance | None) -> bool:
    """Whether a verb lists demands: those of a noun, whose holders are remembered, or, with a subject like "others",
    more of those listed before."""
    if noun is None or stance is None:
        goes_on = subject.lower_ in word_set("list-anaphors") or is_share(subject)
        return verb.lemma_ != "be" and goes_on
    if stance not in ASKING:
        return False
    holders = holders_at(*noun_holders(noun))
    if holders:
        proposals.table.list_demands(holders, stance, noun)
    return True


def _without_others(item: Token, items: list[Token]) -> tuple[int, int]:
    """The tokens of an item without the items that depend on it."""
    doc = item.doc
    start, end = trimmed(item, drop={"punct", "cc", "relcl", "mark"})
    below = [
        c.left_edge.i
        for c in item.children
        if c.i > item.i and (c.dep_ in {"conj", "cc"} or c.lower_ in {"such", "as", "including"} or c in items)
    ]
    below += [other.left_edge.i for other in items if item.i < other.left_edge.i]
    end = min([end, *below])
    while end - 1 > item.i and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc"):
        end -= 1
    return start, end


def from_colon(proposals: Proposals, mark: Token) -> None:
    """ "Three conditions: A, B and C", "the need to: do A; do B": propose each for the holders of the position before
    the mark, with its stance."""
    doc = proposals.doc
    start, end = sentence_bounds(mark)
    before = proposals.table.position_before(mark)
    if before is None or before.predicate.i < start or mark.i + 1 >= end or before.stance not in STANCES_BEFORE_COLONS:
        return
    if mark.text == ";":
        if not stands_between(doc, ":", start, mark.i):
            return
        stop = next((i for i in range(mark.i + 1, end) if doc[i].text in {";", "."}), end)
        first = mark.i + 1 + (doc[mark.i + 1].dep_ == "cc")
        items = [(first, stop)] if first < stop and _is_item(doc[first:stop].root, before.head) else []
    elif before.head.tag_ == "NNS" and before.matter[1] == mark.i and not stands_between(doc, ";", mark.i, end):
        items = [trimmed(t, drop={"punct", "cc", "mark"}) for t in _items(doc[mark.i + 1 : end].root)]
        items = [(a, min([b, *(c for c, _ in items if a < c)])) for a, b in items]
    else:
        stop = next((i for i in range(mark.i + 1, end) if doc[i].text in {";", "."}), end)
        near = before.matter[1] <= mark.i <= before.matter[1] + 3 and stands_between(doc, ";", mark.i, end)
        items = [(mark.i + 1, stop)] if near and _is_item(doc[mark.i + 1 : stop].root, before.head) else []
    for first, last in items:
        while last - 1 > first and (doc[last - 1].is_punct or doc[last - 1].dep_ == "cc"):
            last -= 1
        head = doc[first:last].root
        extra = {f"list={mark.text}": 1.0, f"listed={head.pos_}": 1.0}
        stance, holders = before.stance, before.holders
        proposals.put(
            Proposal("position.listing", mark, stance, holders, (first, last), head, slot="listing", extra=extra)
        )


def _is_item(root: Token, other: Token) -> bool:
    """Whether the phrase beside a semicolon may be an item after a matter like ``other``, and is no full clause."""
    if root.pos_ in {"NOUN", "PROPN"}:
        return other.pos_ in {"NOUN", "PROPN", "VERB"}
    return root.pos_ == "VERB" and root.tag_ in {"VB", "VBG"} and not has_own_subject(root)


def _items(first: Token) -> list[Token]:
    """The items enumerated from ``first`` on: conjuncts, gerunds that depend on gerunds, and what follows "such as"."""
    return [t for t in first.subtree if t.i == first.i or _is_further_item(first, t)]


def _is_further_item(first: Token, token: Token) -> bool:
    if token.dep_ in {"pobj", "pcomp"}:
        return token.head.lower_ in {"as", "including"} and token.head.head.i == first.i
    gerund = token.dep_ in {"conj", "advcl"} and token.tag_ == first.tag_ == "VBG"
    return gerund or _is_in_chain_of(first, token)


def _is_in_chain_of(first: Token, token: Token) -> bool:
    """Whether a chain of conjuncts and appositions leads from ``first`` to a token."""
    while token.dep_ in {"conj", "appos"}:
        token = token.head
        if token.i == first.i:
            return True
    return False
