"""Who takes a measure: subjects and agents, and owners of nouns."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actions.indirect_doers import (
    OWNERS_BEFORE_NOUNS,
    announcers,
    blamed_for,
    companions,
    described_by,
    responsible,
)
from kg.extract.actions.measures.measures import Measure, named_behind
from kg.extract.actions.measures.objects import classes_of, done_to
from kg.extract.actions.measures.senses import senses
from kg.extract.actions.represented_bodies import body_of, on_behalf_of, ourselves
from kg.extract.actions.status_words import does_its_object, is_decreed, lifts
from kg.extract.actions.targets import is_named_as_hit
from kg.extract.actions.unrealized_measures import tells_of_speaker
from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.actors.lists.subjects import actors_of
from kg.extract.grammar.arcs import complements, has_own_subject, objects_of, own_subjects, possessors
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, conjuncts, is_passive, subjects
from kg.extract.grammar.tense import SUBJECTS, is_infinitive
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import MatchReason
from kg.extract.words.lexicon import word_set

__all__ = ["doers", "verb_over"]

type Heads = list[tuple[str, Token]]

DONE_TO_OWNER = {"killing", "detention", "release", "expulsion", "envoy-expulsion", "dismissal", "trial", "return"}
"""Families that are done to the noun's owner ("the journalist's arrest"), unless an "of" names somebody."""
DOER_AFTER_OF = {"pullout", "quitting", "walkout", "labour-strike", "resignation"}
"""Families whose "of" names the doer: "the withdrawal of the rebels"."""
HELP_FROM_SOMEBODY = {"aid", "supply"}
"""Families whose "from" names the doer: "aid from Peru"."""
VERBS_OF_ORDERING = {"announce", "order"}
AGREEING = {"agree", "consent"}
VERBS_WITH_A_MEASURE = word_set("verbs-with-a-measure")
VERBS_OF_GOING_AHEAD = word_set("verbs-of-going-ahead")
"""Verbs such as "go ahead", "push on", "follow through" with a measure: their subject takes it."""
ASSAULTS_NAMED_BY_THEIR_PLACE = word_set("assaults-named-by-their-place")
MEASURES_NAMED_BY_THEIR_PLACE = word_set("measures-named-by-their-place")
PREPOSITIONS_BEFORE_THE_ATTACKED = word_set("prepositions-before-the-attacked")
VERBS_OF_BEING_GIVEN = word_set("verbs-of-being-given")
VERBS_OF_ACCIDENTS = word_set("verbs-of-accidents")
NOUNS_OF_ASKING_OTHERS = word_set("requests") | {"advice", "call", "invitation"}
ANNOUNCING = {"announce", "unveil"}
OF_BODIES = {"aid", "aid-cut", "ban", "deployment", "pullout", "sanction", "supply", "tariff"}
"""Families of measures that a person announces or decrees for the state or body in which he has a post."""
NOUNS_FOR_A_MEASURE = word_set("nouns-for-a-measure")
CUTTING = {"aid-cut", "cut"}


def verb_over(noun: Token) -> Token:
    """The verb that has the measure's noun for its object or subject, also through a quantity or a list ("a round of
    sanctions", "$5bn in aid"), or that agrees to it; the noun itself where there is none."""
    token = noun
    for _ in range(4):
        head = token.head
        if token.dep_ in {"dobj", "nsubjpass", "nsubj"} and head.pos_ in {"VERB", "AUX"}:
            return head
        if token.dep_ == "conj" and head.pos_ in {"NOUN", "PROPN", "NUM", "SYM"}:
            token = head
        elif token.dep_ == "pobj" and head.lower_ in {"of", "in", "worth"} and head.head.pos_ in {"NOUN", "NUM", "SYM"}:
            token = head.head
        elif token.dep_ == "pobj" and (_follows_money(head) or _follows_agreeing(head)):
            return head.head
        elif token.dep_ == "pobj" and head.lower_ == "with":
            return _verb_with(head) or noun
        elif token.dep_ == "compound" and _is_its_form(head):
            token = head
        else:
            return noun
    return noun


def _is_its_form(noun: Token) -> bool:
    """Whether what is done to a noun is done to the measure named before it: "launched an aid [programme]"; not where
    the noun has an owner by name, or less of it comes: "endorsed Peru's aid programme", "cut its aid programme"."""
    has_named_owner = any(owner.pos_ != "PRON" for owner, _ in _owners(noun))
    is_lessened = any(sense.family in CUTTING for sense in senses().get((noun.head.lemma_, "verb"), ()))
    return noun.lemma_ in NOUNS_FOR_A_MEASURE and not has_named_owner and (not is_lessened or lifts(noun.head))


