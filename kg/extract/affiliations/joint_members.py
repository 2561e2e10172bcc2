"""Members of a body by what they are said to be, or to form together.

"As a member of the Union, Cyprus", "the Forum unites Chile and Peru", "a pact between Chile and Peru", "Union members
such as Chile", "the signatories to the pact were Chile and Peru".
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, Cluster, cluster_at, clusters_among
from kg.extract.actors.lists.lists import listed, mentions_by_start
from kg.extract.actors.lists.subjects import actors_of
from kg.extract.actors.pairs import pair_of
from kg.extract.affiliations.non_members import is_no_member, is_no_membership
from kg.extract.affiliations.proposals import Ties
from kg.extract.grammar.arcs import complements, objects_of
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, is_passive, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.occurrences import after_article, examples_at, follows_prefix, occurrences, word_at
from kg.extract.grammar.tense import SUBJECTS, is_infinitive
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.organizations import DASHES
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["from_joint_members"]

WORDS_FOR_FELLOW_MEMBERS = word_set("words-for-fellow-members")
VERBS_OF_UNITING = word_set("verbs-of-uniting")
BODIES_BETWEEN_PARTIES = word_set("bodies-between-parties")
PREPOSITIONS_OF_PARTIES = {"among", "between"}
PLURALS_FOR_LANDS = word_set("plurals-for-lands")
PREPOSITIONS_OF_MEMBERSHIP = word_set("prepositions-of-membership")
WOULD = {"'d", "would"}
WORDS_BEFORE_OTHER_AS = {"well", "such"}
"""Words before an "as" that does not say what somebody is: "as well as members of the Union"."""
WORDS_BEFORE_OTHERS = {"plus", "well"}
"""Words in a list before those beside its items: "Chile as well as Peru"."""
WHOLES = {ActorType.BLOC, ActorType.ORGANIZATION, ActorType.GROUP}
NOUNS_FOR_STATES = word_set("nouns-for-states") | {"side"}
PAIRED_POSTS = word_set("paired-posts")
"""Nouns for those at the head of two states, who are named elsewhere: "both countries' leaders"."""
OUTSIDERS = word_set("states-beside-states") | word_set("people-beside-somebody")
"""Nouns for those outside the two states: "the creditors of both countries"."""
TYPES_OF_PARTS = {ActorType.GROUP, ActorType.ORGANIZATION, ActorType.DELEGATION}
MEMBERS = {ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC, ActorType.PERSON}


def from_joint_members(doc: Doc, ties: Ties) -> None:
    """Propose members that are said to act as such, what belongs to each of two states, and whom a body unites."""
    for token in occurrences(doc, (), WORDS_FOR_FELLOW_MEMBERS):
        _propose_as_member(ties, token)
        _propose_named_after(ties, token)
    for token in occurrences(doc, (), NOUNS_FOR_STATES):
        _propose_for_both(ties, token)
    for mention in MENTIONS(doc):
        cluster = CLUSTER_OF(doc).get(mention.head)
        if cluster is not None and cluster.type in WHOLES:
            _propose_members(ties, _members_united(doc, mention), cluster, doc[mention.head], "united-by-verb")
            _propose_members(ties, _parties_to_pact(doc, mention), cluster, doc[mention.head], "pact-between")


def _propose_for_both(ties: Ties, token: Token) -> None:
    """Propose that what belongs to two belongs to each of them: "the banks of both countries", "the two countries'
    ministries"."""
    owned = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    if token.dep_ not in {"pobj", "poss"} or owned.tag_ not in {"NNS", "NNPS"}:
        return
    part = cluster_at(owned)
    if part is None or part.type not in TYPES_OF_PARTS or owned.lemma_.casefold() in PAIRED_POSTS | OUTSIDERS:
        return
    for body in pair_of(token):
        if body.type == ActorType.STATE:
            ties.add(part, body, owned, "of-both")


def _propose_members(ties: Ties, heads: Iterable[Token], whole: Cluster | None, token: Token, rule: str) -> None:
    if whole is None or whole.type not in WHOLES:
        return
    for _, member, _ in actors_of(heads):
        if member.type in MEMBERS:
            ties.add(member, whole, token, rule)


def _propose_as_member(ties: Ties, token: Token) -> None:
    """Propose those who are something "as" members of a body: "as a member of the Union, Cyprus", "issued by Chile
    and Peru as members of the Forum"."""
    link = token.head
    if token.dep_ != "pobj" or link.lower_ != "as" or (link.i and link.nbor(-1).lower_ in WORDS_BEFORE_OTHER_AS):
        return
    governor = link.head
    if is_no_member(token) or _is_supposed(governor, link):
        return  # "as a former member", "not ready to act as a member"
    if governor.pos_ not in {"VERB", "AUX"}:
        heads = conjuncts([governor])
    elif link.i < governor.i or is_passive(governor) or not any(c.dep_ == "dobj" for c in governor.children):
        heads = subjects(governor)
    else:
        return  # "designated Peru as a member": the subject is none
    for body in _bodies(token):
        _propose_members(ties, heads, cluster_at(body), token, "as-member")


