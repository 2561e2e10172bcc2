"""Positions in judgements ("called it irresponsible") and in what is merely said."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import lexicon
from kg.extract.clause import (
    grammatical_subjects,
    negated,
    subjects,
    trimmed,
)
from kg.extract.clause_stance import evaluation_of, harms, toned
from kg.extract.experiencers import apposed, experiencers
from kg.extract.lexicon import word_set
from kg.extract.proposals import Proposals, actor_at_first, reported, subject_path, within
from kg.extract.sides import give_sides
from kg.model import Stance

__all__ = ["from_judgement", "from_plain"]

OPINION = {"think", "find", "see", "consider"}
"""Verbs that judge only where their complement is known to: "saw the text as a basis"."""
DEPICTING = {"cast", "depict", "paint", "portray"}
"""Verbs that judge with "as"."""
NAMING = {"brand", "call", "dub", "label", "term"}
DOUBTED = {"think", "believe", "consider", "feel", "find", "expect"}
"""Verbs whose negation is that of what is thought: "I do not think that it is right"."""
TURNED = {Stance.SUPPORT: Stance.OPPOSE, Stance.ACCEPT: Stance.REJECT}


def from_judgement(found: Proposals, verb: Token) -> None:
    """ "X called Y irresponsible", "X said Y was unacceptable": the judgement's word carries the stance."""
    if verb.lemma_ in {
        "call",
        "describe",
        "consider",
        "deem",
        "find",
        "characterize",
        "characterise",
        "label",
        "brand",
        "view",
        "regard",
        "dub",
        "think",
        "term",
        "see",
        *DEPICTING,
    }:
        holding = found.holders(subjects(verb), subject_path(verb))
        for child in verb.children:
            judged = None
            if child.dep_ in {"oprd", "acomp", "attr", "ccomp", "xcomp"} and verb.lemma_ not in DEPICTING:
                judged = child
            elif child.dep_ == "dobj" and verb.lemma_ in NAMING and any(
                c.dep_ in {"dobj", "dative"} and verb.i < c.i < child.i for c in verb.children
            ):  # fmt: skip
                judged = child  # "branded [the raid] [a crime]": two objects
            elif child.dep_ == "prep" and child.lower_ == "as":
                judged = next((c for c in child.children if not c.is_punct), None)
            if judged is None or not holding or judged.is_punct or judged.lower_ == "non":
                continue
            stance = evaluation_of(judged)
            if stance is not None and verb.lemma_ in OPINION and negated(verb):
                stance = TURNED.get(stance)  # "does not think it right"
            objects = [c for c in verb.children if c.dep_ in {"dobj", "dative", "nsubjpass"} and c.i != judged.i] or [
                c for c in judged.children if c.dep_ == "nsubj"
            ]
            if not objects or (stance is None and (verb.lemma_ in OPINION or _names(objects, judged))):
                continue
            start = min([judged.left_edge.i, *(o.left_edge.i for o in objects)])
            end = judged.right_edge.i + 1
            for option in [stance or _unlisted(objects)]:
                found.put(
                    "position.judgement",
                    verb,
                    option,
                    holding,
                    (start, end),
                    judged,
                    actor_at_first(objects),
                    slot_name="judgement",
                    extra={
                        f"judge={verb.lemma_}": 1.0,
                        f"judge,stance={verb.lemma_},{option}": 1.0,
                        f"eval={judged.lemma_.casefold()}": 1.0,
                        "listed": float(stance is not None),
                        f"quoted,stance={judged.i in found.speakers},{option}": 1.0,
                    },
                )
    if verb.lemma_ in {"be", "seem", "remain", "represent", "constitute", "amount", "become"}:
        judged = next((c for c in verb.children if c.dep_ in {"acomp", "attr", "dobj"}), None) or apposed(verb)
        if judged is None:
            return
        if _ruled_out(verb, judged):
            start, end = trimmed(judged, drop={"punct", "cc", "relcl"})
            holding, _ = reported(found, verb)
            found.put(
                "position.ruled-out",
                verb,
                Stance.REJECT,
                holding,
                (start, end),
                judged,
                slot_name="judgement",
                extra={f"ruled-out={judged.lemma_.casefold()}": 1.0},
            )
            return
        stance = evaluation_of(judged)
        if stance is None:
            return
        if any(c.dep_ == "mark" and c.lower_ in {"if", "whether"} for c in verb.children):
            return
        holding, report = reported(found, verb)
        no = negated(verb)
        cue = found.doc[report.cue] if report is not None else None
        if cue is not None and cue.lemma_ in DOUBTED and negated(cue):
            no = not no  # "do not think that it is right"
        if no:
            phrase = f"not {judged.lower_}"
            stance = lexicon.evaluations().get(phrase) or TURNED.get(stance)
            if stance is None:
                return
        if _of_experiencer(found, verb, judged, stance) or not holding:
            return
        start, end = within(report, trimmed(verb, drop={"mark", "punct", "cc"}))
        found.put(
            "position.judgement-said",
            verb,
            stance,
            holding,
            (start, end),
            verb,
            actor_at_first(grammatical_subjects(verb)),
            slot_name="judgement",
            extra={
                f"eval={judged.lemma_.casefold()}": 1.0,
                "negated": float(no),
                f"report={found.doc[report.cue].lemma_ if report else 'quote'}": 1.0,
            },
        )


