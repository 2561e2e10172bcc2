"""The stance of a predicate on what fills its slot: the filler may say more than the lexicon does."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.factuality.factuality import asks_whether
from kg.extract.frames.harm import is_harmful, threatens
from kg.extract.frames.slot_names import CLAUSE, INFINITIVE, OBJECT, OTHERS_INFINITIVE
from kg.extract.frames.slots import Slot
from kg.extract.frames.stance_of_clause import (
    evaluation_of,
    is_up_to_others,
    says_what_must_be_done,
    stance_by_own_words,
)
from kg.extract.grammar.arcs import complements, has_auxiliary, has_mark, objects_of, own_subjects, possessors
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, is_passive, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import bearer, is_infinitive, tense
from kg.extract.words.lexicon import Predicate, tones, word_set
from kg.model import Stance

__all__ = [
    "is_called_an_obstacle",
    "is_forecast",
    "is_meant",
    "is_only_prepared",
    "is_tied_to_harm",
    "is_told_as_bad",
    "only_tells",
    "stance_on",
]

WH = {"WDT", "WP", "WRB"}
"""Tags of words that open an indirect question: who asks it takes no stance on its answer."""
NOUNS_OF_STORIES = word_set("nouns-of-stories")
PROMISING = {"pledge", "promise", "vow"}
HARM_PROMISED = word_set("harm-promised")
VERBS_OF_FARING = word_set("verbs-of-faring")
VERBS_OF_COMING = word_set("verbs-of-coming")
VERBS_OF_FORECASTS = word_set("verbs-of-mere-belief") | {"argue", "posit"}
NOUNS_OF_WORKS = word_set("nouns-of-works")
VERBS_OF_HELP = word_set("verbs-of-help")
VERBS_OF_MERE_SAYING = word_set("verbs-of-mere-saying")
ARCS_OF_MERE_OBSTACLES = word_set("arcs-of-mere-obstacles")
NOUNS_OF_OBSTACLES = word_set("nouns-of-obstacles")
VERBS_OF_TELLING_OF = word_set("verbs-of-noting") | word_set("verbs-of-emphasis")
ASSERTIVE_VERBS = word_set("assertive-verbs")
WORRY_NOUNS = word_set("worry-nouns")
ADJECTIVES_OF_DEFECTS = word_set("adjectives-of-defects")
ADJECTIVES_FOR_UNRESOLVED = {"open", "outstanding", "unresolved"}
CRIMES = word_set("nouns-of-conduct") - word_set("nouns-of-neutral-conduct")
NOUNS_OF_ISSUES = {"issue", "matter", "question"}
NOUNS_OF_LINKS = word_set("nouns-of-links")
NOUNS_OF_PARTS_IN_DEEDS = word_set("nouns-of-parts-in-deeds")
NOUNS_OF_DEFECTS = word_set("nouns-of-defects")
PREFIX_OF_DEFECTS = "non-"
VERBS_OF_KEEPING_TO = {"affirm", "maintain", "reaffirm"} | PROMISING
VERBS_OF_ACKNOWLEDGING = word_set("verbs-of-acknowledging")
WHAT_IS_VOTED_ON = word_set("tabled-nouns") | word_set("things-put-forward") | word_set("candidates")
WORDS_FOR_EACH = word_set("words-for-each")
WORDS_OF_INSISTING = {"insist", "insistence"}


def stance_on(  # noqa: PLR0911 - a return for each filler that changes the stance, with an example
    predicate: Predicate, token: Token, place: Slot, head: Token, stance: Stance, holders: set[str]
) -> Stance:
    """The stance of holders with these ids on the words in a slot, headed by ``head``; ``stance`` is the lexicon's."""
    if place.name == CLAUSE:
        return _on_clause(predicate, token, head, stance, holders)
    if place.name == OTHERS_INFINITIVE and stance == Stance.SUPPORT:
        return Stance.DEMAND  # "would like the ban to end"
    if predicate.words == ("seek", "to"):
        if is_up_to_others(head):
            return Stance.DEMAND  # "seeks to be recognised"
        only_wished = token.tag_ in {"VBD", "VBN"} or is_harmful(head)
        return Stance.SUPPORT if only_wished else stance  # "sought to end the war": neither promise nor threat
    if stance in {Stance.COMMIT, Stance.OFFER} and place.name == INFINITIVE and _harms_others(head):
        return Stance.THREATEN  # own plans with harm for another, not "promised not to strike"
    if place.name == OTHERS_INFINITIVE and token.lemma_ == "invite" and _is_coming(head):
        return Stance.PROPOSE  # "invited Peru to visit Lima"
    if place.name == INFINITIVE and token.lower_ in {"happy", "glad"} and head.lemma_ not in word_set("idle-joys"):
        return Stance.OFFER  # "would be happy to host the talks"
    if place.name == OBJECT and (other := _on_object(token, head, stance)) is not None:
        return other
    scorned = stance == Stance.ACCUSE and token.lemma_ in word_set("scornful-verbs")
    if (scorned or stance in {Stance.REJECT, Stance.OPPOSE}) and _is_alleged(head):
        return Stance.DENY  # to reject a charge is to say that it is not so
    if stance == Stance.DENY and token.lemma_ == "deny" and head.lemma_.casefold() in word_set("things-granted"):
        return Stance.REJECT  # "denied the request"
    return stance


