"""The holders of a stance: "Peru's objection", "the demand of the unions", "concern in Chile", "Chile opposed"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import cluster_at
from kg.extract.actors.cluster import Cluster, kind_of
from kg.extract.actors.lists import before_verb
from kg.extract.frames.courtesies import given_up
from kg.extract.frames.stance_of_clause import is_needed_for, is_own_task
from kg.extract.grammar.arcs import complements, has_own_subject, objects_of, possessors
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, passive, subjects
from kg.extract.grammar.negation import understated
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.positions.proposing.holder import Holder, actor_at_first, holders_at, reported, subject_path
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.text.layout import block_of, text_of
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import Predicate, cues, predicates, word_set
from kg.model import ActorType, Stance

__all__ = ["holders_of", "is_aim", "is_mounting", "is_noted_of_others", "is_of_another", "noun_holders", "writers"]

type Owners = tuple[list[Token], str]
"""The tokens of the holders, and the construction that names them."""

BODIES_THAT_ADOPT_DOCUMENTS = word_set("houses-of-parliament") | {"council"}
KINDS_THAT_ADOPT_DOCUMENTS = {"international", "parliament"}
DOCUMENTS_THAT_CALL = word_set("documents-that-call")
ADJECTIVES_OF_SPREAD = word_set("adjectives-of-spread")
FEELINGS = word_set("feelings-of-concern") | word_set("feelings-of-anger")
NOUNS_OF_REQUESTS = word_set("nouns-of-requests")
NOUNS_OF_SIDES = word_set("nouns-of-sides")
VERBS_OF_EMPHASIS = word_set("verbs-of-emphasis")
VERBS_OF_MEETING_WITH = {"draw", "earn", "receive"}
VERBS_OF_NOTING = word_set("verbs-of-noting")
PREPOSITIONS_OF_HOLDERS = word_set("prepositions-of-holders")
PREPOSITIONS_OF_CIRCUMSTANCE = {"amid", "amidst", "despite"}
"""Prepositions before what others than the verb's subject feel."""
VERBS_OF_CONVEYING = word_set("verbs-of-conveying")
VERBS_OF_DEMONSTRATING = word_set("verbs-of-demonstrating")
VERBS_OF_GATHERING = {"collect", "gather"}
VERBS_OF_MAKING_ONES_OWN = word_set("verbs-of-making-ones-own")
VERBS_OF_PUTTING_FORWARD = word_set("verbs-of-putting-forward")
VERBS_OF_RAISING_DOUBTS = word_set("verbs-of-raising-doubts")
DOCUMENTS_OF_ALL_KINDS = word_set("documents-of-all-kinds")
WORD = re.compile(r"[A-Za-z]{4,}")
"""A word, which the number or letter of a list item is not."""


def holders_of(proposals: Proposals, token: Token, predicate: Predicate) -> list[Holder]:
    """The holders of the stance of the predicate at ``token``; empty where none is found."""
    if predicate.pos == "noun":
        holders = holders_at(*noun_holders(token))
        if holders and token.tag_ == "NNS":
            proposals.table.list_demands(holders, predicate.stance, token)
        return holders
    if predicate.pos == "adjective":
        return holders_at(_described(token), "adjective")
    return _acting(token, predicate) or _unnamed(proposals, token, predicate)


def _described(word: Token) -> list[Token]:
    """The nouns that an adjective or preposition describes: "[lawmakers] against the dam"."""
    verb = _predicating_verb(word)
    if verb is not word:
        heads = grammatical_subjects(verb)
    elif word.dep_ in {"amod", "appos", "acl", "relcl"}:
        heads = _before_source(word) or [word.head]
    else:
        heads = grammatical_subjects(word)
    if word.dep_ == "prep" and word.head.pos_ == "NOUN" and cluster_at(word.head) is not None:
        return [word.head]
    return heads


def _before_source(word: Token) -> list[Token]:
    """The subject of a clause whose complement follows its source, and was hung on that: "[Togo] is, according to Peru,
    [ready] to pay"; not "Togo left, according to Peru, ready to pay"."""
    source = word.head
    according = source.head.head
    is_source = source.dep_ == "pobj" and source.head.lower_ == "to" and according.lower_ == "according"
    if not is_source or word.i < source.i or word.nbor(-1).text != ",":
        return []
    lacks = not any(c.dep_ in {"acomp", "attr"} for c in according.head.children)
    return grammatical_subjects(according.head) if according.head.lemma_ == "be" and lacks else []


def _acting(verb: Token, predicate: Predicate) -> list[Holder]:
    """The holders that the text names as the verb's subject or agent, or as those who say or write it."""
    if verb.lemma_ == "need":
        return [] if is_needed_for(verb) else _holders_of_need(verb, _doers(verb, predicate))
    return next((holders for find in FINDERS_OF_ACTING if (holders := find(verb, predicate))), [])


