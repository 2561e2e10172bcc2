"""Positions that the lexicon's predicates carry: "demanded", "its rejection of", "is open to"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.courtesies import (
    is_given_up,
    is_held_back,
    is_performative,
    is_refusal,
    only_goes_on,
    takes_no_stance,
)
from kg.extract.frames.factuality.counterfactual import (
    is_counterfactual,
    is_opposition_not_made,
    only_acts_against,
    refuses,
)
from kg.extract.frames.factuality.no_demands import is_unwanted
from kg.extract.frames.predicates import matches
from kg.extract.frames.slot_names import (
    AFTER_LAST_WORD,
    CLAUSE,
    DEED_OF_OBJECT,
    GERUND,
    INFINITIVE,
    OBJECT,
    OTHERS_INFINITIVE,
    QUOTATION,
)
from kg.extract.frames.slots import Slot, slot
from kg.extract.frames.stance_of_clause import is_untaken
from kg.extract.frames.stance_of_predicate import is_forecast, is_meant, is_tied_to_harm, only_tells, stance_on
from kg.extract.grammar.arcs import complements
from kg.extract.grammar.clause import is_passive, subjects
from kg.extract.grammar.negation import is_negated, negates
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import TIMES
from kg.extract.positions.coordination import coordinated
from kg.extract.positions.proposing.addressees import addressee_of, is_reciprocal
from kg.extract.positions.proposing.antecedents import TabledMatter
from kg.extract.positions.proposing.attribution import is_only_foreseen, told_between
from kg.extract.positions.proposing.fillers import fill
from kg.extract.positions.proposing.holder import Holder, holders_at
from kg.extract.positions.proposing.owners.nouns import is_noted_of_others, is_of_another, noun_holders
from kg.extract.positions.proposing.owners.owners import holders_of
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.positions.proposing.side_positions import give_sides
from kg.extract.words.lexicon import Predicate, tones, word_set
from kg.model import Stance

__all__ = ["from_predicate"]

NEGATIONS = {"never", "no", "not"}
ARCS_OF_COPULAS = {"acomp", "attr", "expl"}
"""Arcs from "is" to its complement, or to "there" or "it"."""
TOKENS_TO_MATTER = 60
"""Tokens within which a predicate may answer an earlier matter without naming it."""
VERBS_OF_RECEPTION = word_set("verbs-of-reception")
VERBS_OF_WANTING = word_set("verbs-of-wanting")
WORDS_OF_ORDER = word_set("words-of-order")


@dataclass(frozen=True, slots=True)
class PredicateUse:
    """A predicate in a text: the ``token`` of its head and the ``last`` token of its words, its holders, and its
    ``stance``, which is that of the negated predicate where it is ``negated``."""

    predicate: Predicate
    token: Token
    last: Token
    holders: Sequence[Holder]
    stance: Stance
    negated: bool


def from_predicate(proposals: Proposals, token: Token, predicate: Predicate, last: Token) -> bool:
    """Propose the stance of one predicate; False where its frame is not filled, so that a shorter one may be tried."""
    noun = predicate.pos == "noun"
    verb = token.head if token.pos_ == "ADP" else token  # "would have voted [against] it"
    if is_untaken(token, noun=noun) or (not noun and is_counterfactual(verb)):
        proposals.table.enter_untaken(token, verb)
        return True
    if _is_read_elsewhere(proposals, token, predicate):
        return True
    adds = last.lower_ == "not" and not negates(last)  # "decided not only to attend"
    if adds or is_held_back(token) or is_held_back(last) or (noun and is_given_up(token)):
        return True
    holders = holders_of(proposals, token, predicate) if not _is_only_dated(last) else []
    if not holders:
        return False
    holders = [h for h in holders if not is_only_foreseen(verb, h.cluster, predicate.stance)]
    if not holders:
        return True
    is_denied = _is_denied(token, predicate, last)
    if predicate.denied and not is_denied:
        return False
    stance = predicate.negated if is_denied and not predicate.denied else predicate.stance
    return stance is None or _from_frame(proposals, PredicateUse(predicate, token, last, holders, stance, is_denied))


def _from_frame(proposals: Proposals, use: PredicateUse) -> bool:
    """Propose a stance on what fills the frame; False where nothing does, or where it only tells of a cause."""
    slots = _slots(use)
    if not slots:
        answered = _answered_slot(proposals, use)
        if answered is None:
            return False
        _propose_stance(proposals, use, [answered], answered.name)
        return True
    chosen = _matter_slot(use.predicate, slots, proposals.doc)
    blames = use.last.i != use.token.i and is_tied_to_harm(use.last)  # "stressed the role of Peru in the murders"
    if blames or _is_left_to_infinitive(proposals, use, chosen) or _is_no_stance(use.token, use.predicate, chosen):
        return True
    if use.predicate.pos == "verb" and is_given_up(head := proposals.doc[chosen.head]) and _is_stance(head):
        return True  # "backed down from its demand" accepts no demand
    if _only_explains(use.token, use.predicate, chosen):
        return False
    if not _is_conveyed(proposals, use, chosen):
        use, chosen = _wish_to_oppose(proposals, use, chosen)
        chosen = _deed_of_object(use, chosen)
        joined = [place for place in coordinated(use.token, chosen) if not _is_adverbial(proposals.doc[place.head])]
        _propose_stance(proposals, use, [chosen, *joined], slots[0].name)
    return True


def _is_only_dated(last: Token) -> bool:
    """ "Called on Friday": the last preposition governs a time."""
    return last.lower_ != "until" and any(c.ent_type_ in TIMES for c in complements(last))


def _is_denied(token: Token, predicate: Predicate, last: Token) -> bool:
    denied = is_negated(token) or (token.pos_ == "ADP" and is_opposition_not_made(token))
    has_not = denied and not NEGATIONS.intersection(predicate.words)
    return has_not or (predicate.pos == "noun" and _is_lacking(token)) or (last.i != token.i and _is_lacking(last))


def _slots(use: PredicateUse) -> list[Slot]:
    """The filled slots of the matter, in the order of the frame."""
    predicate, token, doc = use.predicate, use.token, use.token.doc
    frame = predicate.matter
    if predicate.pos == "verb" and OBJECT in frame and GERUND not in frame:
        frame = (*frame, GERUND)
    if use.holders[0].path.startswith("noun-of"):  # "the objections of Denmark to the quota": Denmark is no matter
        frame = tuple(name for name in frame if name != ":of")
    filled = (fill(predicate, token, name, use.last) for name in frame)
    return [
        s
        for s in filled
        if s is not None
        and not _is_adverbial(doc[s.head])
        and (s.name != CLAUSE or is_meant(token, use.stance, doc[s.head]))
        and not (s.name == QUOTATION and only_tells(token, use.stance, doc[s.head]))
        and not (s.name == OTHERS_INFINITIVE and (is_unwanted(doc[s.head]) or is_forecast(token, doc[s.head])))
        and not (s.name == ":of" and predicate.pos == "noun" and _is_addressee_or_holder(use, doc[s.head]))
    ]


def _is_addressee_or_holder(use: PredicateUse, head: Token) -> bool:
    """Whether the noun after "of" is no matter, but the addressee or holder of a noun of stance: "the US requests of
    [China]", "has the support of [the union]"."""
    noun = use.token
    if use.stance == Stance.SUPPORT and noun.dep_ == "dobj" and noun.head.lemma_ in VERBS_OF_RECEPTION:
        return True
    asked = cluster_at(head)
    return use.stance == Stance.DEMAND and asked is not None and asked.type in {"state", "person"}


