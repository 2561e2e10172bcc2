"""States and bodies that preside: "Kenya, as chair of the Union", "in its role as Union President", "Kenya is the
chair", "Chile, which holds the bloc presidency"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract.actors.cluster import BODIES, CLUSTER_OF, Cluster, cluster_at
from kg.extract.frames.factuality.factuality import is_asserted
from kg.extract.grammar.arcs import capacity_before, objects_of, own_subjects, possessors
from kg.extract.grammar.clause import conjuncts, subjects
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.leads.proposals import Leads
from kg.extract.mentions.mention import mentions_before
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["TITLES_OF_PRESIDING_STATES", "named_before", "office_holders", "owners_of_office", "propose_presiding"]

TITLES_OF_PRESIDING_STATES = word_set("titles-of-presiding-states")
PRESIDING = {ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC}


def propose_presiding(proposals: Leads, token: Token) -> bool:
    """Propose the state or body that presides: "Kenya, as [chair] of the Union". Returns whether one does; persons who
    preside have roles."""
    if token.lower_ not in TITLES_OF_PRESIDING_STATES:
        return False
    leaders = [c for c in _holders_of_title(token) if c.type in PRESIDING]
    bodies = objects_of(token, {"of"})
    led_bodies = [c for t in bodies if (c := cluster_at(t)) is not None and c.type in BODIES] or named_before(token)
    pairs = [(leader, body) for leader in leaders for body in led_bodies]
    for leader, body in pairs:
        proposals.add(leader, body, token, "as-chair")
    return bool(pairs)


def _holders_of_title(token: Token) -> list[Cluster]:
    """The actors that "as", "is" or "was" give a title: "Kenya, as [chair]", "its role as [chair]", "Kenya is the
    [chair]". One title is that of the actor right before it: "Peru and [Kenya], as chair, spoke"; not a joint one."""
    prep, is_one = token.head, token.tag_ not in {"NNS", "NNPS"} and not _is_shared(token)
    if token.dep_ == "attr" and prep.lemma_ == "be":
        holders = office_holders(prep) if is_one else subjects(prep)
        return _actors(holders) if is_asserted(prep) else []
    if token.dep_ != "pobj" or prep.lower_ != "as":
        return []
    if (capacity := capacity_before(token)) is not None:
        return owners_of_office(capacity)
    above = prep.head
    leaders = _actors(conjuncts([above]))
    if not leaders and above.pos_ in {"VERB", "AUX"} and not _has_object_before(above, prep):
        leaders = _actors(subjects(above)) if is_asserted(above) else []
    nearest = _named_right_before(prep) if is_one and leaders else None
    return leaders if nearest is None else [nearest]


def _named_right_before(prep: Token) -> Cluster | None:
    """The state or body whose name stands right before "as", at most with a mark between, in front of the verb; not
    Chile in "after it met Chile, as chair of the Union, Peru spoke" or "the union in Chile, as chair, spoke"."""
    doc, above = prep.doc, prep.head
    if above.pos_ in CLAUSAL and (above.i < prep.i or not any(t.i < prep.i for t in subjects(above))):
        return None
    end = prep.i - (doc[prep.i - 1].text in {",", "("}) if prep.i > 1 else prep.i
    heads = (doc[mention.head] for mention in mentions_before(doc, end))
    actors = (cluster_at(head) for head in heads if not _is_object_of_others(head, above))
    return next((actor for actor in actors if actor is not None and actor.type in PRESIDING), None)


def _is_object_of_others(name: Token, above: Token) -> bool:
    """Whether a name is an object beside whoever has a title: "Peru, who met [Chile], as chair", "Peru, with Fiji and
    [Chile], as chair"; not "Chile as host, [Kenya], as chair"."""
    while name.i != above.i and name.dep_ == "conj":
        name = name.head
    return name.i != above.i and name.dep_ in {"dative", "dobj", "pobj"}


def _is_shared(title: Token) -> bool:
    """Whether several have one title: "joint [chair]", "co-[chair]"."""
    before = {word.lower_ for word in title.doc[max(title.i - 2, 0) : title.i]}
    return before >= {"co", "-"} or any(c.lower_ == "joint" for c in title.children)


def owners_of_office(office: Token) -> list[Cluster]:
    """The owners of an office. "Its" right after a preposition refers to the state or body before the preposition:
    "thanked [Kenya] for its role", "helped [Kenya] during its presidency"."""
    owners = possessors(office)
    doc = office.doc
    for possessor in owners:
        if possessor.lower_ in {"its", "their"} and possessor.i > 1 and doc[possessor.i - 1].dep_ == "prep":
            antecedent = cluster_at(doc[possessor.i - 2])
            if antecedent is not None and antecedent.type in PRESIDING:
                return [antecedent]
    return _actors(owners)


def _actors(heads: Iterable[Token]) -> list[Cluster]:
    """The actors that nouns refer to; "we" and "our" refer to the speakers."""
    actors = []
    for token in heads:
        spoken = SPEAKERS(token.doc).get(token.i, ()) if token.lower_ in {"our", "we"} else ()
        actors += [c for i in spoken if (c := CLUSTER_OF(token.doc).get(i)) is not None]
        if (actor := cluster_at(token)) is not None:
            actors.append(actor)
    return actors


def _has_object_before(verb: Token, prep: Token) -> bool:
    """Whether a verb has an object before "as", which the title describes: "Peru nominated Chile as chair"."""
    return any(c.dep_ == "dobj" and verb.i < c.i < prep.i for c in verb.children)


def office_holders(verb: Token) -> list[Token]:
    """The holders of an office by a verb: the actor right before a participle, "[Peru], holding the presidency; Chile,
    ...", the body before "which", "the Premier of [Peru], which holds it", else the subjects."""
    doc = verb.doc
    which = next((c for c in own_subjects(verb) if c.lower_ == "which"), None)
    clause_start = which or verb
    follows = doc[clause_start.i - 1].text == ","
    mentions = (
        mentions_before(doc, clause_start.i - follows) if which is not None or (follows and verb.tag_ == "VBG") else ()
    )
    return [doc[mentions[0].head]] if mentions else subjects(verb)


def named_before(token: Token) -> list[Cluster]:
    """The body whose name stands right before an office: "the Union presidency", "the Union co-chair"."""
    doc = token.doc
    start = token.i - 2 if token.i > 2 and doc[token.i - 2].lower_ == "co" else token.i
    return [
        body
        for mention in mentions_before(doc, start)
        if mention.type in BODIES - {ActorType.STATE}
        and mention.reason in {MentionReason.ALIAS, MentionReason.NAME}
        and (body := CLUSTER_OF(doc).get(mention.head)) is not None
    ]
