"""Positions in judgements ("called it irresponsible") and in what is merely said."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.frames.stance_of_clause import evaluation_of, harms, toned
from kg.extract.grammar.clause import grammatical_subjects, negated, subjects
from kg.extract.grammar.phrase import trimmed
from kg.extract.positions.experiencers import apposed, experiencers
from kg.extract.positions.proposing.proposals import Holder, Proposals, actor_at_first, reported, subject_path, within
from kg.extract.positions.proposing.side_positions import give_sides
from kg.extract.speech.speakers import NARRATED
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_judgement", "from_plain"]

OPINION = {
    "think",
    "find",
    "see",
    "consider",
    "cast",
    "declare",
    "depict",
    "deem",
    "denounce",
    "judge",
    "paint",
    "perceive",
    "portray",
    "present",
    "proclaim",
    "pronounce",
    "rate",
    "reckon",
    "regard",
    "view",
}
"""Verbs that judge only where their complement is known to: "saw the text as a basis"."""
DEPICTING = {"cast", "depict", "paint", "portray"}
"""Verbs that judge with "as"."""
NAMING = {"brand", "call", "characterise", "characterize", "describe", "dub", "label", "term"}
"""Verbs that judge in whatever words."""
BEING = {"be", "seem", "remain", "represent", "constitute", "amount", "become"}
EQUAL = {"amount", "border", "boil", "equate", "reek", "smack", "stink", "verge"}
"""Verbs that say with a preposition what their subject is: "amounts to theft", "smacks of panic"."""
DOUBTED = {"think", "believe", "consider", "feel", "find", "expect"}
"""Verbs whose negation is that of what is thought: "I do not think that it is right"."""
TURNED = {Stance.SUPPORT: Stance.OPPOSE, Stance.ACCEPT: Stance.REJECT}


def from_judgement(found: Proposals, verb: Token) -> None:
    """ "X called Y irresponsible", "X said Y was unacceptable": the judgement's word carries the stance."""
    if verb.lemma_ in NAMING | OPINION:
        holding = found.holders(subjects(verb), subject_path(verb))
        spoken = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        for child in [*verb.children, *(c for o in spoken for c in o.children if c.lower_ == "as")]:
            judged = None
            if child.i < verb.i:
                continue  # "Peru hoped for a deal; Chile called on it to act": no deal is called anything
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
        _run_together(found, verb, holding)
    if verb.lemma_ in {"speak", "talk"}:
        _spoken_of(found, verb)
    if verb.lemma_ in BEING | EQUAL:
        said = [c for c in verb.children if c.dep_ in {"acomp", "attr", "dobj"} and c.lower_ not in {"-", "non"}]
        judged = next(iter(said), None) or apposed(verb)
        if verb.lemma_ in EQUAL:
            judged = next((p for c in verb.children if c.lower_ in {"of", "on", "to"} for p in c.children), None)
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
        stance = _blamed(verb, judged) or evaluation_of(judged)
        untrue = _denied(judged) if negated(verb) else None
        if stance is None and untrue is None:
            return
        if any(c.dep_ == "mark" and c.lower_ in {"if", "whether"} for c in verb.children):
            return
        holding, report = reported(found, verb)
        no = negated(verb)
        cue = found.doc[report.cue] if report is not None else None
        if cue is not None and cue.lemma_ in DOUBTED and negated(cue):
            no = not no  # "do not think that it is right"
        if no:
            stance = untrue or (TURNED.get(stance) if stance is not None else None)
            if stance is None:
                return
        if stance is None or _of_experiencer(found, verb, judged, stance) or not holding:
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


def _denied(judged: Token) -> Stance | None:
    """The stance of a complement with its "not": "not true", "not the time", "not an option"."""
    words = [t.lower_ for t in judged.doc[judged.left_edge.i : judged.i + 1]]
    ends = [" ".join(words[i:]) for i in range(len(words))]
    return next((s for e in ends if (s := lexicon.evaluations().get(f"not {e}")) is not None), None)


def _blamed(verb: Token, judged: Token) -> Stance | None:
    """ "Peru was responsible for the deaths", "Peru was wrong to leave", "it was wrong of Peru": blame for a deed."""
    actors = [s for s in grammatical_subjects(verb) if cluster_at(s) is not None]
    if judged.lower_ == "wrong":
        of = [p for c in judged.children if c.lower_ == "of" for p in c.children if cluster_at(p) is not None]
        return Stance.ACCUSE if actors or of else None
    if judged.lower_ != "responsible" or not actors:
        return None
    what = [p for c in judged.children if c.lower_ == "for" for p in c.children]
    bad = any(lexicon.tones().get(w.lemma_.casefold()) == "bad" for w in what)
    return Stance.ACCUSE if bad else None


def _spoken_of(found: Proposals, verb: Token) -> None:
    """ "Spoke of betrayal": what somebody calls what has happened."""
    for place in verb.children:
        judged = next((c for c in place.children if c.dep_ == "pobj"), None) if place.lower_ == "of" else None
        stance = lexicon.evaluations().get(judged.lemma_.casefold()) if judged is not None else None
        if judged is None or stance is None or stance.sign == "for" or negated(verb) or verb.i in found.done:
            continue
        matter = trimmed(judged, drop={"punct", "cc", "relcl"})
        holding = found.holders(subjects(verb), subject_path(verb))
        extra = {f"judge={verb.lemma_}": 1.0, f"eval={judged.lemma_.casefold()}": 1.0, "listed": 1.0}
        found.put("position.judgement", verb, stance, holding, matter, judged, slot_name="judgement", extra=extra)


def _run_together(found: Proposals, verb: Token, holding: list[Holder]) -> None:
    """ "Called the deal treason": the object that the parser made a part of what it is called."""
    judged = next((c for c in verb.children if c.dep_ == "dobj"), None)
    called = [c for c in judged.children if c.dep_ == "compound" and c.pos_ == "NOUN"] if judged is not None else []
    stance = lexicon.evaluations().get(judged.lemma_.casefold()) if judged is not None else None
    if judged is None or not called or stance is None or verb.lemma_ not in NAMING or called[-1].i + 1 != judged.i:
        return
    if not any(c.lower_ in {"the", "this", "that", "any"} or c.dep_ == "poss" for c in judged.children):
        return
    matter = (judged.left_edge.i, judged.right_edge.i + 1)
    extra = {f"judge={verb.lemma_}": 1.0, f"eval={judged.lemma_.casefold()}": 1.0, "listed": 1.0}
    found.put("position.judgement", verb, stance, holding, matter, judged, slot_name="judgement", extra=extra)


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
    if report is None and not (quoted and verb.dep_ == "ROOT" and not NARRATED(found.doc)):
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
