"""Plans that harm others, and so are threats: "will bomb the port", "vowed to cut off the gas to Peru"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import CLUSTER_OF, STATES_AND_BLOCS, Cluster
from kg.extract.grammar.arcs import complements, first_conjunct, objects_of, possessors
from kg.extract.grammar.clause import is_passive, subjects
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["carries_out_harm", "ends_harm", "gives_up_harm", "is_harmful", "threatens"]

COMMITTED = {"commit", "commitment", "committed"}
HARM_PROMISED = word_set("harm-promised")
HARM_THAT_MAY_BE_STOPPED = word_set("harm-that-may-be-stopped")
PROMISING = {"pledge", "promise", "vow"}
NAMES_BEFORE_NOUNS = {"amod", "compound", "nmod"}
PRICES = word_set("prices")
PREPOSITIONS_BEFORE_THOSE_HIT = word_set("prepositions-before-those-hit")
PREPOSITIONS_BEFORE_THE_HARMED = {"for", "to", "with"}
SITES_AND_PROGRAMMES = word_set("sites-and-programmes")
STATES_LEFT_IN = {"acomp", "advcl", "ccomp", "dative", "oprd", "prt", "xcomp"}
"""Arcs to what somebody or something is left as: "leave them [stranded]"."""
THINGS_STRUCK = word_set("things-struck")
THINGS_WALKED_OUT_ON = {"coalition", "process", "table"}
TIES = word_set("ties")
VERBS_OF_CARRYING_OUT = word_set("verbs-of-carrying-out")
VERBS_OF_ENDING = word_set("verbs-of-ending")
VERBS_OF_GIVING_UP = word_set("verbs-of-giving-up")
VERBS_OF_STOPPING_HARM = word_set("verbs-of-stopping-harm")
VERBS_OF_GOING = {"leave", "quit"}
VERBS_OF_LEAVING = {"close", "leave", "quit"}
VERBS_OF_GOING_FROM = word_set("verbs-of-going-from")
WHAT_ONE_BELONGS_TO = word_set("what-one-belongs-to")
WORDS_OF_ARMAMENT = word_set("words-of-armament")
WORDS_AFTER_WHAT_IS_LEFT = word_set("words-after-what-is-left")


def threatens(verb: Token) -> bool:
    """Whether what a verb names is a threat where somebody plans it: it is harmful. What is promised or prepared is one
    only if it is not just given up or ended, or if that hits somebody: "vowed to retaliate", "pledged to cut the gas
    supplies to Peru"; not "pledged to close its mines", "its commitment to stop logging"; but of those who are prepared
    for it, only "is prepared to cut fares" is no threat. What is offered is none: "offered to cut its fee"."""
    over = first_conjunct(verb)
    if not is_harmful(verb) or (over.dep_ in {"acl", "xcomp"} and over.head.lemma_ == "offer"):
        return False
    is_active = over.head.lemma_ == "prepare" and over.head.tag_ != "VBN"
    is_prepared = is_active or (over.head.lemma_ in {"prepare", "prepared"} and _cuts_a_price(verb))
    promised = over.dep_ in {"acl", "ccomp", "xcomp"} and (is_prepared or over.head.lemma_ in PROMISING | COMMITTED)
    return not promised or verb.lemma_ not in VERBS_OF_ENDING or _hits_somebody(verb)


def _cuts_a_price(verb: Token) -> bool:
    return verb.lemma_ == "cut" and any(c.dep_ == "dobj" and c.lemma_ in PRICES for c in verb.children)


def _hits_somebody(verb: Token) -> bool:
    """Whether what is ended is another's, or goes to another: "stop Peru", "close its border with Peru", "close Peru's
    ports"."""
    clusters = CLUSTER_OF(verb.doc)
    own: list[Cluster] = [clusters[t.i] for t in subjects(verb) if t.i in clusters]
    ended = [c for c in verb.children if c.dep_ == "dobj"]
    hit = [] if verb.lemma_ in VERBS_OF_LEAVING else list(ended)
    for word in (verb, *ended):
        for place in word.children:
            if place.dep_ in {"prep", "dative"} and place.lower_ in PREPOSITIONS_BEFORE_THE_HARMED:
                hit += complements(place)
    if any(t.i in clusters and clusters[t.i] not in own for t in hit):
        return True
    owners = [clusters[t.i] for t in _owners_of_ended(verb, ended) if t.i in clusters]
    return any(_is_of_another_state(owner, own) for owner in owners)