def _doers(verb: Token, _: Predicate) -> list[Holder]:
    """ "[Peru] opposed the levy", "the levy was opposed by [Peru]"."""
    doing = [t for t in _listed_before(verb) or subjects(verb) if t.i != verb.head.i or not _is_turned_down(t)]
    return holders_at(doing, subject_path(verb))


def _doubters(verb: Token, predicate: Predicate) -> list[Holder]:
    """ "The results raise questions, [officials] said"."""
    if predicate.stance != Stance.CONCERN or verb.lemma_ not in VERBS_OF_RAISING_DOUBTS:
        return []
    holders, _ = reported(verb)
    return holders


def _authors(verb: Token, _: Predicate) -> list[Holder]:
    """ "A letter by [Peru] that calls for a truce"."""
    return holders_at(writers(verb), "writing")


def _party_before(verb: Token, _: Predicate) -> list[Holder]:
    """ "On sinks, [the EU], with Japan, opposed delays", where the parser took the topic for the subject; not "vetoed a
    [Security Council] resolution urging a truce"."""
    if passive(verb) or (verb.dep_ == "acl" and _is_turned_down(verb.head)):
        return []
    return holders_at(before_verb(verb), "before-verb")


FINDERS_OF_ACTING: Sequence[Callable[[Token, Predicate], list[Holder]]] = (
    _doers,
    _doubters,
    _authors,
    _party_before,
)
"""The constructions that name those who act by a verb, the surest first: the first that names anybody counts."""


def _holders_of_need(verb: Token, needing: list[Holder]) -> list[Holder]:
    """The holders of a demand that "needs" expresses: the speakers, without those who tell of their own task, "said
    [he] needed to think"; where there are none, those who need it, "Peru needs money"."""
    speaking, _ = reported(verb)
    is_joint = any(t.lower_ in {"our", "we"} for s in grammatical_subjects(verb) for t in (s, *s.children))
    excluded = set() if is_joint or not is_own_task(verb) else {h.cluster.id for h in needing}
    return [h for h in speaking or needing if h.cluster.id not in excluded]


def _unnamed(proposals: Proposals, verb: Token, predicate: Predicate) -> list[Holder]:
    """The holders of a clause without an actor: the speakers of a text told in the first person or by speakers in turn,
    else the text's main voice."""
    doc = verb.doc
    if not NARRATED(doc):
        return proposals.table.voice(verb) if passive(verb) and not subjects(verb) else []
    holders: list[Holder] = []
    speakers = [doc[i] for i in SPEAKERS(doc).get(verb.i, ())]
    if passive(verb) and predicate.stance in {Stance.DEMAND, Stance.ACCUSE, Stance.SUPPORT}:
        holders = holders_at(speakers, "agentless")
    if not holders and _headless(doc, verb):
        holders = holders_at(speakers, "headless")
    return holders


def writers(verb: Token) -> list[Token]:
    """The authors of the document that the clause of ``verb`` modifies: "issued a statement [condemning the raid]", "a
    letter by Peru [that calls for a truce]"."""
    noun = verb.head
    while verb.dep_ == "conj" and noun.pos_ in {"VERB", "AUX"}:
        verb, noun = noun, noun.head
    if (
        verb.dep_ not in {"acl", "relcl"}
        or passive(verb)
        or noun.lemma_ not in DOCUMENTS_OF_ALL_KINDS
        or given_up(noun)
    ):
        return []
    holders, construction = noun_holders(noun)
    if holders and not construction.startswith("light"):
        unadopted = construction == "modifier" and noun.lemma_ in DOCUMENTS_THAT_CALL and _is_turned_down(noun)
        return [t for t in holders if not (unadopted and _adopts_documents(cluster_at(t)))]
    verb_above = _verb_over(noun)
    return subjects(verb_above) if _makes_it_their_own(verb_above, noun) else []


def _is_turned_down(document: Token) -> bool:
    """Whether a document, which may be named for a body, is rejected, so that it is not what the body says: "vetoed [a
    Security Council resolution] urging a truce", "cast a veto over [a draft]"."""
    if document.lemma_ not in DOCUMENTS_OF_ALL_KINDS:
        return False
    verb = _verb_over(document)
    around = [verb, *(c for c in verb.children if c.dep_ == "dobj" and c.i < document.i and document.dep_ == "pobj")]
    rows = (row for t in around for row in predicates().get((t.lemma_, t.pos_.casefold()), ()))
    return given_up(document) or any(row.stance == Stance.REJECT and len(row.words) == 1 for row in rows)