def _follows_money(preposition: Token) -> bool:
    """Whether a preposition attached to a verb of announcing stands right after the money that it belongs to:
    "announced $5bn [in] aid"."""
    word_before = preposition.nbor(-1) if preposition.i else preposition
    return preposition.lower_ == "in" and preposition.head.lemma_ in ANNOUNCING and word_before.dep_ == "dobj"


def _follows_agreeing(preposition: Token) -> bool:
    return preposition.lower_ == "to" and preposition.head.lemma_ in AGREEING


def _verb_with(preposition: Token) -> Token | None:
    """The verb whose measure stands after "with": "hit imports with tariffs", "go ahead with sanctions"."""
    governor = preposition.head
    if governor.lemma_ in VERBS_WITH_A_MEASURE | VERBS_OF_GOING_AHEAD:
        return governor
    return governor.head if governor.head.lemma_ in VERBS_WITH_A_MEASURE else None


def doers(measure: Measure, verb: Token) -> list[tuple[str, Token, Cluster]]:
    """Who takes the measure: how each was found, the token that names it, the actor. ``verb`` is the word above it."""
    heads = list(_doers_of_verb(measure.token) if measure.verbal else _doers_of_noun(measure, verb))
    word = measure.token if measure.verbal else verb
    heads += [("subject", p) for path, head in heads if path == "subject" for p in companions(head, word)]
    if heads and measure.family == "drill":
        words = (measure.token, verb, *done_to(measure.token, measure.verbal))
        partners = [p for word in words for p in objects_of(word, {"with"})]  # "held drills with [Chile]"
        heads += [(heads[0][0], p) for p in partners]
    if measure.family == "killing":
        heads = [(path, head) for path, head in heads if head.lower_ != "it" or _is_no_storm(head)]
        heads = [] if _is_by_accident(measure.token) else heads
    announced_by = announcers(word) if not heads and measure.family in OF_BODIES else []
    doers_by_id = _actors_of_heads(heads or [("subject", t) for t in announced_by])
    if not doers_by_id and (measure.verbal or (word.i != measure.token.i and does_its_object(word))):
        doers_by_id = _actors_of_heads(_doers_of_plan(word))  # "used the storm as a pretext to annex it"
    if measure.family in OF_BODIES and (announced_by or word.lemma_ in ANNOUNCING or is_decreed(word)):
        on_behalf = ((path, token, on_behalf_of(who, token)) for path, token, who in doers_by_id.values())
        doers_by_id = {each[2].id: each for each in on_behalf}
    if not doers_by_id:
        for path, head in heads:
            if classes_of(head) & {"@forces", "@works", "@fuels"}:
                for token, cluster in _owners(head):
                    doers_by_id.setdefault(cluster.id, (f"{path}-owner", token, cluster))
    return list(doers_by_id.values())


def _is_no_storm(pronoun: Token) -> bool:
    """Whether an "it" that killed is who says so ("the army said it had killed two") or forces, not a storm or a
    blast."""
    actor = cluster_at(pronoun)
    if actor is not None and any("@forces" in classes_of(pronoun.doc[m.head]) for m in actor.mentions):
        return True
    return pronoun.head.dep_ == "ccomp" and tells_of_speaker(pronoun.head)


def _is_by_accident(verb: Token) -> bool:
    """Whether a crash killed, and nobody meant to: "crashed in Lima, killing two", "collided, and killed two"."""
    crash = verb.head
    follows = verb.dep_ in {"advcl", "conj", "xcomp"} and not has_own_subject(verb)
    return follows and crash.lemma_ in VERBS_OF_ACCIDENTS


def _actors_of_heads(heads: Heads) -> dict[str, tuple[str, Token, Cluster]]:
    """The actors that the heads name, by id, each with how it was found and the token that names it."""
    actors_by_id: dict[str, tuple[str, Token, Cluster]] = {}
    for path, head in heads:
        for token, cluster in ourselves(head):
            actors_by_id.setdefault(cluster.id, (f"{path}-we", token, cluster))
        for token, cluster, _ in actors_of(conjuncts([head])):
            body = body_of(token, cluster)
            actors_by_id.setdefault(body.id, (path, token, body))
    return actors_by_id