def _matter_slot(predicate: Predicate, slots: list[Slot], doc: Doc) -> Slot:
    """The first slot, or what an actor in it is blamed for: "rebuked Peru [for the raid]"."""
    first = slots[0]
    if first.name == OBJECT and OBJECT in predicate.addressee and cluster_at(doc[first.head]) is not None:
        return next((s for s in slots[1:] if s.name.startswith(":")), first)
    return first


def _is_left_to_infinitive(proposals: Proposals, use: PredicateUse, place: Slot) -> bool:
    """Whether the infinitive in a slot has a stance of its own that is read instead, or leaves the predicate none; what
    must not be read again is marked."""
    token, head = use.token, use.token.doc[place.head]
    if place.name == INFINITIVE and token.lemma_ in word_set("aspect-verbs") and next(matches(head), None):
        return True  # "continued to oppose the mine"
    is_done_by_saying = token.lemma_ in VERBS_OF_WANTING and is_performative(head)
    if place.name == INFINITIVE and (only_goes_on(head) or is_done_by_saying):
        proposals.tokens_read.add(token.i)
        return True  # "would like to turn to the ports", "would like to express its concern"
    if use.stance == Stance.REJECT and refuses(head) and place.name in {INFINITIVE, AFTER_LAST_WORD}:
        proposals.table.asking_predicates[place.head] = token.i
        return True  # "refused to rule out a strike" rejects nothing
    return False