def _is_coming(verb: Token) -> bool:
    """Whether a guest is to come, meet or take part: "visit Lima", "meet the king"; not "meet the target", "return the
    ships"."""
    things = [c for c in verb.children if c.dep_ == "dobj" and cluster_at(c) is None]
    return verb.lemma_ in VERBS_OF_COMING and not (things and verb.lemma_ in {"meet", "return"})


def _on_object(token: Token, head: Token, stance: Stance) -> Stance | None:
    """The stance on a verb's object where verb and object together carry another than the lexicon's; else None."""
    if stance == Stance.COMMIT and token.lemma_ in PROMISING and head.lemma_.casefold() in HARM_PROMISED:
        return Stance.THREATEN  # "promised countermeasures"
    if stance == Stance.REJECT and _is_announced(token):
        return Stance.THREATEN  # "would veto any deal"
    if stance == Stance.REJECT and _is_called_untrue(token):
        return Stance.DENY  # "dismissed the photographs as fabricated"
    if stance != Stance.SUPPORT:
        return None
    if _is_promised(token, head):
        return Stance.COMMIT
    return Stance.CONCERN if is_told_as_bad(token, head) or is_called_an_obstacle(token, head) else None


def is_told_as_bad(verb: Token, noun: Token) -> bool:
    """Whether a verb stresses what is bad by itself, so that it supports nothing: "highlighted the damage", "stressed
    [insufficient] funds"; not "stressed the need to end insufficient funding", nor what somebody keeps to or will not
    do: "reaffirmed its unequal treaty", "stressed its inability to pay"."""
    if verb.lemma_.casefold() not in ASSERTIVE_VERBS - VERBS_OF_KEEPING_TO:
        return False
    if noun.lower_ == "non" and noun.i + 2 < len(noun.doc):
        noun = noun.nbor(2)
    prefixed = noun.i > 1 and noun.doc[noun.i - 2 : noun.i].text.casefold() == PREFIX_OF_DEFECTS
    lacking = any(c.dep_ == "amod" and c.lemma_.casefold() in ADJECTIVES_OF_DEFECTS for c in noun.children)
    name = f"{PREFIX_OF_DEFECTS}{noun.lower_}" if prefixed else noun.lemma_.casefold()
    holders = {c.id for s in subjects(verb) if (c := cluster_at(s)) is not None}
    own = any(c.id in holders for t in possessors(noun) if (c := cluster_at(t)) is not None)
    if lacking or noun.lemma_ in WORRY_NOUNS or is_tied_to_harm(noun):
        return True
    return name in NOUNS_OF_DEFECTS and not own


