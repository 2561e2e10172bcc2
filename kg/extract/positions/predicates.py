"""Positions that the lexicon's predicates carry: "demanded", "its rejection of", "is open to"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.actors.lists import before_verb
from kg.extract.frames.factuality import veiled
from kg.extract.frames.predicates import matches
from kg.extract.frames.slots import Slot, slot
from kg.extract.frames.stance_of_predicate import is_meant, stance_on
from kg.extract.grammar.clause import grammatical_subjects, negated, passive, subjects, understated
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.positions.proposing.holder import Holder, actor_at_first, subject_path
from kg.extract.positions.proposing.owners import _is_aim, mounting, noun_holders
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.positions.proposing.reporters import reported
from kg.extract.positions.proposing.side_positions import give_sides
from kg.extract.speech.narrator import headless
from kg.extract.speech.side_remarks import SIDE_STANCE
from kg.extract.speech.speakers import NARRATED
from kg.extract.words import lexicon
from kg.extract.words.lexicon import Predicate, word_set
from kg.model import Stance

__all__ = ["from_predicate"]


ANSWERS = {Stance.ACCEPT, Stance.REJECT}
NEGATIONS = {"never", "no", "not"}
BESIDE_BEING = {"acomp", "attr", "expl"}
"""Arcs to what is said of the subject of "is", or to one that stands for a clause."""
RECIPROCAL = {"other", "another"}
UNDERSTATING = word_set("words-that-understate")
VERBS_OF_RAISING_DOUBTS = word_set("verbs-of-raising-doubts")
WORDS_OF_ORDER = word_set("words-of-order")


def addressee_of(predicate: Predicate, token: Token, last: Token, found: Slot | None) -> Cluster | None:
    doc = token.doc
    if found is not None and found.actor is not None:
        cluster = cluster_at(doc[found.actor])
        if cluster is not None:
            return cluster
    for name in predicate.addressee:
        for place in slot(token, name, last):
            cluster = cluster_at(doc[place.head])
            if cluster is not None and (found is None or place.head != found.head):
                return cluster
    if found is not None and found.name == "that":
        for subject in grammatical_subjects(doc[found.head]):
            cluster = cluster_at(subject)
            if cluster is not None:
                return cluster
    return None


def asker(token: Token, last: Token) -> Cluster | None:
    """Who had asked for what is now answered, by the noun of asking that the predicate ends in or has for its object:
    "refused a request [from Peru] to wait", "heeded [Peru's] call"."""
    nouns = [last] if last.i != token.i else [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}]
    for noun in nouns:
        if noun.pos_ == "NOUN" and noun.lemma_ in word_set("things-asked"):
            holders, path = noun_holders(noun)
            if not path.startswith("light"):
                return actor_at_first(holders)
    return None


def _deed_of(predicate: Predicate, slots: list[Slot], doc: Doc) -> Slot:
    """The slot that names the matter: what an actor is blamed for, "rebuked Peru [for the raid]", and not the actor."""
    first = slots[0]
    if first.name == "obj" and "obj" in predicate.addressee and cluster_at(doc[first.head]) is not None:
        return next((s for s in slots[1:] if s.name.startswith(":")), first)
    return first


def _is_no_stance(token: Token, predicate: Predicate, place: Slot) -> bool:
    """Whether the words tell of a deed: "called the king to congratulate him" on the telephone, "attacked the camp"."""
    if len(predicate.words) > 1:
        return False
    head = token.doc[place.head]
    if token.lemma_ in {"call", "summon"} and place.name in {"inf", "objinf"}:
        return head.lemma_ in word_set("aims-of-a-call")
    return token.lemma_ == "attack" and place.name == "obj" and head.lemma_ in word_set("attacked-places")


def _undone(predicate: Predicate, token: Token, last: Token) -> set[int]:
    """The nouns of a predicate that would say something else of the same holder: "withdrew its [support] for the
    bill"."""
    if predicate.pos != "verb" or last.i == token.i:
        return set()
    found = set()
    for noun in (last, last.head, last.head.head):
        own = next((p for p, _ in matches(noun) if p.pos == "noun"), None) if noun.i > token.i else None
        if own is not None and own.stance != predicate.stance and noun.pos_ == "NOUN":
            holders, path = noun_holders(noun)
            clusters = {c.id for t in subjects(token) if (c := cluster_at(t)) is not None}
            if path.startswith("light") or any((c := cluster_at(t)) is not None and c.id in clusters for t in holders):
                found.add(int(noun.i))
    return found