def _is_no_stance(token: Token, predicate: Predicate, place: Slot) -> bool:
    """Whether the words tell of a deed, "attacked the camp", "was unable to swim", or only sound like a stance
    (`takes_no_stance`)."""
    head = token.doc[place.head]
    if predicate.words == ("write", "to"):
        return head.lemma_ in word_set("aims-of-a-call")
    if takes_no_stance(token, head):
        return True
    if len(predicate.words) > 1:
        return token.lemma_ == "shoot" and head.lemma_ in word_set("what-is-shot-down")
    if token.lower_ == "united" and _is_stance(head):
        return True  # "united in condemning the raid": the condemnation is the stance
    if token.lemma_ == "unable" and not is_refusal(head):
        return True
    if any(c.dep_ == "compound" and c.lower_ in word_set("words-for-telephones") for c in token.children):
        return token.lemma_ == "call"  # "held a phone call to settle it"
    return token.lemma_ == "attack" and place.name == OBJECT and head.lemma_ in word_set("attacked-places")


def _is_stance(word: Token) -> bool:
    """Whether a word heads a predicate whose frame is filled."""
    return any(_filler(row, word, last) is not None for row, last in matches(word))


def _filler(predicate: Predicate, word: Token, last: Token) -> Slot | None:
    """The first filled slot in the frame of a predicate with the head ``word`` that ends with ``last``."""
    filled = (fill(predicate, word, name, last) for name in predicate.matter)
    return next((place for place in filled if place is not None), None)


def _only_explains(token: Token, predicate: Predicate, place: Slot) -> bool:
    """Whether somebody names the cause of a thing without blame: "attributed the growth to exports"."""
    if " ".join(predicate.words[:2]) not in word_set("attributions"):
        return False
    head = token.doc[place.head]
    near = [head, *(c for c in head.children if c.dep_ in {"amod", "compound"} or c.lower_ == "of")]
    near += [p for c in head.children if c.lower_ == "of" for p in c.children]
    return not any(tones().get(t.lemma_.casefold()) == "bad" for t in near)


def _is_conveyed(proposals: Proposals, use: PredicateUse, place: Slot) -> bool:
    """Whether a noun of stance that the verb only conveys is read by itself: "reiterated its objection to the levy",
    "reiterated Peru's objection to it"."""
    verb, noun = use.token, use.token.doc[place.head]
    conveyed = noun if place.name == OBJECT else use.last
    if is_of_another(conveyed, verb, use.holders) and _is_stance(conveyed):
        proposals.tokens_read.add(verb.i)
        return True
    if place.name != OBJECT or len(use.predicate.words) > 1:
        return False
    if verb.lemma_.casefold() not in word_set("light-verbs") or is_passive(verb):
        return False
    for predicate, last in matches(noun):
        if _filler(predicate, noun, last) is not None:
            subject_ids = {h.cluster.id for h in holders_at(subjects(verb), "")}
            return any(h.cluster.id in subject_ids for h in holders_at(noun_holders(noun)[0], ""))
    return False


