"""Measures taken, planned or threatened, with their amounts and rates."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.actions.amounts import quantity
from kg.extract.actions.doers import doers, verb_over
from kg.extract.actions.duplicate_measures import sole_doer, without_duplicates
from kg.extract.actions.features import Doer, Telling, features_of, stances_by_token, values_of
from kg.extract.actions.goods import whose_goods
from kg.extract.actions.measures.measures import NOUNS_OF_WAIVERS, Measure, lessens, measure_at
from kg.extract.actions.measures.objects import classes_of, done_to
from kg.extract.actions.measures.senses import measure_lemmas
from kg.extract.actions.status import standing
from kg.extract.actions.status_words import Mood, Standing, does_its_object, is_decreed, lifts
from kg.extract.actions.targets import targets_of
from kg.extract.actions.totals import total
from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, cluster_at, kind_of
from kg.extract.actors.genre import is_bulletin
from kg.extract.candidates.candidate import CANDIDATES, Candidate, propose
from kg.extract.frames.slots import slot
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActionKind, ActionStatus, ActorType

__all__: list[str] = []

HELP = {"aid", "supply", "training", "purchase", "admission", "payment", "sharing", "drill"}
CUTS = {"aid-cut", "cut"}
FAMILIES_OF_NO_MEETING = HELP | {"sanction"}
BODIES_THAT_ONLY_MEET = word_set("bodies-that-only-meet")
STRIKES_OF_WORKERS = {"walkout", "quitting"}
"""Families that are a strike where workers do them."""
NOUNS_OF_WARS = word_set("nouns-of-wars")
PLACES_OF_TALKS = {"bargaining", "room", "table"}
"""Words for talks where somebody walks out of them: "walked out of the room"."""
CLASSES_OF_TALKS = {"@accords", "@bloc", "@talks"}
POSSESSIVES = word_set("possessives")
WORDS_OF_SANCTIONS = word_set("words-of-sanctions")
"""Words for measures that are ascribed to a text's only doer where they have none: "two banks were designated"."""
FAMILIES_WITH_EACH_TARGET = {"sanction", "aid"}
"""Families with a measure for each target of a list, unless an amount is given, which is that of all together. Others
have one measure for a whole list."""
KINDS_OF_GIVERS = {"bank", "international", "ministry", "ngo", "office", "parliament"}
"""Kinds of listed bodies whose money is aid. Their banks are those of states; other banks bid for firms."""
WORDS_OF_GIVERS = word_set("words-of-givers")
WORDS_OF_MERE_MONEY = {"cash", "money"}
"""Words for help that only say how somebody pays: "offered $3 billion in cash for Acme"."""
VERBS_OF_TURNING_DOWN = word_set("verbs-of-turning-down")
VERBS_OF_KEEPING = {"keep", "hold"}
WORKS = word_set("works")
BODIES_WITH_ONE_HEAD = {"agency", "embassy", "ministry"}
"""Words of bodies that a person takes over by appointment, and nobody as a power in the state."""
VERBS_OF_SETTING_MONEY_ASIDE = word_set("verbs-of-setting-money-aside")


def actions(doc: Doc) -> Doc:
    """Propose actions: measures, by whom, against whom, how much, and how far they have come."""
    stances = stances_by_token(doc)
    measures = {
        token.i: measure
        for token in occurrences(doc, lemmas=measure_lemmas())
        if (measure := measure_at(token)) is not None
    }
    count_before = len(CANDIDATES(doc))
    without_doers: list[Measure] = []
    for measure in measures.values():
        if not _is_told_by_other_word(measure, measures) and not _propose(doc, measure, stances):
            without_doers.append(measure)
    sole = sole_doer(CANDIDATES(doc)[count_before:])
    if sole is not None:
        for measure in without_doers:
            if measure.token.lemma_.casefold() in WORDS_OF_SANCTIONS:
                _propose(doc, measure, stances, sole)
    CANDIDATES.put(doc, [*CANDIDATES(doc)[:count_before], *without_duplicates(CANDIDATES(doc)[count_before:])])
    return doc


