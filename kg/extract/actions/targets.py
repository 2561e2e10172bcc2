"""Who a measure is done to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.actions.measures.measures import DUTIES, Measure, named_behind
from kg.extract.actions.measures.objects import classes_of, done_to
from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, cluster_at, clusters_among, is_of_same_state
from kg.extract.actors.lists.subjects import actors_of
from kg.extract.frames.factuality.factuality import is_yes_no_question
from kg.extract.frames.slots import slot
from kg.extract.grammar.arcs import first_conjunct, logical_objects, objects_of
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, is_passive
from kg.extract.grammar.negation import is_negated
from kg.extract.words.amounts import currencies
from kg.extract.words.lexicon import word_set
from kg.model import ActionKind, ActorType

__all__ = [
    "PREPOSITIONS_BEFORE_A_PUNISHED_DEED",
    "is_before_punished_deed",
    "is_named_as_hit",
    "is_punishment",
    "punished_by",
    "targets_of",
]

SLOTS_OF_TARGETS = (":dative", "obj", ":against", ":on", ":to", ":from", ":for", ":into", ":at", ":in", ":over")
"""Slots that may hold the target of any measure."""
SLOTS_BY_FAMILY = {"detention": ("obj", ":from"), "trial": (":on", ":from")}
"""The same for families of measures whose place or court may stand in the other slots: "arrested three men at [Arica]",
"filed a case at the court in [Peru]"."""
SLOTS_OF_TIMES = {":at", ":in", ":on"}
KINDS_WITH_AN_ORIGIN = {ActionKind.AID, ActionKind.DEPLOYMENT, ActionKind.STRIKE}
"""Kinds of measures that come from somebody or somewhere: "troops from Peru"."""
NOUNS_OF_ACTING_WITH_OTHERS = word_set("nouns-of-acting-with-others")
CLASSES_OF_GIFTS = {"@help", "@money", "@supplies"}
FAMILIES_OF_WHAT_IS_BORNE = {"ban", "sanction", "tariff"}
"""Families of what somebody is under."""
PREPOSITIONS_AFTER_BEARER_WORDS = {"subject": {"of", "to"}, "target": {"of"}, "object": {"of"}}
"""Words for whoever bears a measure, with the prepositions before it: "is subject to sanctions"."""
COPULAS = {"be", "become", "remain"}
ADVERBS_WITHOUT_LIMIT = {"already", "now", "still"}
"""Adverbs that do not limit what they stand beside."""
NOUNS_OF_PUNISHMENTS = word_set("nouns-of-punishments")
PREPOSITIONS_BEFORE_A_PUNISHED_DEED = word_set("prepositions-before-a-punished-deed")
BODIES_THAT_GOVERN = {"cabinet", "government"}
WORDS_FOR_GOVERNING = {"governing", "ruling"}
VERBS_OF_HITTING = {"affect", "hit", "target"}
"""Verbs whose participle behind a measure has its target for an object."""
VERBS_OF_INTRODUCING = word_set("verbs-of-imposing") | {"introduce"}
VERBS_OF_BEING_UNDER = word_set("verbs-of-being-under")
VERBS_OF_PUTTING = {"place", "put"}
VERBS_OF_TAKING_OUT = {"pull", "withdraw"}
"""Verbs of quitting whose object belongs to the doer."""
REQUESTS = word_set("requests")
EVENTS_AND_SHOWS = word_set("events-and-shows")
SPEAKING_DOCUMENTS = word_set("speaking-documents")
NOUNS_FOR_SOME_OF_A_STATE = {"entity", "individual"}
"""Nouns for people or bodies of a state, who are no actors here, and not the state."""
SETTLEMENTS = {"city", "town", "village"}
WORDS_OF_BANNING = word_set("words-of-banning")
VERBS_OF_STIRRING = word_set("verbs-that-please") | word_set("verbs-that-anger") | word_set("verbs-that-worry")
"""Verbs whose object only hears of the measure: "the build-up angered Chile"."""


def targets_of(measure: Measure, verb: Token, doers: Sequence[Cluster], each_of_list: bool) -> list[Cluster]:
    """The target of a measure that ``doers`` take: one, or with ``each_of_list`` each of a list ("sanctions on Mali and
    Niger")."""
    if (person := named_behind(measure.token)) is not None:
        return [person]
    governors = () if verb.lemma_.casefold() in VERBS_OF_STIRRING else (verb,)
    participles = _participles_of(measure.token)
    heads = dict.fromkeys((measure.token, *governors, *done_to(measure.token, measure.verbal), *participles))
    is_out = verb.lemma_ in VERBS_OF_TAKING_OUT or any(c.lower_ == "out" for c in verb.children)
    is_own_object = is_out and measure.family == "quitting"
    anywhere = SLOTS_BY_FAMILY.get(measure.family, SLOTS_OF_TARGETS)
    for name in (*measure.target, *anywhere):
        if name == "obj" and is_own_object:
            continue  # "pulled [its country] out of the pact"
        for head in heads:
            if _tells_of_what(measure, head, name[1:]):
                continue
            for place in slot(head, name):
                filler = measure.token.doc[place.head]
                if _is_own_government(measure, name, filler):
                    return []
                for token in _words_in_slot(measure, name, filler):
                    cluster = cluster_at(token)
                    if (
                        cluster is not None
                        and not _is_own_side(measure, token, doers)
                        and not _is_given(measure, token)
                    ):
                        others = actors_of(conjuncts([token])) if each_of_list else ()
                        return [cluster, *(c for _, c, _ in others if c is not cluster)]
    bearers = map(cluster_at, _bearers(measure.token) if measure.family in FAMILIES_OF_WHAT_IS_BORNE else ())
    found = [c for c in bearers if c is not None and c not in doers]
    return found if each_of_list else found[:1]


def _participles_of(noun: Token) -> list[Token]:
    """The participles behind a measure, or the series that it is one of, which may have its target: "the ban [imposed]
    on Peru", "a series of raids [targeting] Peru"; not "sanctions banning Peru from the fair"."""
    whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    clauses = (c for t in (noun, whole) for c in t.children if c.dep_ == "acl" and c.i > noun.i)
    return [c for c in clauses if c.tag_ == "VBN" or (c.tag_ == "VBG" and c.lemma_ in VERBS_OF_HITTING)]


def is_before_punished_deed(preposition: Token) -> bool:
    """Whether a preposition stands before what somebody is punished for, which was done, whatever comes of the
    punishment: "announced sanctions on Peru [for] supplying arms", "[over] its raids"."""
    if preposition.lower_ not in PREPOSITIONS_BEFORE_A_PUNISHED_DEED:
        return False
    governor = preposition.head
    nouns = [governor, *logical_objects(governor), *objects_of(governor, {"with"})]
    return any(is_punishment(t, preposition) and t.i < preposition.i for t in nouns)


def is_punishment(word: Token, preposition: Token) -> bool:
    """Whether a word names a punishment for what follows a preposition: "announced [sanctions] on Peru for",
    "[tariffs] over its raids"; not "a duty for the delivery"."""
    names = NOUNS_OF_PUNISHMENTS if preposition.lower_ == "for" else NOUNS_OF_PUNISHMENTS | DUTIES
    return word.pos_ == "NOUN" and word.lemma_ in names


def punished_by(noun: Token) -> list[Token]:
    """The words for whom a punishment hits: "sanctions on [Iran]", "threatened [Iran] with sanctions", "[Iran] faces
    sanctions"."""
    punished = [p for c in noun.children if c.lower_ in {"against", "on"} for p in c.children]
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        punished += [c for c in noun.head.head.children if c.dep_ in {"dobj", "nsubjpass"}]
    return conjuncts(punished or _bearers(noun))


def is_named_as_hit(state: Token, sanctions: Token) -> bool:
    """Whether the state named before sanctions that are imposed or lifted is hit by them, as the subject of their verb
    is of another state, or a bloc: "the EU imposed new [Belarus] sanctions"; not "the EU imposed US sanctions on
    Belarus"."""
    hit = cluster_at(state)
    is_bare = sanctions.dep_ == "dobj" and not objects_of(sanctions, {"against", "on"})
    if hit is None or hit.type != ActorType.STATE or state.dep_ != "compound" or not is_bare:
        return False
    subjects = clusters_among(grammatical_subjects(sanctions.head))
    is_other = bool(subjects) and not any(is_of_same_state(one, hit) for one in subjects)
    is_placed = all(one.country is not None or one.type in STATES_AND_BLOCS for one in subjects)
    return sanctions.lemma_ == "sanction" and is_other and is_placed


def _bearers(noun: Token) -> list[Token]:
    """Who is said to bear a measure: "[Iran] faces sanctions", "is under", "is subject to", "is the target of" them;
    not "rarely faces", "faced down" them, "firms in [Iran]" face them, "is under the ban lifted by Chile"."""
    governor, verb = noun.head, noun.head.head
    if noun.dep_ == "dobj":
        verb = governor
        is_borne = verb.lemma_ == "face"
    elif governor.lower_ == "under":
        is_borne = verb.lemma_ in VERBS_OF_BEING_UNDER or (verb.lemma_ in VERBS_OF_PUTTING and is_passive(verb))
    else:
        is_borne = (
            governor.lower_ in PREPOSITIONS_AFTER_BEARER_WORDS.get(verb.lower_, ()) and verb.head.lemma_ in COPULAS
        )
        verb = verb.head
    is_possible = any(c.lower_ in word_set("adjectives-of-the-possible") for c in noun.children)
    siblings = [c for t in (verb, governor) for c in t.children]
    is_limited = any(
        c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ not in ADVERBS_WITHOUT_LIMIT) for c in siblings
    )
    is_ended = any(c.dep_ in {"acl", "relcl"} and c.lemma_ not in VERBS_OF_INTRODUCING for c in noun.children)
    is_unsure = is_possible or is_limited or is_ended or is_negated(verb) or is_yes_no_question(verb)
    return [t for t in grammatical_subjects(verb) if _is_whole(t)] if is_borne and not is_unsure else []