def _wish_to_oppose(proposals: Proposals, use: PredicateUse, place: Slot) -> tuple[PredicateUse, Slot]:
    """A wish to oppose or reject as that stance itself: "wanted to hold off [on talks]" is no demand, and the talks are
    its matter. All else comes back as it is."""
    head = use.token.doc[place.head]
    if place.name != INFINITIVE or use.negated or use.token.lemma_ not in VERBS_OF_WANTING or is_negated(head):
        return use, place
    for predicate, last in matches(head):
        if predicate.stance in {Stance.OPPOSE, Stance.REJECT}:
            filled = _filler(predicate, head, last)
            if filled is not None:
                proposals.tokens_read.add(head.i)
                opposed = replace(use.predicate, stance=predicate.stance)
                return replace(use, predicate=opposed, stance=predicate.stance), replace(filled, name=INFINITIVE)
    return use, place


def _deed_of_object(use: PredicateUse, place: Slot) -> Slot:
    """ "Supported Australia [in proposing a levy]": the deed of an actor in the object's place, else that place."""
    doc = use.token.doc
    if place.name != OBJECT or cluster_at(doc[place.head]) is None:
        return place
    inner = next((s for s in slot(use.token, ":in", use.last) if doc[s.head].tag_ == "VBG"), None)
    return Slot(DEED_OF_OBJECT, inner.head, inner.start, inner.end, place.head) if inner is not None else place


def _answered_slot(proposals: Proposals, use: PredicateUse) -> Slot | None:
    """The earlier matter that a predicate answers without naming it: "Peru agreed"."""
    token, predicate = use.token, use.predicate
    if predicate.pos == "noun" or " ".join(predicate.words) not in word_set("stances-without-matter"):
        return None
    if word_at(token.doc, token.i + 1) == "to":
        return None  # "objected to text on the costs" names its matter, whatever the parser makes of it
    answered = _answered_matter(proposals, token)
    if answered is None or token.i - answered[0] >= TOKENS_TO_MATTER or answered[1][1] > token.i:
        return None
    return Slot("on-table", answered[2].i, *answered[1])


def _propose_stance(proposals: Proposals, use: PredicateUse, places: Sequence[Slot], first_slot: str) -> None:
    """Propose a stance on the words in each slot; ``first_slot`` names the first slot of the frame that is filled."""
    predicate, token, doc = use.predicate, use.token, use.token.doc
    proposals.tokens_read.update({token.i, token.head.i if predicate.pos == "adjective" else token.i})
    proposals.tokens_read.update(_nouns_inside(predicate, token, use.last))
    extra = {f"pred={predicate.id}": 1.0, "negated": float(use.negated), f"pred,slot={predicate.id},{first_slot}": 1.0}
    holder_ids = {h.cluster.id for h in use.holders}
    stance = use.stance
    numbers: list[int] = []
    for place in places:
        head = doc[place.head]
        if _is_idle(use, place):
            continue
        addressee = addressee_of(predicate, token, use.last, place, stance)
        stance = stance_on(predicate, token, place, head, stance if use.negated else predicate.stance, holder_ids)
        rule = f"position.{predicate.pos}.{place.name.lstrip(':')}"
        holders = [h for h in use.holders if h.cluster is not cluster_at(head) or head.pos_ == "PRON"]
        matter = place.start, place.end
        proposal = Proposal(rule, token, stance, holders, matter, head, addressee, slot=place.name, extra=extra)
        if addressee is None and len(use.holders) == 2 and is_reciprocal(token):
            for holder, partner in (use.holders, use.holders[::-1]):
                mutual = replace(proposal, rule="position.reciprocal", holders=[holder], addressee=partner.cluster)
                numbers += proposals.put(mutual)
        else:
            numbers += proposals.put(proposal)
    if predicate.pos != "noun":
        give_sides(proposals, token, stance, (places[0].start, places[0].end), doc[places[0].head], numbers)