def _propose(doc: Doc, measure: Measure, stances: dict[int, str], sole: Cluster | None = None) -> bool:
    """Propose a measure by each of its doers, else by ``sole``. Whether anybody was found, or nobody is needed. What
    several give is told of all together, so that no amount is any one's: "three funds paid for by Peru and Chile"."""
    token = measure.token
    verb = token if measure.verbal else verb_over(token)
    stands = standing(token, verb)
    if stands.mood == Mood.DENIED or (verb.lemma_ in VERBS_OF_KEEPING and _is_limit_to_keep(measure, stands)):
        return True
    if _is_taken_back(measure, stands) or _is_bought_less(measure, verb):
        return True
    telling = Telling(measure, verb, stands, quantity(measure, verb), stances.get(token.i, "-"))
    whole_amount = total(telling)
    has_number = whole_amount is not None or telling.quantity[0] is not None
    named_doers = [doer for doer in doers(measure, verb) if not _does_no_such_thing(measure, doer[2])]
    measure_doers = named_doers or ([("sole", token, sole)] if sole is not None else [])
    doing = [cluster for _, _, cluster in measure_doers]
    is_shared = measure.family in HELP and len({cluster.id for cluster in doing}) > 1
    targets = targets_of(
        measure, verb, doing, each_of_list=measure.family in FAMILIES_WITH_EACH_TARGET and not has_number
    )
    if _comes_into_post(measure, verb, doing, targets):
        return True
    if _keeps(measure, targets) or _is_no_gift(measure, verb, doing, targets):
        return True
    if not named_doers and not targets:
        return False
    is_joint = measure.family == "drill"
    sides = [cluster for path, _, cluster in measure_doers if is_joint or path == "between"]
    possible_aims: list[Cluster | None] = [t for t in targets if t not in doing] or [None]
    for doer in measure_doers:
        aims = possible_aims
        if doer[2] in sides:  # "fighting between A and B", "A drilled with B": each with the others
            aims = [other for other in sides if other is not doer[2]] or possible_aims[:1]
        for each in (telling,) if whole_amount is None else (telling, replace(telling, quantity=whole_amount)):
            for aim in aims:
                _propose_one(doc, each, doer, aim, is_shared)
    return bool(measure_doers)


def _propose_one(doc: Doc, telling: Telling, doer: Doer, aim: Cluster | None, is_shared: bool) -> None:
    _, name, cluster = doer
    told = replace(telling, quantity=(None, None, telling.quantity[2])) if is_shared else telling
    measure, (amount, _, _) = telling.measure, told.quantity
    kind = _kind(measure, name, cluster, aim)
    target = aim or whose_goods(kind, measure.token, telling.verb, cluster)
    propose(
        doc,
        Candidate(
            "actions",
            f"action.{measure.family}",
            {"actor": cluster, "target": target},
            values_of(told, kind, _identity(measure, kind, target, amount)),
            sentence_bounds(measure.token),
            features_of(telling, doer, aim),
        ),
    )


def _identity(measure: Measure, kind: ActionKind, target: Cluster | None, amount: float | None) -> tuple[object, ...]:
    """What distinguishes one actor's measures, so that one that is mentioned twice counts once."""
    if kind == ActionKind.OTHER and measure.family != "drill":
        return kind, measure.family, amount
    return kind, amount, target.id if target is not None else None


def _kind(measure: Measure, name: Token, doer: Cluster, aim: Cluster | None) -> ActionKind:
    """The kind of a measure. Workers who walk out strike, unless they leave talks; negotiators withdraw. Forces that
    destroy a place strike it, others may pull down their own. A ban that aims at nobody is a rule for all."""
    if measure.family in STRIKES_OF_WORKERS and not _leaves_talks(measure):
        words = {t.lemma_.casefold() for t in name.subtree} | set(doer.name.casefold().split())
        if {form for word in words for form in (word, word.removesuffix("s"))} & word_set("workers"):
            return ActionKind.STRIKE
    by_forces = measure.family == "destruction" and measure.verbal and "@forces" in classes_of(name)
    if by_forces and any("@places" in classes_of(head) for head in done_to(measure.token, True)):
        return ActionKind.STRIKE
    if aim is None and "ban" in {measure.family, measure.token.lemma_}:
        return ActionKind.OTHER
    return measure.kind