def _is_whole(noun: Token) -> bool:
    """Whether somebody is named without words that pick out others; not "few states", "firms in Peru"."""
    return all(c.dep_ not in {"appos", "nummod", "poss", "prep"} for c in noun.children) and all(
        c.ent_type_ for c in noun.children if c.dep_ in {"amod", "advmod"}
    )


def _words_in_slot(measure: Measure, name: str, place: Token) -> Iterator[Token]:
    """The words that may name a target in a slot: its head, and what stands below that; none for a circumstance."""
    if _is_circumstance(measure, name, place):
        return
    participles = (c for c in place.children if c.dep_ == "acl" and c.tag_ == "VBN")  # "goods imported from Peru"
    is_own_work = name == "obj" and _is_own_work(measure, place)
    # "the raid, including members", "sent 300 troops, including medics"
    parts = is_own_work or place.i == measure.token.i
    excluded = {"between", "including"} if parts else {"between"}
    prepositions = (
        c for t in (place, *participles) for c in t.children if c.dep_ == "prep" and c.lower_ not in excluded
    )
    prepositions = (c for c in prepositions if not _tells_of_what(measure, c.head, c.lower_))
    objects = (p for c in prepositions for p in c.children)
    below = (c for c in place.children if not (is_own_work and c.dep_ == "appos"))  # "sends 300 troops, Mali 200"
    yield from (
        t
        for t in (*(() if is_own_work else (place,)), *below, *objects)
        if not (_only_names(t, place) or _only_tells_who_lives_there(t, place))
    )