def _only_explains(token: Token, predicate: Predicate, place: Slot) -> bool:
    """Whether somebody tells where a thing comes from and blames nobody: "attributed the growth to exports"."""
    if " ".join(predicate.words[:2]) not in word_set("attributions"):
        return False
    head = token.doc[place.head]
    near = [head, *(c for c in head.children if c.dep_ in {"amod", "compound"} or c.lower_ == "of")]
    near += [p for c in head.children if c.lower_ == "of" for p in c.children]
    return not any(lexicon.tones().get(t.lemma_.casefold()) == "bad" for t in near)


def from_predicate(found: Proposals, token: Token, predicate: Predicate, last: Token) -> bool:
    """Propose what one predicate says; False where its frame is not filled, so that a shorter one may try."""
    doc = token.doc
    if _stands_elsewhere(found, token, predicate) or (predicate.pos != "noun" and veiled(token)):
        return True
    dated = any(c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"} for c in last.children)
    if dated and last.pos_ == "ADP" and last.lower_ != "until":
        return False  # "called on Friday"
    holding = _holders(found, token, predicate)
    if not holding:
        return False
    no = negated(token) and not NEGATIONS.intersection(predicate.words)
    no = no or (predicate.pos == "noun" and _lacking(token))
    if predicate.denied and not no:
        return False
    stance = predicate.stance
    if no and not predicate.denied:
        if predicate.negated is None:
            return True
        stance = predicate.negated
    frame = predicate.matter
    if predicate.pos == "verb" and "obj" in frame and "ing" not in frame:
        frame = (*frame, "ing")
    if holding[0].path.startswith("noun-of"):  # "the objections of Denmark to the quota": Denmark is no matter
        frame = tuple(name for name in frame if name != ":of")
    filled = [s for name in frame if (s := _fill(predicate, token, name, last)) is not None]
    slots = [
        s
        for s in filled
        if doc[s.head].ent_type_ not in {"DATE", "TIME"}
        and not _adverbial(doc[s.head])
        and (s.name != "that" or is_meant(token, stance, doc[s.head]))
    ]
    rows: list[tuple[Slot, Token]] = []
    if slots:
        chosen = _deed_of(predicate, slots, doc)
        if chosen.name == "inf" and token.lemma_ in word_set("aspect-verbs") and next(matches(doc[chosen.head]), None):
            return True  # "continued to oppose the mine": the infinitive carries the stance
        twice = stance == Stance.REJECT and doc[chosen.head].lemma_ in word_set("verbs-of-refusing")
        if twice and chosen.name in {"inf", "@"}:
            found.asked[chosen.head] = token.i
            return True  # "refused to rule out a strike" says no to nothing
        if _is_no_stance(token, predicate, chosen):
            return True
        if _only_explains(token, predicate, chosen):
            return False
        if chosen.name == "obj" and len(predicate.words) == 1 and _conveyed(found, token, doc[chosen.head]):
            return True
        if chosen.name == "obj" and cluster_at(doc[chosen.head]) is not None:  # "supported Australia in proposing ..."
            inner = next((s for s in slot(token, ":in", last) if doc[s.head].tag_ == "VBG"), None)
            if inner is not None:
                chosen = Slot("in", inner.head, inner.start, inner.end, chosen.head)
        rows.append((chosen, doc[chosen.head]))
        if chosen.name in {"that", "inf", "objinf", "quote", "@"}:
            for other in doc[chosen.head].children:
                if (
                    other.dep_ == "conj"
                    and other.pos_ in {"VERB", "AUX"}
                    and other.i > chosen.head
                    and not _speaks_again(token, other)
                ):
                    start, end = trimmed(
                        other,
                        drop={"punct", "cc", "mark"} | (SUBJECTS if chosen.name != "that" else set()),
                        skip_to=chosen.name != "that",
                    )
                    rows.append((Slot(chosen.name, other.i, start, end, chosen.actor), other))
    if (
        not slots
        and predicate.pos != "noun"
        and " ".join(predicate.words) in word_set("stances-without-matter")
        and (lying := _lying(found, token)) is not None
    ):
        at, words, first = lying
        if token.i - at < 60 and words[1] <= token.i:
            slots = [Slot("on-table", first.i, *words)]
            rows.append((slots[0], first))
    extra = {
        f"pred={predicate.id}": 1.0,
        "negated": float(no),
        f"pred,slot={predicate.id},{slots[0].name if slots else '-'}": 1.0,
    }
    if rows:
        found.done.update({token.i, token.head.i if predicate.pos == "adjective" else token.i})
        found.done.update(_undone(predicate, token, last))
    numbers: list[int] = []
    for place, head in rows:
        addressee = (asker(token, last) if stance in ANSWERS else None) or addressee_of(predicate, token, last, place)
        matter = (place.start, place.end)
        idea = len(predicate.words) == 1 and token.lemma_ in word_set("verbs-of-ideas")
        if idea and head.lemma_ not in word_set("renaming-nouns"):
            continue
        if place.name == "inf" and head.lemma_ in word_set("idle-verbs"):
            continue
        held = {h.cluster.id for h in holding}
        stance = stance_on(predicate, token, place, head, stance if no else predicate.stance, held)
        if place.name == "obj" and not indefinite(head):
            addressee = addressee or cluster_at(head)
        if addressee is None and len(holding) == 2 and reciprocal(token):
            for holder, partner in (holding, holding[::-1]):
                numbers += found.put(
                    Proposal(
                        "position.reciprocal",
                        token,
                        stance,
                        [holder],
                        matter,
                        head,
                        partner.cluster,
                        slot=place.name,
                        extra=extra,
                    )
                )
            continue
        numbers += found.put(
            Proposal(
                f"position.{predicate.pos}.{place.name.lstrip(':') if place.name.startswith(':') else place.name}",
                token,
                stance,
                [h for h in holding if h.cluster is not cluster_at(head) or head.pos_ == "PRON"],
                matter,
                head,
                addressee,
                slot=place.name,
                extra=extra,
            )
        )
    if rows and predicate.pos != "noun":
        give_sides(found, token, stance, (rows[0][0].start, rows[0][0].end), rows[0][1], numbers)
    return bool(rows)


def _speaks_again(verb: Token, clause: Token) -> bool:
    """Whether whoever speaks has another sentence: "we know that it is late, and [we promise] ..."."""
    subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ not in word_set("first-person"):
        return False
    return any(c.dep_ in SUBJECTS and c.lower_ == subject.lower_ for c in verb.children)


def _lacking(noun: Token) -> bool:
    """ "Little appetite", "scant support"."""
    return any(c.lower_ in word_set("words-of-lack") and c.dep_ in {"amod", "det"} for c in noun.children)


def reciprocal(verb: Token) -> bool:
    """Whether a verb's object is "each other", "one another" or "the other", or its noun is one that is exchanged."""
    objects = [c for c in verb.children if c.dep_ in {"dobj", "pobj"}]
    objects += [p for c in verb.children if c.dep_ in {"prep", "dative"} for p in c.children if p.dep_ == "pobj"]
    exchanged = verb.pos_ == "NOUN" and verb.head.lemma_ in {"exchange", "trade", "swap"}
    return exchanged or any(
        (c.lower_ in RECIPROCAL and c.tag_ != "NN")
        or (c.lower_ == "one" and any(g.lower_ == "another" for g in c.children))
        for c in objects
    )


def _stands_elsewhere(found: Proposals, token: Token, predicate: Predicate) -> bool:
    """Whether a verb is only a modifier ("the proposed text") or the word of a side remark, which has its own rule."""
    if predicate.pos != "verb":
        return False
    if token.lemma_ == "consider" and any(_judged(c) for c in token.children):
        return True  # "considers it too low": a judgement
    if predicate.words == ("be", "for") and any(c.dep_ in BESIDE_BEING or _places(c) for c in token.children):
        return True  # "was in Lima for the opening", "is common for the poor"
    modifies = token.dep_ == "amod"
    return modifies or (token.lower_ in SIDE_STANCE and token.i in found.sides)


def _places(preposition: Token) -> bool:
    """Whether a preposition tells where somebody is."""
    return preposition.dep_ == "prep" and preposition.lower_ in {"at", "in", "on"}


def _lying(found: Proposals, verb: Token) -> tuple[int, tuple[int, int], Token] | None:
    """What a verb without a matter answers: the last matter, or what somebody has just said in the same sentence."""
    last = found.on_table[-1] if found.on_table else None
    for report in reversed(found.reports):
        if report.cue < verb.sent.start or (last is not None and last[0] > report.cue):
            break
        if report.kind == "clause" and report.content is not None and report.cue < report.start < report.end <= verb.i:
            return report.cue, (report.start, report.end), found.doc[report.content]
    return last


def _judged(complement: Token) -> bool:
    if complement.dep_ == "ccomp":
        bare = not any(c.dep_ in {"aux", "mark"} for c in complement.children)
        return complement.pos_ in {"ADJ", "NOUN"} and bare
    return complement.dep_ == "oprd"


def _holders(found: Proposals, token: Token, predicate: Predicate) -> list[Holder]:
    """Whoever holds what the predicate at ``token`` says; empty where nobody can be told."""
    doc = token.doc
    if predicate.pos == "noun":
        holders, path = noun_holders(token)
        holding = found.holders(holders, path)
        if holding and token.tag_ == "NNS":
            found.enumerate(holding, predicate.stance, token)
    elif predicate.pos == "adjective":
        verb = _standing(token)
        heads = (
            grammatical_subjects(verb)
            if verb is not token
            else ([token.head] if token.dep_ in {"amod", "appos", "acl", "relcl"} else grammatical_subjects(token))
        )
        if token.dep_ == "prep" and token.head.pos_ == "NOUN" and cluster_at(token.head) is not None:
            heads = [token.head]  # "lawmakers against the dam"
        if verb is token and token.dep_ in {"advcl", "ROOT", "conj"}:
            heads = grammatical_subjects(token) or grammatical_subjects(token.head)
        holding = found.holders(heads, "adjective")
    else:
        holding = found.holders(_listed_before(token) or subjects(token), subject_path(token))
        if token.lemma_ == "need":  # what is said to be needed, the speaker demands
            speaking, _ = reported(found, token)
            holding = speaking or holding
        if not holding and predicate.stance == Stance.CONCERN and token.lemma_ in VERBS_OF_RAISING_DOUBTS:
            holding, _ = reported(found, token)  # "The results raise questions, officials said"
        if not holding:
            holding = found.holders(_writers(token), "writing")
        if not holding and not passive(token):
            holding = found.holders(before_verb(token), "before-verb")
        told = NARRATED(doc)
        if (
            not holding
            and told
            and passive(token)
            and predicate.stance in {Stance.DEMAND, Stance.ACCUSE, Stance.SUPPORT}
        ):
            holding = found.holders([doc[i] for i in found.speakers.get(token.i, ())], "agentless")
        if not holding and not told and passive(token) and not subjects(token):
            holding = found.voice(token)
        if not holding and told and headless(doc, token):
            holding = found.holders([doc[i] for i in found.speakers.get(token.i, ())], "headless")
    return holding


def _writers(verb: Token) -> list[Token]:
    """Who wrote what the clause of ``verb`` tells the words of: "issued a statement [condemning the raid]", "a letter
    by Peru [that calls for a truce]"."""
    noun = verb.head
    while verb.dep_ == "conj" and noun.pos_ in {"VERB", "AUX"}:
        verb, noun = noun, noun.head
    if verb.dep_ not in {"acl", "relcl"} or passive(verb) or noun.lemma_ not in word_set("writings"):
        return []
    holders, _ = noun_holders(noun)
    if holders:
        return holders
    above = noun.head if noun.dep_ in {"dobj", "nsubjpass", "attr"} else noun.head.head if noun.dep_ == "pobj" else None
    return subjects(above) if above is not None and above.pos_ == "VERB" else []


def _standing(word: Token) -> Token:
    """The verb by which somebody is said to be what ``word`` says; the word itself where it has none."""
    if understated(word) and word.dep_ in {"pcomp", "pobj", "amod"}:  # "is far from [happy]"
        above = word.head
        while above.dep_ in {"prep", "advmod", "attr", "pobj", "acomp"} and above.lower_ in UNDERSTATING:
            above = above.head
        return above if above.pos_ in {"VERB", "AUX"} else word
    if word.dep_ == "advmod" and word.head.dep_ == "prep":  # "is [squarely] behind"
        word = word.head
    stands = word.dep_ in {"advmod", "prt"} and word.head.lemma_ in word_set("verbs-of-standing")
    return word.head if stands or word.dep_ in {"acomp", "attr", "oprd", "prep"} else word


def _listed_before(verb: Token) -> list[Token]:
    """The parties that stand right before a finite verb without a subject of its own: "X backed the fund, and Y and Z
    opposed it", where the parser gave Y and Z to the fund."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or any(c.dep_ in SUBJECTS for c in verb.children) or verb.dep_ == "relcl":
        return []
    before = before_verb(verb)
    between = verb.doc[before[0].i + 1 : verb.i] if before else ()
    return before if all(t.lower_ in {"and", "others", "many"} for t in between) else []


def _adverbial(noun: Token) -> bool:
    """ "asked, for the third time, that": when or how often, and not what."""
    return noun.lemma_ in word_set("no-matters") and any(
        c.dep_ == "det" or c.lower_ in WORDS_OF_ORDER for c in noun.children
    )


def _conveyed(found: Proposals, verb: Token, noun: Token) -> bool:
    """Whether the object is itself a stance that the verb only conveys ("reiterated its objection to the levy"): then
    the noun speaks."""
    if verb.lemma_.casefold() not in word_set("light-verbs") or passive(verb):
        return False
    for predicate, last in matches(noun):
        if predicate.pos == "noun" and any(_fill(predicate, noun, name, last) is not None for name in predicate.matter):
            holders, _ = noun_holders(noun)
            own = {h.cluster.id for h in found.holders(subjects(verb), "")}
            return bool({h.cluster.id for h in found.holders(holders, "")} & own)
    return False


def indefinite(noun: Token) -> bool:
    """Whether a common noun names what does not exist yet or nobody in particular ("a new fund"): no addressee."""
    return (
        noun.pos_ == "NOUN"
        and noun.tag_ == "NN"
        and not any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that"} for c in noun.children)
    )


def _fill(predicate: Predicate, token: Token, name: str, last: Token) -> Slot | None:
    """The first filler of a slot; what the parser hung on the object is the verb's ("accused X [of fraud]")."""
    fillers = slot(token, name, last)
    found = next(iter(fillers), None)
    if name == "obj" and found is not None and found.head == last.i:
        found = next((s for s in fillers if s.head != last.i), found)  # "made [an apology] a condition"
    if found is not None and name == "obj" and found.head < last.i < found.end:
        found = replace(found, end=last.left_edge.i)  # "pinned [the raid] on Peru", the preposition hung on the raid
    if found is None and name == "obj" and last.dep_ in {"prep", "prt"} and last.i == token.i + 1:
        found = next((s for s in slot(token, "@", last)), None)  # "voted down [the bill]": a particle read otherwise
    if found is None and name.startswith(":") and "obj" in predicate.addressee and token.pos_ == "VERB":
        for child in token.children:
            if child.dep_ in {"dobj", "nsubjpass"} and (
                "obj" not in predicate.matter or child.i in CLUSTER_OF(token.doc) or child.lower_ in RECIPROCAL
            ):
                found = found or next(iter(slot(child, name)), None)
    if found is None and name.startswith(":") and "obj" in predicate.addressee and passive(token):
        for agent in (
            p for c in token.children if c.dep_ == "agent" for p in c.children
        ):  # "accused by Peru [of theft]"
            found = found or next(iter(slot(agent, name)), None)
    if found is None and name.startswith(":") and predicate.pos == "verb":  # "locked horns with Peru [over the mine]"
        for with_whom in (n for n in predicate.addressee if n.startswith(":") and n != name):
            for place in slot(token, with_whom, last):
                found = found or next(iter(slot(token.doc[place.head], name)), None)
    if found is None and name.startswith(":") and predicate.pos == "noun" and mounting(token):
        found = next((s for s in slot(token.head, name) if s.start > token.i), None)
    if found is None and name.startswith(":") and predicate.pos == "noun" and token.dep_ in {"dobj", "pobj"}:
        verb = token.head if token.dep_ == "dobj" else token.head.head
        # "placed on record its reservation [to the article]"
        if verb.lemma_.casefold() in word_set("light-verbs") or _is_aim(token):
            found = next((s for s in slot(verb, name) if s.start > token.i), None)
    return found