def _is_idle(use: PredicateUse, place: Slot) -> bool:
    """Whether the words in a slot are no matter of the predicate: "shared a taxi", "refused to comment"."""
    head = use.token.doc[place.head]
    idea = len(use.predicate.words) == 1 and use.token.lemma_ in word_set("verbs-of-ideas")
    if idea and head.lemma_ not in word_set("renaming-nouns"):
        return True
    return place.name == INFINITIVE and head.lemma_ in word_set("idle-verbs")


def _nouns_inside(predicate: Predicate, token: Token, last: Token) -> set[int]:
    """The nouns of a predicate that by themselves would give the same holder another stance: "withdrew its [support]
    for the bill"."""
    if predicate.pos != "verb" or last.i == token.i:
        return set()
    found = set()
    for noun in (last, last.head, last.head.head):
        noun_predicate = next((p for p, _ in matches(noun) if p.pos == "noun"), None) if noun.i > token.i else None
        if noun_predicate is not None and noun_predicate.stance != predicate.stance and noun.pos_ == "NOUN":
            holders, path = noun_holders(noun)
            clusters = {c.id for t in subjects(token) if (c := cluster_at(t)) is not None}
            if path.startswith("light") or any((c := cluster_at(t)) is not None and c.id in clusters for t in holders):
                found.add(int(noun.i))
    return found


def _is_lacking(noun: Token) -> bool:
    """ "Little appetite", "scant support"."""
    return any(c.lower_ in word_set("words-of-lack") for c in noun.children)


def _is_read_elsewhere(proposals: Proposals, token: Token, predicate: Predicate) -> bool:
    """Whether a verb is only a modifier ("the proposed text"), says something else, or is read by another rule: a
    judgement, a side remark; or a preposition belongs to a verb that takes no stance, "defended Peru [against] it"."""
    if predicate.pos != "verb":
        return predicate.words == ("against",) and only_acts_against(token)
    if any(is_noted_of_others(c) for c in token.children):
        return True  # "highlighted growing support"
    if token.lemma_ == "consider" and any(_is_judged(c) for c in token.children):
        return True  # "considers it too low": a judgement
    if predicate.words == ("be", "for") and any(c.dep_ in ARCS_OF_COPULAS or _is_of_place(c) for c in token.children):
        return True  # "was in Lima for the opening", "is common for the poor"
    return token.dep_ == "amod" or token.i in proposals.side_remarks


def _is_of_place(preposition: Token) -> bool:
    """Whether a preposition tells where somebody is."""
    return preposition.dep_ == "prep" and preposition.lower_ in {"at", "in", "on"}


def _answered_matter(proposals: Proposals, verb: Token) -> TabledMatter | None:
    """What a verb without a matter answers: the last matter, or what somebody has just said in the same sentence."""
    last = proposals.table.last_matter()
    start = max(verb.sent.start, last[0] if last is not None else 0)
    for report in reversed(told_between(verb.doc, start, verb.i)):
        if report.kind == "clause" and report.cue < report.start < report.end <= verb.i:
            return report.cue, (report.start, report.end), proposals.doc[report.content]
    return last


def _is_judged(complement: Token) -> bool:
    return complement.dep_ == "oprd" or (complement.dep_ == "ccomp" and complement.pos_ in {"ADJ", "NOUN"})


def _is_adverbial(noun: Token) -> bool:
    """ "Asked on Friday", "asked, for the third time, that", "on the other hand, asked that": a noun that does not tell
    what."""
    words = {c.lower_ for c in noun.children}
    if noun.ent_type_ in TIMES or noun.lemma_ == "behalf" or (noun.lemma_ == "hand" and words & {"one", "other"}):
        return True
    counted = any(c.dep_ == "det" or c.lower_ in WORDS_OF_ORDER for c in noun.children)
    return counted and noun.lemma_ in word_set("nouns-of-adverbials")