def _tells_of_what(measure: Measure, head: Token, preposition: str) -> bool:
    """Whether a preposition only says whom a thing that is banned or paid for is about or against: banned "a film
    [about] Chile", "a march [against] Chile", "the pilgrimage [to] Chile", aid for "the fight [against] Chile"; not a
    "ban [against] Chile", nor aid for "the relief effort [in] Chile"."""
    is_ban = measure.token.lemma_.casefold() in WORDS_OF_BANNING
    if not is_ban and measure.kind != ActionKind.AID:
        return False
    if is_ban and not measure.verbal and head in {measure.token, measure.token.head}:
        return False
    if preposition in {"about", "against"}:
        return True
    thing = head.lemma_.casefold()
    if preposition == "on":
        things = {head, *(done_to(head, verbal=True) if measure.verbal else ())}  # "on" may be attached to the verb
        things_shown = EVENTS_AND_SHOWS | SPEAKING_DOCUMENTS
        return any(t.lemma_.casefold() in things_shown or "@attacks" in classes_of(t) for t in things)
    return preposition in {"for", "to"} and thing in EVENTS_AND_SHOWS


def _is_circumstance(measure: Measure, name: str, place: Token) -> bool:
    """Whether a slot says with whom, for whom or from where something is done: "on behalf of Chile", "in coordination
    with Chile", "in addition to Chile", "at the request of Peru", "raids from Peru", "on his
    first day in office"."""
    if place.lower_ == "behalf" or "addition" in {place.lower_, place.head.head.lower_}:
        return True
    together = name == ":in" and place.lower_ in NOUNS_OF_ACTING_WITH_OTHERS
    requested = name == ":at" and place.lemma_ in REQUESTS
    is_origin = name == ":from" and measure.kind in KINDS_WITH_AN_ORIGIN and name not in measure.target
    return together or requested or is_origin or (name in SLOTS_OF_TIMES and _is_time(place))