def _owners(thing: Token) -> Iterator[tuple[Token, Cluster]]:
    """The owners of a thing: "Turkish jets", "the island's navy"."""
    for child in thing.children:
        if child.dep_ in OWNERS_BEFORE_NOUNS | {"poss"} and (cluster := cluster_at(child)) is not None:
            yield child, cluster


def _doers_of_verb(verb: Token) -> Heads:
    blamed = blamed_for(verb)
    if verb.lemma_ in VERBS_OF_BEING_GIVEN:
        return [] if blamed else [("from", p) for p in _givers(verb)]
    if blamed and blamed != subjects(verb):
        return [("blamed", t) for t in blamed]
    named = (s for s in _subjects(verb) if not any(map(named_behind, s.children)) and not _is_asking(s))
    heads = [("subject", s) for s in named]
    heads = heads or _doers_of_plan(verb) or _subject_of_headline(verb)
    if not heads and is_passive(verb):  # "Uganda, whose troops were deployed"
        for thing in (c for c in verb.children if c.dep_ == "nsubjpass"):
            for owner in thing.children:
                if owner.dep_ == "poss" and "@forces" in classes_of(thing):
                    heads.append(("owner", verb.head if owner.lower_ == "whose" else owner))
    return heads


def _subjects(verb: Token) -> list[Token]:
    """The logical subjects of a verb, or who is described by them: "[Peru] was one of the states to ban it"."""
    return [t for s in subjects(verb) for t in described_by(s, verb) or [s]]


def _is_asking(owner: Token) -> bool:
    """Whether a pronoun owns what asks others to do something: "thanked Peru for [its] invitation to send troops"."""
    return owner.dep_ == "poss" and owner.pos_ == "PRON" and owner.head.lemma_ in NOUNS_OF_ASKING_OTHERS


def _subject_of_headline(verb: Token) -> Heads:
    """The subject right before a verb in the present, which the parser takes for its modifier: "[Chile] withdraws"."""
    names = [c for c in verb.children if c.dep_ in OWNERS_BEFORE_NOUNS and c.i == verb.i - 1 and verb.tag_ == "VBZ"]
    return [("subject", c) for c in names if cluster_at(c) is not None]


def _givers(verb: Token) -> list[Token]:
    """Those who give what a verb of being given says somebody received: "received five million in aid from [Peru]"."""
    gifts = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    return [p for word in (verb, *gifts) for p in objects_of(word, {"from"})]


def _doers_of_plan(verb: Token) -> Heads:
    """Who plans or decrees what a verb below a noun says: "announced plans to pull out"."""
    is_below_noun = verb.dep_ in {"acl", "relcl"} or (verb.dep_ == "xcomp" and verb.head.pos_ == "NOUN")
    if is_decreed(verb):
        return [("subject", s) for s in subjects(verb.head.head)]
    return [("planner", p) for p in _planners(verb.head)] if is_below_noun and is_infinitive(verb) else []


def _planners(noun: Token) -> list[Token]:
    """Whose plan it is: the noun's owner, else the subject of the verb above, as for "its invitation"."""
    owners = [c for c in noun.children if c.dep_ in OWNERS_BEFORE_NOUNS | {"poss"} and cluster_at(c) is not None]
    owners += [p for c in noun.children if c.lower_ in {"by", "of"} for p in c.children if cluster_at(p) is not None]
    if owners and not _is_asking(owners[0]):
        return owners[:1]
    ancestor = noun
    for _ in range(4):  # "voted on a resolution to expel"
        ancestor = ancestor.head
        if ancestor.pos_ == "VERB":
            return subjects(ancestor)
    return []


def _doers_of_noun(measure: Measure, verb: Token) -> Heads:
    return _doers_in_phrase(measure) or next(filter(None, _doers_around_phrase(measure, verb)), [])


def _doers_in_phrase(measure: Measure) -> Heads:
    """Who the words of a noun phrase say takes a measure: "sanctions by [Peru]", "the war between [Peru] and [Chile]",
    "[Peru]'s tariffs", "[Peruvian] troops"."""
    noun = measure.token
    heads: Heads = [("by", p) for c in noun.children if c.lower_ == "by" for p in complements(c)]
    heads += [("between", p) for p in _parties_between(noun)]
    owners = possessors(noun)
    if owners and all(c.pos_ == "PRON" for c in owners):  # "condemned Iran for its tests"
        heads += [("blamed", t) for t in blamed_for(noun)]
        heads = heads or [("possessor", t) for t in _made_to_do_it(noun, owners)]
        owners = [] if heads else owners
    if measure.family not in DONE_TO_OWNER or objects_of(noun, {"of"}):
        heads += [("possessor", c) for c in owners]
        heads = heads or [
            ("modifier", c) for c in noun.children if c.dep_ in OWNERS_BEFORE_NOUNS and _does_as_modifier(c, noun)
        ]
    return heads