def _of_experiencer(found: Proposals, verb: Token, judged: Token, stance: Stance) -> bool:
    """Propose the judgement of whom its words name: "is unacceptable to Peru", "For Peru, it is a red line"."""
    who = experiencers(verb, judged, stance)
    subject = next(iter(grammatical_subjects(verb)), None)
    if not who or subject is None:
        return False
    found.put(
        "position.experiencer",
        verb,
        stance,
        found.holders(who, "experiencer"),
        trimmed(subject, drop={"punct", "cc", "relcl"}),
        subject,
        slot_name="judgement",
        extra={f"eval={judged.lemma_.casefold()}": 1.0, f"experiencer={who[0].head.lower_}": 1.0},
    )
    return True


def _unlisted(objects: list[Token]) -> Stance:
    """The stance of a judgement in words of its own: opposition to a plan or text, blame for a deed."""
    if actor_at_first(objects) is not None:
        return Stance.ACCUSE
    tabled = any(o.pos_ == "PRON" or o.lemma_.casefold() in word_set("tabled-nouns") for o in objects)
    return Stance.OPPOSE if tabled else Stance.ACCUSE


def _names(objects: list[Token], judged: Token) -> bool:
    """Whether a complement is a name: "calling themselves the Night Shift"."""
    named = any(o.lower_.endswith(("self", "selves")) or o.lower_ in {"who", "whom"} for o in objects)
    return named or judged.pos_ == "PROPN"


def from_plain(found: Proposals, verb: Token) -> None:
    """ "KUWAIT said the text undermines the fund": what is merely said is a position where it is bad or good."""
    report = found.by_content.get(verb.i)
    quoted = found.speakers.get(verb.i)
    if report is None and not (quoted and verb.dep_ == "ROOT" and not found.doc.user_data.get("kg_narrated")):
        return
    if report is not None and report.kind not in {"clause", "quote", "parenthetical"}:
        return
    holding, _ = reported(found, verb)
    if not holding or found.doc[verb.sent.end - 1].text == "?":
        return
    harm = harms(verb)
    stance = Stance.CONCERN if harm else toned(verb, {h.cluster.id for h in holding})
    if stance is None or not (harm or stance in {Stance.ACCUSE, Stance.DENY}):
        return  # that things are good or bad is most often no more than reported
    doc = found.doc
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    about = actor_at_first(grammatical_subjects(verb))
    cue = doc[report.cue].lemma_.casefold() if report is not None else "quote"
    numbers = found.put(
        "position.plain",
        verb,
        stance,
        holding,
        (start, end),
        verb,
        about,
        slot_name="plain",
        extra={
            f"cue={cue}": 1.0,
            f"cue,stance={cue},{stance}": 1.0,
            f"negated,stance={negated(verb)},{stance}": 1.0,
            f"subject,stance={about.type if about else '-'},{stance}": 1.0,
            f"tag,stance={verb.tag_},{stance}": 1.0,
        },
    )
    if report is not None:
        give_sides(found, doc[report.cue], stance, (start, end), verb, numbers[:1])


def _ruled_out(verb: Token, noun: Token) -> bool:
    """ "There will be no written pledge", "there can be no truce"."""
    return (
        verb.lemma_ == "be"
        and any(c.dep_ == "expl" for c in verb.children)
        and any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)
        and any(c.lower_ == "no" for c in noun.children)
    )