def _owners_of_ended(verb: Token, ended: list[Token]) -> list[Token]:
    """Those whose things a verb ends, or from whom they come: "close [Peruvian] ports", "ban goods from [Peru]"; nobody
    where they are one's own, "cut its imports from Peru", or where one only uses less, "cut imports from Peru"."""
    if verb.lemma_ in VERBS_OF_GOING_FROM:
        return []
    owners = [owner for noun in ended for owner in possessors(noun)]
    if any(owner.pos_ == "PRON" for owner in owners):
        return []
    off = any(c.lower_ == "off" for c in verb.children)
    bought = any(noun.lemma_ in {"import", "purchase"} for noun in ended)
    if (verb.lemma_ == "cut" and not off) or (verb.lemma_ == "stop" and bought):
        return owners
    owners += [c for noun in ended for c in noun.children if c.dep_ in NAMES_BEFORE_NOUNS]
    return owners + [p for word in (verb, *ended) for p in objects_of(word, PREPOSITIONS_BEFORE_THOSE_HIT)]


def _is_of_another_state(owner: Cluster, states_of_holders: list[Cluster]) -> bool:
    """Whether an actor is a state or belongs to one, but to none of these actors, of which some state is known."""
    states = {c.country for c in states_of_holders if c.country is not None}
    country = bool(states) or any(c.type in STATES_AND_BLOCS for c in states_of_holders)
    of_state = owner.country is not None or owner.type in STATES_AND_BLOCS
    return country and of_state and owner not in states_of_holders and owner.country not in states


def is_harmful(verb: Token) -> bool:
    """Whether a verb names a harm to others: "cut the aid", "leave"; not "cut its tariffs", "stop the shelling", "close
    its nuclear site", "withdraw to the river", which others want."""
    if verb.lemma_ in {"avenge", "veto"} or carries_out_harm(verb):
        return True
    if verb.lemma_ == "go":  # "go on strike", "go to war"
        return any(p.lemma_ in {"strike", "war"} for c in verb.children if c.dep_ == "prep" for p in c.children)
    named = {verb.lemma_, *(f"{verb.lemma_} {c.lower_}" for c in verb.children if c.dep_ == "prt")}
    if named.isdisjoint(word_set("harmful-verbs")) or _is_agreed(verb) or _is_adjective(verb) or _only_goes(verb):
        return False
    ended = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} or (c.dep_ == "xcomp" and c.tag_ == "VBG")]
    if _pulls_back(verb) or (verb.lemma_ in VERBS_OF_ENDING and any(map(_is_armament, ended))):
        return False
    return not any(c.lemma_.casefold() in word_set("harms") or c.tag_ == "VBG" for c in ended)


def _pulls_back(verb: Token) -> bool:
    """ "Withdraw to the old border", "withdraw behind the river"; not "withdraw the aid to Peru"."""
    bare = not is_passive(verb) and not any(c.dep_ == "dobj" for c in verb.children)
    return (
        verb.lemma_ == "withdraw"
        and bare
        and any(c.lower_ in {"behind", "to"} for c in verb.children if c.dep_ == "prep")
    )


def _is_armament(noun: Token) -> bool:
    """ "Its nuclear [site]", "the missile [programme]"; not "military [aid]"."""
    before = {c.lower_ for c in noun.children if c.dep_ in NAMES_BEFORE_NOUNS}
    return noun.lemma_ in SITES_AND_PROGRAMMES and not before.isdisjoint(WORDS_OF_ARMAMENT)


def _is_agreed(verb: Token) -> bool:
    """ "Strike a deal"."""
    return verb.lemma_ == "strike" and any(c.dep_ == "dobj" and c.lemma_ in THINGS_STRUCK for c in verb.children)