def is_tied_to_harm(noun: Token) -> bool:
    """Whether a noun tells of a part in a crime, of what a bad thing is linked to, or of what is unresolved: "the role
    of Peru in the killings", "links between drought and poverty", "outstanding issues"; not "the role of Peru in the
    talks"."""
    if noun.lemma_ in NOUNS_OF_ISSUES:
        return any(c.dep_ == "amod" and c.lower_ in ADJECTIVES_FOR_UNRESOLVED for c in noun.children)
    if noun.lemma_ in NOUNS_OF_PARTS_IN_DEEDS:
        deeds = conjuncts(objects_of(noun, {"in"}) + _after_of(noun))
        return any(t.lemma_ in CRIMES for t in deeds)
    linked = conjuncts(objects_of(noun, {"between"})) if noun.lemma_ in NOUNS_OF_LINKS else []
    return any(tones().get(t.lemma_) == "bad" for t in linked)


def _after_of(noun: Token) -> list[Token]:
    """What "in" governs below the owner of a part: "the role of [Peru in the killings]"."""
    return [t for owner in objects_of(noun, {"of"}) for t in objects_of(owner, {"in"})]


def _is_promised(verb: Token, noun: Token) -> bool:
    """Whether a verb of support tells of help to come: "will support the fishermen", "will continue to protect the
    bay"; not "would support a ban", "will support the bill", where it is the view that is meant."""
    goes_on = is_infinitive(verb) and verb.head.lemma_ == "continue"
    if verb.lemma_ not in VERBS_OF_HELP or not has_auxiliary(verb.head if goes_on else verb, {"'ll", "will"}):
        return False
    helps = goes_on or verb.lemma_ != "support" or cluster_at(noun) is not None or noun.lemma_ in NOUNS_OF_WORKS
    return helps and noun.lemma_.casefold() not in WHAT_IS_VOTED_ON


def is_called_an_obstacle(verb: Token, noun: Token) -> bool:
    """Whether a verb of telling calls its object an obstacle: "highlighted costs as a challenge"; not "backed the dam
    as a barrier", "highlighted forests as a solution", "highlighted costs as no barrier, but as a chance"."""
    if verb.lemma_.casefold() not in VERBS_OF_TELLING_OF:
        return False
    called = [c for t in (verb, noun) for c in t.children if c.dep_ == "prep" and c.lower_ == "as"]
    return any(all(map(_is_mere_obstacle, complements(c))) and _says_only_one(c) for c in called)


def _says_only_one(preposition: Token) -> bool:
    """Whether "as" stands before one noun, and no "not" or "but" is by it."""
    single = len(complements(preposition)) == len([*preposition.children]) == 1
    return single and preposition.nbor(-1).dep_ != "neg"


def _is_mere_obstacle(noun: Token) -> bool:
    """ "A barrier", "the main obstacle to trade"; not "no barrier", "a challenge and a chance", "worth taking up"."""
    return noun.lemma_.casefold() in NOUNS_OF_OBSTACLES and all(
        c.dep_ in ARCS_OF_MERE_OBSTACLES
        and c.lower_ not in {"less", "no", "than"}
        and (c.i < noun.i or c.dep_ != "amod")
        and (c.dep_ != "conj" or _is_mere_obstacle(c))
        for c in noun.children
    )


def _harms_others(verb: Token) -> bool:
    """Whether a verb names a harm to others; not "cut its own quota"."""
    to_its_own = any(g.lower_ == "own" for c in verb.children if c.dep_ == "dobj" for g in c.children)
    return threatens(verb) and not is_negated(verb) and not to_its_own


def _is_alleged(noun: Token) -> bool:
    """Whether a noun names an allegation: a charge, a rumour, or a report with a that-clause that states a fact
    ("suggestions that it had paid")."""
    lemma = noun.lemma_.casefold()
    if lemma in word_set("charge-nouns") | word_set("nouns-of-hearsay"):
        return True
    if noun.lower_ == "talk":  # "dismissed talk of a rift"
        return any(c.lower_ == "of" or c.dep_ == "acl" for c in noun.children)
    if lemma in NOUNS_OF_STORIES:
        below = (c for c in noun.children if c.dep_ in {"acl", "ccomp"})
        return any(has_mark(c, {"that"}) and _is_told_as_fact(c) for c in below)
    return False