def _propose_named_after(ties: Ties, token: Token) -> None:
    """Propose the members named after the word for them: "Union [members] Chile and Peru", "[members] of the Union
    such as Chile", "its [members] are Chile and Peru", "the Union has two [members]: Chile and Peru"."""
    if is_no_member(token):
        return
    verb = token.head
    bodies = _bodies(token)
    if not bodies and token.dep_ == "dobj" and verb.lemma_ == "have" and not is_no_membership(verb):
        bodies = subjects(verb)
    wholes = [
        c for t in bodies if (c := cluster_at(t)) is not None and c.type in {ActorType.BLOC, ActorType.ORGANIZATION}
    ]
    names = _names_after(token, max(token.i, *(t.i for t in bodies))) if wholes else []
    members_named = clusters_among(names)
    kinds = {ActorType.STATE} if word_at(ties.doc, token.i + 1) in PLURALS_FOR_LANDS else MEMBERS - {ActorType.BLOC}
    kinds = kinds & {c.type for c in members_named[:1]}  # "Green members Ana Ruiz of Texas and Bo Ek of Ohio"
    for member in (c for c in members_named if c.type in kinds):
        for whole in wholes if member.type == ActorType.PERSON else wholes[:1]:
            ties.add(member, whole, token, "member-of")


def _names_after(token: Token, complement_end: int) -> list[Token]:
    """The list of members after a noun for them, or after its complement, which ends at ``complement_end``."""
    doc, verb = token.doc, token.head
    if token.dep_ in SUBJECTS and verb.lemma_ == "be":
        names = [t for c in verb.children if c.dep_ == "attr" for t in _list_at(doc, c)]
        all_named = all((c := cluster_at(t)) is not None and c.type in MEMBERS for t in names)
        return names if all_named and len(names) > 1 and not is_no_membership(verb) else []
    end = complement_end + 1
    states = word_at(doc, end) in PLURALS_FOR_LANDS
    end += states
    mark = word_at(doc, end)
    end += mark in {",", "(", ":", *DASHES}
    if (examples := examples_at(doc, end, {"including", "namely"})) is not None:
        return _members_at(doc, examples)
    names = _members_at(doc, end)
    marked = mark in {"(", ":", *DASHES}
    follows_between = token.left_edge.i > 0 and token.left_edge.nbor(-1).lower_ == "between"
    if mark == "," or follows_between or (complement_end > token.i and not marked):
        return []  # "the members of the Union, Chile said", "talks between Union members Chile and Peru"
    if token.tag_ in {"NN", "NNP"} and not states and not marked:
        return names[:1]
    return names if len(names) > 1 else []  # "Union members Peru hopes to join"


def _members_at(doc: Doc, start: int) -> list[Token]:
    """The items of a list that begins right at a token, without whoever stands beside the members: "Union members
    [Chile and Peru] as well as Bolivia", but none in "Union members and Bolivia"."""
    start = after_article(doc, start)
    names = listed(doc, start)[0] if start in mentions_by_start(doc) else []
    return [t for t in names if all(w.lower_ not in WORDS_BEFORE_OTHERS for w in doc[start : t.i])]


def _is_supposed(verb: Token, link: Token) -> bool:
    """Whether a clause only says what somebody would be, is to be, or is not."""
    if any(c.lower_ in WOULD for c in verb.children):
        return True
    return verb.i < link.i and (is_negated(verb) or is_infinitive(verb))


def _bodies(token: Token) -> list[Token]:
    """The nouns of what somebody is a member of: "a member of the [Union]", "[Union] members"; not "non-EU members"."""
    complements_of = objects_of(token, PREPOSITIONS_OF_MEMBERSHIP)
    named_before = (c for c in token.children if c.dep_ in {"compound", "amod", "poss", "nmod"})
    return conjuncts(complements_of) + [c for c in named_before if not follows_prefix(c.doc, c.i)]


def _members_united(doc: Doc, mention: TokenMention) -> list[Token]:
    """The nouns of the members that a body unites or consists of: "the Forum unites [Chile] and [Peru]", "the Forum
    is made up of [Chile] and [Peru]"."""
    head = doc[mention.head]
    verb = head.head
    if head.dep_ not in SUBJECTS or verb.lemma_ not in VERBS_OF_UNITING or is_negated(verb):
        return []
    objects = objects_of(verb, {"of"}) if is_passive(verb) else [c for c in verb.children if c.dep_ == "dobj"]
    return [t for o in objects for t in _list_at(doc, o)] if head in grammatical_subjects(verb) else []


def _parties_to_pact(doc: Doc, mention: TokenMention) -> list[Token]:
    """The nouns of the parties to a pact: "the Forum, a pact between [Chile] and [Peru]"."""
    noun = next((c for c in doc[mention.head].children if c.dep_ == "appos"), None)
    if noun is None or noun.lemma_.casefold() not in BODIES_BETWEEN_PARTIES:
        return []
    # not "a forum for trade between Chile and Peru"
    prepositions = (c for c in noun.children if c.lower_ in PREPOSITIONS_OF_PARTIES)
    return [t for link in prepositions for p in complements(link) for t in _list_at(doc, p)]


def _list_at(doc: Doc, head: Token) -> list[Token]:
    """All items of the list that begins with a noun phrase."""
    start = head.left_edge.i + (head.left_edge.pos_ == "DET")
    return listed(doc, start)[0] or [head]