def _only_goes(verb: Token) -> bool:
    """Whether somebody goes who leaves nobody worse off by it: "leave the union", "quit his post", "withdraw from
    Mali"; not "quit the talks", "leave the union in ruins", nor on a condition, "leave the union if Peru sues"."""
    left = [c for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_ == "withdraw":
        goes = not left and not is_passive(verb) and not any(map(_is_walked_out_on, objects_of(verb, {"from"})))
    else:
        goes = verb.lemma_ in VERBS_OF_GOING and len(left) == 1 and _is_belonged_to(left[0])
        goes = goes and not _leaves_in_a_state(verb, left[0])
    if not goes:
        return False
    over = first_conjunct(verb)
    return all(conditional(word) is None for word in (verb, over, over.head))


def _is_walked_out_on(noun: Token) -> bool:
    """ "The [talks]", "the peace [process]", "the coalition [government]"."""
    named = {noun.lemma_.casefold(), *(c.lemma_.casefold() for c in noun.children if c.dep_ == "compound")}
    return not named.isdisjoint(word_set("talks") | THINGS_WALKED_OUT_ON)


def _is_belonged_to(noun: Token) -> bool:
    """Whether a noun is for what one belongs to or holds: "the [Delta Union]", "the [treaty]", "his [post]"."""
    cluster = CLUSTER_OF(noun.doc).get(noun.i) if noun.pos_ == "PROPN" else None
    named = cluster is not None and cluster.type in {ActorType.BLOC, ActorType.ORGANIZATION}
    return named or noun.lemma_.casefold() in WHAT_ONE_BELONGS_TO


def _leaves_in_a_state(verb: Token, left: Token) -> bool:
    """ "Leave the union [without] money", "leave it [divided]", "leave it [in] ruins"; not "leave it in May"."""
    after = [c for c in verb.children if c.i > verb.i]
    in_ruins = any(not t.ent_type_ for t in objects_of(verb, {"in"}))
    described = any(t.tag_ in {"JJ", "VBD", "VBN"} for t in verb.doc[left.i + 1 : left.i + 2])
    marked = any(c.dep_ in STATES_LEFT_IN or c.lower_ in WORDS_AFTER_WHAT_IS_LEFT for c in after)
    return in_ruins or described or marked


def _is_adjective(verb: Token) -> bool:
    """Whether the parser took an adjective for a verb: "committed to [close] cooperation"; not "committed to close
    the mine", "plans to close ties"."""
    ties = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_ in TIES]
    bare = not any(c.dep_ in {"det", "poss"} for noun in ties for c in noun.children)  # not "to close its contacts"
    committed = verb.lower_ == "close" and is_infinitive(verb) and verb.head.lemma_ in COMMITTED
    return committed and bool(ties) and bare


def gives_up_harm(verb: Token) -> bool:
    """Whether somebody gives up what harms others: "renounce all claims", "abandon the blockade"."""
    given = (c for c in verb.children if c.dep_ == "dobj")
    return verb.lemma_ in VERBS_OF_GIVING_UP and any(c.lemma_.casefold() in word_set("harms") for c in given)


def ends_harm(verb: Token) -> bool:
    """Whether somebody stops fighting or striking: "end the strike", "lay down their arms", "disarm"; not "disarm the
    rebels", nor "end the subsidy", by which somebody loses."""
    ended = {c.lemma_.casefold() for c in verb.children if c.dep_ == "dobj"}
    if verb.lemma_ in {"disarm", "demobilise", "demobilize"}:
        return not ended and not is_passive(verb)
    if verb.lemma_ == "lay":
        return not ended.isdisjoint({"arm", "arms", "weapon"})
    return verb.lemma_ in VERBS_OF_STOPPING_HARM and not ended.isdisjoint(HARM_THAT_MAY_BE_STOPPED)


def carries_out_harm(verb: Token) -> bool:
    """Whether a verb's object names the harm that it does: "carry out attacks", "impose sanctions"."""
    done = (c for c in verb.children if c.dep_ == "dobj")
    return verb.lemma_ in VERBS_OF_CARRYING_OUT and any(c.lemma_.casefold() in HARM_PROMISED for c in done)