def _on_clause(predicate: Predicate, token: Token, head: Token, stance: Stance, holders: set[str]) -> Stance:
    view = predicate.pos == "noun" and token.lemma_ in word_set("view-nouns") and predicate.stance == Stance.SUPPORT
    sure = (
        predicate.pos == "adjective" and stance == predicate.stance and token.lower_ in word_set("assertive-adjectives")
    )
    is_denied_demand = says_what_must_be_done(head) and is_negated(token)  # "does not believe that Peru should pay"
    if view or sure or (token.lemma_.casefold() in ASSERTIVE_VERBS and not is_denied_demand):
        own_stance = stance_by_own_words(head, holders, warned=token.lemma_ == "warn")
        if own_stance in {Stance.ACCUSE, Stance.CONCERN} and is_negated(token):
            return Stance.DENY  # "does not believe that the talks have failed"
        stance = own_stance or stance
    if stance == Stance.REJECT and _is_told_as_fact(head):
        return Stance.DENY  # "rejected suggestions that the talks had failed"
    if stance == Stance.DEMAND and asks_whether(head):
        return Stance.CONCERN
    if token.lemma_ == "insist" and stance == Stance.DEMAND and _tells_what_was(head):
        return Stance.DENY if is_negated(head) else Stance.SUPPORT  # "insisted that it had paid"
    if token.lemma_ == "hope":
        return Stance.DEMAND if _is_asked_of_others(head, holders) else stance
    return stance


def _is_asked_of_others(clause: Token, holders: set[str]) -> bool:
    """Whether a clause says what another actor is to do, not how things are to turn out: "Chile will lift the ban"; not
    "Chile will be able to pay", "Chile will succeed", "the talks will end the war"."""
    doers = {c.id for s in subjects(clause) if (c := cluster_at(s)) is not None}
    willing = any(c.lower_ in {"prepared", "ready", "willing"} for c in clause.children)
    turns_out = clause.lemma_ in VERBS_OF_FARING and not willing
    return bool(doers) and not holders & doers and not turns_out


def only_tells(verb: Token, stance: Stance, clause: Token) -> bool:
    """Whether a verb that takes no side has a clause that tells what is or was, neither for nor against it ("confirmed
    that the talks are on"), a verb of belief a forecast ("believes that it will rain", "believed that it would"), or
    one of insisting either: "insists that the stock is recovering", "that it will recover"."""
    first = bearer(clause)
    if stance in {Stance.DEMAND, Stance.SUPPORT} and verb.lemma_ in WORDS_OF_INSISTING:
        told = _tells_what_is(clause) or (first.lower_ in {"'ll", "will"} and not _has_doer(clause))
        return told and stance_by_own_words(clause, set()) is None
    if stance != Stance.SUPPORT:
        return False
    plain = verb.lemma_ in VERBS_OF_MERE_SAYING and first.tag_ != "MD"
    to_come = {"'d", "would"} if verb.tag_ in {"VBD", "VBN"} else {"'ll", "will"}
    forecast = verb.lemma_ in VERBS_OF_FORECASTS and first.lower_ in to_come
    return (plain or forecast) and stance_by_own_words(clause, set()) is None


def _has_doer(clause: Token) -> bool:
    return any(cluster_at(s) is not None for s in subjects(clause))


def _tells_what_is(clause: Token) -> bool:
    """Whether a clause in the present tells what is so: "the stock is recovering", "the plan is no secret", "Peru has
    enough ships"; not "it is time to act", "the fund is to be audited", "prisoners are freed", "each worker has a
    contract", which may be asked for too."""
    if tense(clause) not in {"VBP", "VBZ"} or any(is_infinitive(c) for c in clause.subtree if c.i > clause.i):
        return False
    of_each = any(c.lower_ in WORDS_FOR_EACH for s in own_subjects(clause) for c in s.lefts)
    if of_each or any(c.lower_ == "time" and c.dep_ == "attr" for c in clause.children):
        return False
    filled = {c.dep_ for c in clause.children if c.i > clause.i}
    is_something = clause.lemma_ == "be" and not filled.isdisjoint({"acomp", "attr"})
    return clause.tag_ == "VBG" or is_something or (clause.lemma_ == "have" and "dobj" in filled)


