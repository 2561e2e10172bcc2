"""Which of several persons with one surname a single name means, by the post or honorific beside it: a "President
Clinton" who is not Hillary Clinton, or the one of "Karl and Ana Ruiz" who is "Mr Ruiz"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.antecedents.kin import is_introduced_as_spouse
from kg.extract.actors.antecedents.passed_over_holders import comes_to_office
from kg.extract.actors.cluster import Cluster, Gatherer
from kg.extract.actors.gender import gender_beside, gender_of
from kg.extract.grammar.occurrences import word_at
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.words.folding import name_parts
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import word_set

__all__ = ["is_relative_of_leader", "is_without_office", "one_of_couple", "partner_with", "surnames_of_partners"]

WORDS_OF_COUPLES = {"and", "&"}
WORDS_OF_POSTS_NOT_HELD = word_set("words-of-posts-not-held")
CONTESTS_WITHIN_PARTIES = {"caucus", "nomination", "primary"}
"""What somebody wins without coming to the post that it is for."""


def is_without_office(doc: Doc, person: Cluster) -> bool:
    """Whether a text does not tell, by the words around a name, that somebody comes to a post or is said to hold one:
    "[Ana Ruiz] won the election", "[Ana Ruiz] was elected president", "[Ana Ruiz] is the president"."""
    return not any(_is_holder(doc[m.head]) for m in person.mentions)


def _is_holder(name: Token) -> bool:
    won = {c.lemma_ for c in name.head.children if c.dep_ == "dobj"}
    if comes_to_office(name) and won.isdisjoint(CONTESTS_WITHIN_PARTIES):
        return True
    predicates = (c for c in name.head.children if c.dep_ == "attr" and name.head.lemma_ in {"be", "become"})
    return name.dep_ == "nsubj" and any(c.i in title_tokens(name.doc) for c in predicates)


def is_relative_of_leader(doc: Doc, person: Cluster) -> bool:
    """Whether somebody with a leader's surname is hardly the leader: a list has the leaders of that surname, all with
    other given names, or the text introduces the person as a spouse or as the first lady."""
    parts = name_parts(person.name)
    if len(parts) < 2:
        return False
    is_namesake = led_by(parts[-1]) is not None and led_by(person.name) is None
    is_first_lady = any(
        word_at(doc, m.start - 1) == "lady" and word_at(doc, m.start - 3) not in WORDS_OF_POSTS_NOT_HELD
        for m in person.mentions
    )
    return is_namesake or is_first_lady or is_introduced_as_spouse(doc, person)


def surnames_of_partners(doc: Doc, names: Sequence[TokenMention]) -> Mapping[int, str]:
    """The surnames of those whose given name is joined with a full name, "[Karl] and Ana Ruiz", by the heads of the
    given names; none for a post's holder or a known leader, who is called by a surname: "Obama and Ana Ruiz"."""
    full_names_by_start = {m.start: m for m in names if len(name_parts(m.name)) > 1}
    surnames: dict[int, str] = {}
    for mention in names:
        other = full_names_by_start.get(mention.end + 1)
        if other is None or len(name_parts(mention.name)) != 1 or word_at(doc, mention.end) not in WORDS_OF_COUPLES:
            continue
        has_title = mention.start - 1 in title_tokens(doc) or word_at(doc, mention.start - 1) in HONORIFICS | {"."}
        if not has_title and led_by(mention.name) is None:
            surnames[mention.head] = name_parts(other.name)[-1]
    return surnames


def partner_with(clusters: Iterable[Cluster], surname: str, surnames: Mapping[int, str]) -> Cluster | None:
    """The person known only by the given name who shares a surname with the one joined; see `surnames_of_partners`."""
    unnamed = (c for c in clusters if len(name_parts(c.name)) == 1)
    return next((c for c in unnamed if any(surnames.get(m.head) == surname for m in c.mentions)), None)


def one_of_couple(
    gatherer: Gatherer, mention: TokenMention, bearers: Sequence[Cluster], partner: Cluster, surnames: Mapping[int, str]
) -> list[Cluster]:
    """The one whom a surname means, of its ``bearers`` and a ``partner`` known by the given name: the only one of the
    gender of "Mr" or "Ms". Without these words those of the partner's gender, who are no couple with the partner, and
    those whom the text names in full elsewhere, too; in doubt nobody."""
    doc = gatherer.doc
    gender = gender_beside(doc, mention)
    if gender is not None:
        fitting = [c for c in (*bearers, partner) if gender_of(doc, c) == gender]
        return fitting if len(fitting) == 1 else []
    gender_of_partner = gender_of(doc, partner)
    if gender_of_partner is None:
        return list(bearers)  # "Netanyahu and Ana Ruiz" are no couple
    ends_of_partners = {m.end for m in partner.mentions if m.head in surnames}
    return [
        c
        for c in bearers
        if gender_of(doc, c) == gender_of_partner or any(m.start - 1 not in ends_of_partners for m in c.mentions)
    ]