def _adopts_documents(body: Cluster | None) -> bool:
    """Whether a body adopts documents that others put to it: a parliament, the Security Council; not a state or party,
    for which a document is named that it wrote."""
    if body is None or body.type != ActorType.ORGANIZATION:
        return False
    is_house = not BODIES_THAT_ADOPT_DOCUMENTS.isdisjoint(fold(body.name).split())
    return is_house or kind_of(body) in KINDS_THAT_ADOPT_DOCUMENTS


def _makes_it_their_own(verb: Token, document: Token) -> bool:
    """Whether the subject of a verb says itself what a document says: "adopted a resolution calling for a truce",
    "drew up a memo", "said in a statement"; not "vetoed a resolution", "received a letter"."""
    if document.dep_ in {"dobj", "nsubjpass"}:
        is_drawn_up = verb.lemma_ == "draw" and any(c.dep_ == "prt" and c.lower_ == "up" for c in verb.children)
        return is_drawn_up or verb.lemma_ in word_set("issuing-verbs") | VERBS_OF_MAKING_ONES_OWN
    if document.dep_ == "pobj" and document.head.lower_ == "for" and verb.lemma_ in VERBS_OF_GATHERING:
        return True  # "collected signatures for a petition"
    is_telling = verb.lemma_.casefold() in cues() | VERBS_OF_DEMONSTRATING
    return document.dep_ == "pobj" and document.head.lower_ in {"in", "with"} and is_telling


def _predicating_verb(word: Token) -> Token:
    """The verb whose subject an adjective or preposition describes, "is [happy]"; the word itself where it has none."""
    if understated(word) and word.dep_ in {"pcomp", "pobj", "amod"}:  # "is far from [happy]"
        above = word.head
        while above.dep_ in {"prep", "advmod", "attr", "pobj", "acomp"}:
            above = above.head
        return above if above.pos_ in {"VERB", "AUX"} else word
    stands = word.dep_ in {"advmod", "prt"} and word.head.lemma_ in word_set("verbs-of-standing")
    return word.head if stands or word.dep_ in {"acomp", "attr", "oprd", "prep"} else word


def _listed_before(verb: Token) -> list[Token]:
    """The parties right before a finite verb without a subject of its own: "X backed the fund, and Y and Z opposed it",
    where the parser attached Y and Z to the fund."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or has_own_subject(verb) or verb.dep_ == "relcl":
        return []
    parties = before_verb(verb)
    between = verb.doc[parties[0].i + 1 : verb.i] if parties else ()
    return parties if all(t.lower_ in {"and", "others", "many"} for t in between) else []


def is_aim(noun: Token) -> bool:
    """Whether a noun says what something is done for: "marched [in protest] at the plan"."""
    bare = noun.dep_ == "pobj" and not any(c.dep_ in {"det", "poss"} for c in noun.children)
    return bare and noun.head.lower_ == "in" and noun.lemma_ in {"defiance", "opposition", "protest"}


def noun_holders(noun: Token) -> Owners:
    """The holders of a noun of stance, and the construction that names them; nobody where nothing does."""
    return next((owners for find in FINDERS if (owners := find(noun)) is not None), ([], "none"))


def _possessor(noun: Token) -> Owners | None:
    poss = possessors(noun)
    return (conjuncts(poss), "possessor") if poss else None


def _modifier(noun: Token) -> Owners | None:
    modifiers = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and cluster_at(c) is not None]
    return (modifiers[-1:], "modifier") if modifiers else None


def _author(noun: Token) -> Owners | None:
    """ "An objection by Peru"."""
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in {"by", "from"}:
            pobj = complements(prep)
            if pobj:
                return conjuncts(pobj), f"noun-{prep.lower_}"
    return None


def _presenter(noun: Token) -> Owners | None:
    """ "The proposal tabled by Peru"."""
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lemma_ in VERBS_OF_PUTTING_FORWARD:
            agents = subjects(clause)
            if agents:
                return agents, "noun-acl"
    return None


def _protester(noun: Token) -> Owners | None:
    """ "Nurses marched in protest"."""
    if not is_aim(noun):
        return None
    verb = noun.head.head
    above = verb.head if verb.dep_ == "dobj" else verb
    return subjects(above) if above.pos_ == "VERB" else [], "in-protest"


def _verb_over(noun: Token) -> Token:
    return noun.head.head if noun.dep_ == "pobj" else noun.head


def _after_of(noun: Token) -> Owners | None:
    """ "The demand of the unions", unless somebody else conveys it."""
    if noun.lemma_ not in word_set("nouns-of-their-holder"):
        return None
    verb = _verb_over(noun)
    conveyed = verb.lemma_.casefold() in word_set("light-verbs") and actor_at_first(subjects(verb)) is not None
    if conveyed and not is_noted_of_others(noun):
        return None
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            pobj = [c for c in complements(prep) if cluster_at(c) is not None]
            if pobj:
                return conjuncts(pobj), "noun-of"
    return None


def _conveyor(noun: Token) -> Owners | None:
    """ "Peru voiced concern", "concern was voiced by Peru"."""
    verb = _verb_over(noun)
    if is_noted_of_others(noun):
        return [], "noted"  # nor does the place hold it: "noted agreement in Lima"
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and verb.lemma_ == "come":
        return subjects(verb), "light-pobj"  # "came with an offer"
    if noun.dep_ == "pobj" and noun.head.lower_ in PREPOSITIONS_OF_CIRCUMSTANCE:
        return None  # "raised the cap despite fears"
    if noun.dep_ == "dobj" and verb.lemma_ in VERBS_OF_MEETING_WITH:
        return None  # "drew criticism", "received praise": that of others
    if noun.dep_ in {"dobj", "pobj"} and verb.pos_ == "VERB" and verb.lemma_.casefold() in word_set("light-verbs"):
        if verb.dep_ == "xcomp" and verb.head.lemma_ in word_set("verbs-of-asking"):
            return [], "asked-for"  # "invited the miners to submit proposals": they have submitted none
        return subjects(verb), f"light-{noun.dep_}"
    if noun.dep_ == "nsubjpass" and verb.lemma_ in word_set("light-verbs"):
        return subjects(verb), "light-passive"
    return None


def is_noted_of_others(noun: Token) -> bool:
    """Whether a stance is one that somebody only takes note of: "noted support for the levy", "recalled a request for
    it", "highlighted widespread concern"; not "noted its support", "noted concern", "noted agreement with Peru",
    "voiced widespread concern"."""
    verb = noun.head.lemma_.casefold()
    if noun.dep_ != "dobj" or verb not in VERBS_OF_NOTING | VERBS_OF_EMPHASIS or possessors(noun):
        return False
    if any(cluster_at(other) is not None for other in objects_of(noun, {"with"})):
        return False
    spread = any(c.lower_ in ADJECTIVES_OF_SPREAD for c in noun.children)
    return (spread and noun.lemma_ in NOUNS_OF_SIDES | FEELINGS) or (
        verb in VERBS_OF_NOTING and noun.lemma_ in NOUNS_OF_SIDES | NOUNS_OF_REQUESTS
    )


def is_of_another(noun: Token, verb: Token, holders: Sequence[Holder]) -> bool:
    """Whether a verb only conveys a stance that its object says is another's: "the envoy reiterated Peru's
    [commitment]", "stressed US [support]"; not "reiterated its commitment", "welcomed Peru's support"."""
    if noun.dep_ != "dobj" or noun.head.i != verb.i or verb.lemma_.casefold() not in VERBS_OF_CONVEYING:
        return False
    owners, construction = _possessor(noun) or _modifier(noun) or ([], "none")
    named = [h.cluster for h in holders_at((t for t in owners if t.pos_ != "PRON"), construction)]
    own = {h.cluster.id for h in holders}
    return any(c.type != ActorType.GROUP for c in named) and all(c.id not in own for c in named)