def _is_time(noun: Token) -> bool:
    return noun.ent_type_ in {"DATE", "TIME"} or noun.lemma_ == "day"


def _is_own_government(measure: Measure, name: str, body: Token) -> bool:
    """Whether a slot holds a body of their own state that somebody quits: "quit the Peruvian [government]", "withdrew
    from the ruling [coalition]"; not "the [coalition] in Peru", nor "withdrew its support from the [government]"."""
    is_ruling = any(c.lower_ in WORDS_FOR_GOVERNING for c in body.children)
    governs = body.lemma_ in BODIES_THAT_GOVERN or (body.lemma_ == "coalition" and is_ruling)
    is_left = name == "obj" or (name == ":from" and all(c.dep_ != "dobj" for c in measure.token.children))
    return measure.family == "quitting" and governs and is_left


def _is_own_side(measure: Measure, token: Token, doers: Sequence[Cluster]) -> bool:
    """Whether a word speaks of the state of one of the doers: Congress bans "[American] sales to Cuba", Spain ends
    "[its] role in Mali". Rebels may strike their own state."""
    actor = cluster_at(token)
    own_countries = {doer.country for doer in doers if doer.country is not None}
    is_struck = measure.kind == ActionKind.STRIKE and token.dep_ not in {"amod", "compound", "nmod", "poss"}
    return (
        not is_struck
        and actor is not None
        and actor.type == ActorType.STATE
        and (actor in doers or actor.country in own_countries)
    )


def _is_given(measure: Measure, token: Token) -> bool:
    """Whether people are given together with a thing: "sent money and [advisers]"; not "aided [refugees]", "gave
    [Chad] money"."""
    if measure.kind != ActionKind.AID or not measure.verbal or token.pos_ != "NOUN" or token.dep_ != "conj":
        return False
    given = conjuncts([first_conjunct(token)])
    return any(classes_of(t) & CLASSES_OF_GIFTS for t in given if t.i < token.i)


def _is_own_work(measure: Measure, thing: Token) -> bool:
    """Whether the doers send, withdraw or found a thing: "pulled out its [observers]", "opened a [mission]"."""
    if measure.family == "opening":
        return True
    moved = classes_of(thing) & {"@forces", f"@{ActorType.GROUP}", f"@{ActorType.PERSON}"}
    return measure.kind in {ActionKind.DEPLOYMENT, ActionKind.WITHDRAWAL} and bool(moved)


def _only_names(token: Token, whole: Token) -> bool:
    """Whether a word only says which treaty or currency, or whose people, are meant: "left the [Lima] Treaty", "two
    billion [US] dollars", "sanctions on nine [Russian] individuals"."""
    if token.dep_ == "compound" and whole.lower_ in word_set("names-of-no-actor"):
        return True
    if any(c.dep_ == "conj" and c.lemma_ not in NOUNS_FOR_SOME_OF_A_STATE for c in (*token.children, *whole.children)):
        return False  # "sanctions on Russia and Russian entities", "on Russian individuals and banks"
    lemma, is_before_it = whole.lemma_.casefold(), token.dep_ in {"compound", "amod", "nmod"}
    return is_before_it and (lemma in NOUNS_FOR_SOME_OF_A_STATE or lemma in currencies("word"))


def _only_tells_who_lives_there(token: Token, place: Token) -> bool:
    """Whether a word before that for a settlement says who lives there: "the [Druze] village of Sahna"; not "the
    [Syrian] city", which is its state's."""
    inhabitants = cluster_at(token) if place.lemma_ in SETTLEMENTS and token.i < place.i else None
    return inhabitants is not None and inhabitants.type in {ActorType.GROUP, ActorType.PERSON}
