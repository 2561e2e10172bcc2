"""Who has left a body, or does not belong to it yet: "former Fund economist X", "X, a retired officer of the navy", "a
potential member", "X wants to join". Or who only speaks of a group, is led by a body, or is against it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, kind_of
from kg.extract.frames.factuality.factuality import is_asserted
from kg.extract.grammar.arcs import has_auxiliary, objects_of
from kg.extract.grammar.occurrences import follows_prefix
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import NOUN_SUBJECTS, is_infinitive
from kg.extract.mentions.mention import TokenMention
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import reports
from kg.model import ActorType, MentionReason

__all__ = [
    "has_left",
    "is_led_by",
    "is_no_member",
    "is_no_membership",
    "is_only_prefixed",
    "speaks_of",
    "speaks_only_of",
]

WORDS_OF_HAVING_LEFT = word_set("words-of-having-left")
NOT_MEMBERS = WORDS_OF_HAVING_LEFT | word_set("words-of-no-membership")
AUXILIARIES_OF_WHAT_IS_TO_COME = word_set("auxiliaries-of-what-is-to-come")
PREFIX_OF_NON_MEMBERS = "non"
VERBS_OF_WISHING = word_set("verbs-of-wishing")
VERBS_OF_INTENDING = VERBS_OF_WISHING | word_set("verbs-of-meaning-to") | word_set("verbs-of-offering-oneself")
VERBS_OF_ASKING_OR_INTENDING = VERBS_OF_INTENDING | word_set("verbs-of-asking") | word_set("verbs-of-enabling")
TO_COME = {"be", "expect", "set"}
"""Verbs over what is still to happen: "is to join", "is expected to join"."""
INTENTIONS = word_set("nouns-of-plans") | word_set("nouns-of-plans-that-fail")
WORDS_OF_STILL_BELONGING = {"current", "present", "sitting"}
"""Words beside "former" for somebody who still belongs: "a former and current member"."""
PEOPLE = {ActorType.PERSON, ActorType.GROUP}
SERVANTS_OF_A_STATE = word_set("servants-of-a-state")
TITLES_THAT_LEAD = word_set("leading-figures") | word_set("titles-that-lead")
POS_OF_DESCRIPTIONS = {"NOUN", "ADJ", "PROPN", "PART"}
TOKENS_TO_DESCRIPTION = 8
"""Tokens from a name, or from a noun that follows it, within which words describe its bearer."""


def has_left(doc: Doc, member: Cluster, body: Cluster, token: Token | None = None) -> bool:
    """Whether the words right beside a member say that it has left the body; only those in the sentence of ``token``,
    if given. Nobody leaves a party, to which former holders of its posts mostly still belong, and groups of people
    other than its servants do not leave a state, whatever they have stopped being."""
    if member.type not in PEOPLE or kind_of(body) == "party" or fold(body.name).endswith("party"):
        return False
    sentence_start, sentence_end = sentence_bounds(token) if token is not None else (0, len(doc))
    named_mentions = (
        m for m in member.mentions if m.reason != MentionReason.PRONOUN and sentence_start <= m.head < sentence_end
    )
    return any(
        WORDS_OF_HAVING_LEFT & (word_forms := {t.lower_ for t in words})
        and not word_forms & WORDS_OF_STILL_BELONGING
        and _mention_body(words, body)
        for mention in named_mentions
        if not _is_of_people(doc, mention, body)
        for words in _descriptions(doc, mention)
    )


def _mention_body(words: list[Token], body: Cluster) -> bool:
    return any(m.start <= t.i < m.end for m in body.mentions for t in words)


def _is_of_people(doc: Doc, mention: TokenMention, body: Cluster) -> bool:
    """Whether a group belongs to a state by its people: "former Colombian guerrillas" still are Colombians."""
    if body.type != ActorType.STATE or mention.type != ActorType.GROUP:
        return False
    return doc[mention.head].lemma_.casefold() not in SERVANTS_OF_A_STATE


def _descriptions(doc: Doc, mention: TokenMention) -> Iterator[list[Token]]:
    """The words before the head of a mention, with what "of" adds to a nominal; then each apposition with a word such
    as "former" at its beginning."""
    sentence_start, _ = sentence_bounds(doc[mention.head])
    start, head = mention.start, doc[mention.head]
    while start > sentence_start and mention.start - start < TOKENS_TO_DESCRIPTION and _describes(doc[start - 1]):
        start -= 1
    complement = [t for c in head.rights if c.lower_ == "of" for t in c.subtree if t.i - head.i < TOKENS_TO_DESCRIPTION]
    yield [*doc[start : mention.head], *(complement if mention.reason == MentionReason.NOMINAL else ())]
    for noun in head.children:
        if noun.dep_ == "appos" and any(c.lower_ in WORDS_OF_HAVING_LEFT for c in noun.lefts):
            yield [t for t in noun.subtree if t.i - noun.i < TOKENS_TO_DESCRIPTION]


def _describes(token: Token) -> bool:
    return token.pos_ in POS_OF_DESCRIPTIONS or token.text in {"-", "."} or token.lower_ in WORDS_OF_HAVING_LEFT


def is_no_member(noun: Token) -> bool:
    """Whether a noun for members is said to mean none: "a former member", "non-members"; not "a former and current
    member", "a non-permanent member"."""
    doc, index_before = noun.doc, noun.i - 1
    index_before -= index_before > 0 and doc[index_before].text == "-"
    if index_before >= 0 and doc[index_before].lower_ == PREFIX_OF_NON_MEMBERS:
        return True
    if all(c.lower_ not in NOT_MEMBERS for c in noun.lefts):
        return False
    return all(t.lower_ not in WORDS_OF_STILL_BELONGING for t in noun.subtree if t.i < noun.i)