def _leaves_talks(measure: Measure) -> bool:
    """Whether what is left is talks or a pact ("walked out of a meeting"), or a body that is quit; not a place of work:
    "walked out of the court"."""
    token = measure.token
    things_left = [token.doc[p.head] for name in (*measure.target, "obj") for p in slot(token, name)]
    things_left += [
        t for out in token.children if out.lower_ in {"away", "out"} for t in objects_of(out, {"from", "of"})
    ]
    classes_left = CLASSES_OF_TALKS | ({"@bodies"} if measure.family == "quitting" else set())
    return any(t.lemma_ in PLACES_OF_TALKS or classes_of(t) & classes_left for t in things_left)


def _is_told_by_other_word(measure: Measure, measures: dict[int, Measure]) -> bool:
    """Whether verb and noun stand for one measure and this word says less than the other ("imposed tariffs":
    tariffs; "withdrew its troops": withdrew)."""
    token = measure.token
    papers = done_to(token, True) if measure.verbal else [token]
    decreed = [c for paper in papers for c in paper.children if is_decreed(c)]
    if any(t.i in measures for c in decreed for t in (c, *done_to(c, True))):
        return True  # "signed an order imposing a levy"
    if measure.verbal:
        objects = [m for o in done_to(token, True) if (m := measures.get(o.i)) is not None and not m.verbal]
        return any(
            does_its_object(token)
            and not _stops_help(token, m, measure)
            and not (m.family == "easing" and lifts(token))
            for m in objects
        )  # "revoked its waiver"
    governing_verb = verb_over(token)
    is_governed = governing_verb.i != token.i and token.dep_ != "nsubj"
    if (
        is_governed
        and governing_verb.i in measures
        and (not does_its_object(governing_verb) or _stops_help(governing_verb, measure, measures[governing_verb.i]))
    ):
        return True
    noun_measure = measures.get(token.head.i)
    stop = measures.get(token.head.head.i) if token.dep_ == "pobj" else None
    if stop is not None and (stop.token.lemma_ in NOUNS_OF_WAIVERS or (measure.family in HELP and stop.family in CUTS)):
        return True
    return token.dep_ in {"compound", "nmod", "amod"} and noun_measure is not None


def _stops_help(verb: Token, noun: Measure, stop: Measure) -> bool:
    """Whether the measure is to stop help ("suspended aid", "reduced aid"), not what is stopped ("suspended
    sanctions")."""
    return noun.family in HELP and (lifts(verb) or stop.family in CUTS)


def _does_no_such_thing(measure: Measure, doer: Cluster) -> bool:
    """Whether a political party attacks somebody, as it only does by speaking, or a body that meets at the talks of a
    bulletin gives or punishes: "the bureau assists the chair", "the panel's contribution"."""
    if measure.family in FAMILIES_OF_NO_MEETING and doer.type == ActorType.ORGANIZATION:
        meets = not BODIES_THAT_ONLY_MEET.isdisjoint(fold(doer.name).replace("-", " ").split())
        if meets and is_bulletin(measure.token.doc):
            return True
    return measure.token.lemma_ in {"assault", "attack"} and doer.name.endswith(" Party")


def _is_taken_back(measure: Measure, stands: Standing) -> bool:
    """Whether a relief is taken away, or all end a war: "revoked its waiver", "ended the war with Peru"."""
    is_lifted = not measure.verbal and stands.status == ActionStatus.LIFTED
    return is_lifted and (measure.family == "easing" or measure.token.lemma_ in NOUNS_OF_WARS)


def _is_bought_less(measure: Measure, verb: Token) -> bool:
    """Whether purchases only become fewer: "scaled back its purchases", "cut its purchases"."""
    return measure.family == "purchase" and not measure.verbal and lessens(verb)