def is_only_prepared(deed: Token) -> bool:
    """Whether somebody gets ready for a deed, which offers it to nobody: "prepared to [vote]"; not "is prepared to
    [talk]"."""
    return deed.dep_ == "xcomp" and deed.head.lemma_ == "prepare" and deed.head.tag_ != "VBN"


def is_forecast(verb: Token, clause: Token) -> bool:
    """Whether a clause or infinitive below a verb is what somebody thinks will come: "acknowledged that it will take
    time", "expected that Chile would pay", "expects that rain may fall", "expects growth to slow"; not "expects Chile
    to pay", "expects the levy to be lifted"."""
    first = bearer(clause)
    if verb.lemma_ == "expect" and is_infinitive(clause):
        things = grammatical_subjects(clause)
        return bool(things) and not is_passive(clause) and all(cluster_at(s) is None for s in things)
    if verb.lemma_ == "expect":
        return first.lower_ in {"may", "might"} or (verb.tag_ in {"VBD", "VBN"} and first.lower_ == "would")
    return verb.lemma_ in VERBS_OF_ACKNOWLEDGING and first.tag_ == "MD" and not says_what_must_be_done(clause)


def _is_told_as_fact(clause: Token) -> bool:
    """Whether a clause says that something is so, not that it should be: its first verb is no modal or subjunctive."""
    return bearer(clause).tag_ in {"VBD", "VBZ"}


def _tells_what_was(clause: Token) -> bool:
    """Whether a clause tells what was or has been, not what is to be."""
    return tense(clause) == "VBD" or has_auxiliary(clause, {"has", "have", "had"})


def _is_announced(verb: Token) -> bool:
    """Whether somebody announces that they will stop what others want."""
    future = has_auxiliary(verb, word_set("future-auxiliaries"))
    return future and not is_negated(verb) and verb.lemma_ in word_set("verbs-of-stopping")


def _is_called_untrue(verb: Token) -> bool:
    below = [c for c in verb.children if c.i > verb.i]
    judged = [j for c in below if c.dep_ == "prep" and c.lower_ == "as" for j in c.children if not j.is_punct]
    judged += [c for c in below if c.dep_ == "advcl" and any(m.lower_ == "as" for m in c.children)]
    return any(evaluation_of(j) == Stance.DENY for j in judged)


def is_meant(verb: Token, stance: Stance, clause: Token) -> bool:
    """Whether the verb's stance is about this clause: a quotation before "he denied" is how somebody denied, and to
    suggest that something is so is no proposal."""
    if any(c.lower_ == "that" and c.dep_ in {"dobj", "pobj"} and c.i < clause.i for c in clause.children):
        return False  # "a demand that lawyers condemned"
    spoken = clause.left_edge.i and clause.left_edge.nbor(-1).text in {'"', ":"}
    if (clause.i < verb.i or spoken) and stance in {Stance.DENY, Stance.REJECT, Stance.OPPOSE}:
        return False
    if clause.left_edge.tag_ in WH and clause.left_edge.i < verb.i < clause.i:
        return False  # "told them what he believes is so": of what it is, nothing is said
    if (verb.lemma_ == "ask" or verb.lower_ in word_set("assertive-adjectives")) and clause.left_edge.tag_ in WH:
        return False  # "asked how it works", "is not sure why the fish have gone"
    first = bearer(clause)
    if only_tells(verb, stance, clause) or is_forecast(verb, clause):
        return False
    if verb.lemma_ in {"suggest", "recommend", "advise"}:
        return first.tag_ in {"VB", "MD"} or first.lower_ == "be" or clause.tag_ == "VBP"
    return True