def _place(noun: Token) -> Owners | None:
    """The people or place that have a feeling or demand: "skepticism [among nurses]", "there is opposition [in Peru] to
    the levy"."""
    places = list(noun.children)
    if is_mounting(noun):
        places += [c for c in noun.head.children if c.i > noun.head.i]
    places += [c for p in places if p.dep_ == "prep" for m in complements(p) for c in m.children]
    for words in (PREPOSITIONS_OF_HOLDERS, {"in", "across", "at"}):
        for place in places:
            if place.dep_ not in {"prep", "agent"} or place.lower_ not in words:
                continue
            if place.lower_ not in {"among", "amongst"} and place.head.dep_ == "pobj":
                continue
            who = [p for p in complements(place) if cluster_at(p) is not None]
            if who:
                return conjuncts(who), f"noun-{'among' if 'among' in words else 'in'}"
    return None


def is_mounting(noun: Token) -> bool:
    """Whether a noun is said to exist, "there is concern", to grow or to remain."""
    verb = noun.head
    if verb.lemma_ not in word_set("verbs-of-mounting"):
        return False
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.children)
    return there or noun.dep_ in NOUN_SUBJECTS


FINDERS: Sequence[Callable[[Token], Owners | None]] = (
    _possessor,
    _modifier,
    _author,
    _presenter,
    _protester,
    _after_of,
    _conveyor,
    _place,
)
"""The constructions that name the holders of a noun, the surest first."""


def _headless(doc: Doc, verb: Token) -> bool:
    """Whether a paragraph or list item opens with this verb and has no subject, like the items of a communiqué."""
    if verb.dep_ not in {"ROOT", "conj", "advcl", "ccomp"} or any(c.dep_ in NOUN_SUBJECTS for c in verb.children):
        return False
    block = block_of(verb)
    if block is None:
        return False
    lead = text_of(doc)[block.start : verb.idx]
    return not WORD.search(lead)