def _is_limit_to_keep(measure: Measure, stands: Standing) -> bool:
    """Whether somebody only is to keep within a limit: "pledged to keep a 3 percent limit on the deficit"; not "kept
    its limit on exports", nor "pledged to keep its sanctions"."""
    return measure.family == "change" and stands.status != ActionStatus.IN_FORCE


def _keeps(measure: Measure, targets: list[Cluster]) -> bool:
    """Whether money is set aside for no other actor: "committed $3 billion to its navy", "committed $2 million"."""
    token, heads = measure.token, done_to(measure.token, measure.verbal)
    classes = frozenset[str]().union(*map(classes_of, heads))
    is_investment = any(head.lemma_ == "investment" for head in (token, *heads))
    is_set_aside = token.lemma_ in VERBS_OF_SETTING_MONEY_ASIDE and "@money" in classes and "@help" not in classes
    if not is_investment and not is_set_aside:
        return False
    places = (token.doc[p.head] for word in (token, *heads) for name in measure.target for p in slot(word, name))
    return not targets or any(c.lower_ in POSSESSIVES for place in places for c in place.children)


def _comes_into_post(measure: Measure, verb: Token, doing: list[Cluster], targets: list[Cluster]) -> bool:
    """Whether a person takes over a body and so comes into a post at it: "Ana Ruiz took over the ministry"; not "rebels
    took over the ministry", "the general took over the parliament" or "took control of the ministry"."""
    is_takeover = measure.family == "capture" and verb.lemma_ == "take" and bool(doing)
    return (
        is_takeover
        and word_at(verb.doc, verb.i + 1) == "over"
        and all(doer.type == ActorType.PERSON for doer in doing)
        and any(not BODIES_WITH_ONE_HEAD.isdisjoint(target.name.casefold().split()) for target in targets)
    )


def _is_no_gift(measure: Measure, verb: Token, doing: list[Cluster], targets: list[Cluster]) -> bool:
    """Whether money that is offered is turned down, or is a bid for a firm: "offered $3 billion for Acme", Pfizer's
    "offer of $3 billion"; or whether firms put money into works: "committed $3 billion to a mill in Peru". What is
    offered to somebody, in aid, or by a state, a public body or a charity is a gift."""
    token = measure.token
    if measure.family != "aid":
        return False
    if token.lemma_ != "offer":
        gives = any(_is_giver(doer) or doer.type == ActorType.PERSON for doer in doing)
        return _is_invested(measure, verb) and not gives
    if not measure.verbal and (verb.lemma_ in VERBS_OF_TURNING_DOWN or _turns_down(verb)):
        return True
    heads = done_to(token, measure.verbal)
    helping = any("@help" in classes_of(head) and head.lemma_ not in WORDS_OF_MERE_MONEY for head in heads)
    if helping or any(map(_is_giver, doing)):
        return False
    wanted_by = [cluster_at(token.doc[p.head]) for word in (token, verb, *heads) for p in slot(word, ":for")]
    bids = any(t is not None and not _is_giver(t) for t in wanted_by) or any(kind_of(t) == "company" for t in doing)
    return bids and not any(t not in (*doing, *wanted_by) or t.type in STATES_AND_BLOCS for t in targets)


def _is_invested(measure: Measure, verb: Token) -> bool:
    """Whether a measure's money goes into works: "pledged $3 billion for [a mill]"; not "a mill for refugees"."""
    token = measure.token
    words = (token, verb, *done_to(token, measure.verbal))
    uses = [token.doc[place.head] for word in words for name in (":for", ":in", ":to") for place in slot(word, name)]
    return any(use.lemma_.casefold() in WORKS and not objects_of(use, {"for"}) for use in uses)


def _turns_down(verb: Token) -> bool:
    return verb.lemma_ == "turn" and any(c.lower_ == "down" for c in verb.children)


def _is_giver(doer: Cluster) -> bool:
    """Whether somebody is a state, a public body or a charity."""
    has_giver_word = not WORDS_OF_GIVERS.isdisjoint(doer.name.casefold().split())
    is_public = doer.type in STATES_AND_BLOCS | {ActorType.DELEGATION}
    return is_public or kind_of(doer) in KINDS_OF_GIVERS or has_giver_word