def is_no_membership(verb: Token) -> bool:
    """Whether a clause denies or leaves open that somebody is a member, or says only what may, should or will be:
    "did not [join]", "could [be] one", "hopes to be [elected]"."""
    return not is_asserted(verb) or (verb.lemma_ != "remain" and _is_not_yet_so(verb))


def _is_not_yet_so(verb: Token) -> bool:
    """Whether a verb of becoming a member says only what may, should or will be: "hopes to [join]", "urged Peru to
    [join]", "its bid to [become] a member", "will [join]", "is expected to [join]"."""
    if has_auxiliary(verb, AUXILIARIES_OF_WHAT_IS_TO_COME):
        return True
    governor = verb.head
    if verb.dep_ == "acl":
        return is_infinitive(verb) and governor.lemma_.casefold() in INTENTIONS
    if verb.dep_ == "ccomp" and verb.tag_ != "VB":
        return governor.lemma_ in VERBS_OF_WISHING  # "told reporters that Peru [joined]": it did
    return verb.dep_ in {"xcomp", "ccomp"} and governor.lemma_ in VERBS_OF_ASKING_OR_INTENDING | TO_COME


def speaks_of(name: Token, spoken_of: Cluster | None) -> bool:
    """Whether "of" may introduce those of whom somebody speaks: "'They are late,' said [Ek] of the farmers", a group
    without a name; not "said Ek of the Harbour Union", "said commander [Ek] of the rebels"."""
    unnamed = spoken_of is not None and all(m.reason == MentionReason.NOMINAL for m in spoken_of.mentions)
    leads = any(c.dep_ == "compound" and c.lemma_.casefold() in TITLES_THAT_LEAD for c in name.children)
    is_reporting = name.dep_ in NOUN_SUBJECTS and name.head.i < name.i and reports(name.head.lemma_.casefold())
    return unnamed and is_reporting and not leads


def speaks_only_of(doc: Doc, speaker: Cluster, group: Cluster, words: tuple[int, int]) -> bool:
    """Whether a speaker is named within words only before "of" and those spoken of: "said [Ek] of the farmers"."""
    name_heads = [doc[m.head] for m in speaker.mentions if words[0] <= m.head < words[1]]
    return bool(name_heads) and all(
        speaks_of(name, group) and any(cluster_at(t) is group for t in objects_of(name, {"of"})) for name in name_heads
    )


def is_only_prefixed(doc: Doc, body: Cluster, words: tuple[int, int]) -> bool:
    """Whether a body is named within words only after a prefix, which others have who are against or for it:
    "anti-[Hamas]"."""
    mentions = [m for m in body.mentions if words[0] <= m.head < words[1]]
    return bool(mentions) and all(follows_prefix(doc, m.start) for m in mentions)


def is_led_by(doc: Doc, body: Cluster, leader: Cluster) -> bool:
    """Whether the name of a body says that another leads it, so that it is no part of that: "the Front-led
    [government]"."""
    tokens_of_led = (t for m in body.mentions for t in doc[m.start : m.end] if t.lower_ == "led")
    return any(t.i > 1 and t.nbor(-1).text == "-" and cluster_at(t.nbor(-2)) is leader for t in tokens_of_led)