def _doers_around_phrase(measure: Measure, verb: Token) -> Iterator[Heads]:
    """Who else may take a measure, the surest first; each a list that is empty where there is none. ``verb`` is the one
    over the noun, or the noun."""
    noun = measure.token
    objects = objects_of(noun, {"of"})
    if measure.family == "pullout" and not any(map(_is_named, objects)) and verb.lemma_ in VERBS_OF_ORDERING:
        yield [("subject", s) for s in subjects(verb)]  # "of its troops"
    if measure.family in HELP_FROM_SOMEBODY:
        givers = (p for t in (noun, *objects) for p in objects_of(t, {"from"}))
        yield [("from", p) for p in givers if cluster_at(p) is not None]
    if measure.family in DOER_AFTER_OF:
        yield [("of", p) for p in objects if cluster_at(p) is not None]
    if verb.i != noun.i and (does_its_object(verb) or verb.lemma_ in VERBS_WITH_A_MEASURE | VERBS_OF_GOING_AHEAD):
        yield [("blamed", t) for t in blamed_for(verb)]
        yield [("subject", s) for s in _subjects(verb)]
    yield [("clause", s) for s in _doers_of_clause(noun)]
    yield [("blamed", t) for t in blamed_for(noun)]
    yield [("responsible", t) for t in responsible(noun)]


def _made_to_do_it(noun: Token, owners: list[Token]) -> list[Token]:
    """Whoever is made to take or end a measure: "forced [Peru] to halt its attacks". No unnamed one if an owner is
    named and is not who makes him do it: "Peru's Front left, letting the group go on with its"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.dep_ not in {"xcomp", "ccomp"} or not is_infinitive(verb):
        return []
    made_to = [t for t in subjects(verb) if t.i > verb.head.i]
    makers = [cluster_at(t) for t in own_subjects(verb.head)]
    has_named_owner = any(_is_named(t) and cluster_at(t) not in makers for t in owners)
    return [t for t in made_to if _is_named(t) or not has_named_owner]


def _is_named(token: Token) -> bool:
    cluster = cluster_at(token)
    return cluster is not None and cluster.is_named()


def _does_as_modifier(name: Token, noun: Token) -> bool:
    """Whether the name before a measure's noun is its doer ("US sanctions"), not its place ("the Peru war", "the Lima
    raid")."""
    may_be_hit = lifts(noun.head) or noun.head.lemma_ == "impose"  # one may enforce or extend another's sanctions
    if cluster_at(name) is None or (may_be_hit and is_named_as_hit(name, noun)):
        return False
    if noun.lemma_ in ASSAULTS_NAMED_BY_THEIR_PLACE and _is_place_name(name):
        return any(c.lower_ in PREPOSITIONS_BEFORE_THE_ATTACKED for c in noun.children)
    return noun.lemma_ not in MEASURES_NAMED_BY_THEIR_PLACE or name.dep_ != "compound"


def _is_place_name(name: Token) -> bool:
    """Whether a name before a noun is that of a place, but not of a state."""
    matches = gazetteer.lookup(name.text)
    return name.dep_ == "compound" and name.ent_type_ == "GPE" and all(m.reason == MatchReason.CAPITAL for m in matches)


def _parties_between(noun: Token) -> Iterator[Token]:
    """The nouns after "between", each of whom takes the measure: "fighting between [A] and [B]", "clashes erupted
    between A and B"."""
    for word in (noun, noun.head) if noun.dep_ in {*SUBJECTS, "dobj"} else (noun,):
        for child in word.children:
            if child.lower_ == "between":
                yield from complements(child)


def _doers_of_clause(noun: Token) -> Iterator[Token]:
    """The subjects of a clause that modifies a measure: "the sanctions imposed by [Japan]", "the attacks that [the
    rebels] have carried out"."""
    for child in noun.children:
        if child.dep_ == "acl" and is_passive(child):
            yield from subjects(child)
        elif child.dep_ == "relcl":
            clause_subjects = [c for c in own_subjects(child) if c.lower_ not in RELATIVE_PRONOUNS]
            if is_passive(child) or (clause_subjects and does_its_object(child)):
                yield from subjects(child)
