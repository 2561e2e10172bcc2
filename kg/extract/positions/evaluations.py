"""Positions in evaluations ("called it irresponsible") and in what is merely said."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.frames.rules import fits
from kg.extract.frames.stance_of_clause import evaluation_of, harmful, harms, points_back, stance_by_tone
from kg.extract.grammar.arcs import complement, has_mark, logical_objects
from kg.extract.grammar.clause import grammatical_subjects, subjects
from kg.extract.grammar.negation import negated
from kg.extract.grammar.phrase import trimmed
from kg.extract.positions.experiencers import apposed, experiencers
from kg.extract.positions.proposing.addressees import blamed
from kg.extract.positions.proposing.antecedents import Matter
from kg.extract.positions.proposing.attribution import reports_by_content, within
from kg.extract.positions.proposing.holder import Holder, actor_at_first, holders_at, reported, subject_path
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.positions.proposing.side_positions import give_sides
from kg.extract.speech.speakers import NARRATED, SPEAKERS
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_evaluation", "from_plain"]

VERBS_OF_NAMING = word_set("verbs-of-naming")
VERBS_OF_OPINION = word_set("verbs-of-opinion")
VERBS_OF_DEPICTING = word_set("verbs-of-depicting")
VERBS_OF_LIKENESS = word_set("verbs-of-likeness")
VERBS_OF_THINKING = word_set("verbs-of-thinking")
EVALUATING = VERBS_OF_NAMING | VERBS_OF_OPINION
SAYING_WHAT_IT_IS = word_set("verbs-of-amounting") | VERBS_OF_LIKENESS
TURNED = {Stance.SUPPORT: Stance.OPPOSE, Stance.ACCEPT: Stance.REJECT}
DETERMINERS_OF_WHAT_IS_JUDGED = word_set("determiners-of-what-is-judged")


def from_evaluation(found: Proposals, verb: Token) -> None:
    """ "X called Y irresponsible", "X said Y was unacceptable": the evaluating word carries the stance."""
    if verb.lemma_ in EVALUATING:
        holding = holders_at(subjects(verb), subject_path(verb))
        spoken = logical_objects(verb)
        for child in [*verb.children, *(c for o in spoken for c in o.children if c.lower_ == "as")]:
            evaluated = _called(verb, child)
            if evaluated is not None and holding and not evaluated.is_punct and evaluated.lower_ != "non":
                _from_called(found, verb, evaluated, holding)
        _run_together(found, verb, holding)
    if verb.lemma_ in {"speak", "talk"}:
        _spoken_of(found, verb)
    if verb.lemma_ in SAYING_WHAT_IT_IS:
        _from_being(found, verb)


def _called(verb: Token, child: Token) -> Token | None:
    """What somebody calls a thing, as far as ``child`` says it."""
    if child.i < verb.i:
        return None  # "Peru hoped for a deal; Chile called on it to act": no deal is called anything
    if child.dep_ in {"oprd", "acomp", "attr", "ccomp", "xcomp"} and verb.lemma_ not in VERBS_OF_DEPICTING:
        return child
    if child.dep_ == "dobj" and verb.lemma_ in VERBS_OF_NAMING:  # "branded [the raid] [a crime]": two objects
        before = any(c.dep_ in {"dobj", "dative"} and verb.i < c.i < child.i for c in verb.children)
        return child if before else None
    if child.dep_ == "prep" and child.lower_ == "as":
        return next((c for c in child.children if not c.is_punct), None)
    return None


def _from_called(found: Proposals, verb: Token, evaluated: Token, holding: list[Holder]) -> None:
    """ "Peru called the levy [unfair]", "does not think it [right]": how a holder judges a matter, or somebody."""
    stance = evaluation_of(evaluated)
    if stance is not None and verb.lemma_ in VERBS_OF_OPINION and negated(verb):
        stance = TURNED.get(stance)  # "does not think it right"
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative", "nsubjpass"} and c.i != evaluated.i] or [
        c for c in evaluated.children if c.dep_ == "nsubj"
    ]
    if not objects or (stance is None and (verb.lemma_ in VERBS_OF_OPINION or _is_name(objects, evaluated))):
        return
    option = stance or _unlisted(objects)
    words = (min([evaluated.left_edge.i, *(o.left_edge.i for o in objects)]), evaluated.right_edge.i + 1)
    matter, head = _taken_up(found, verb, objects) or (words, evaluated)
    found.put(
        Proposal(
            "position.judgement",
            verb,
            option,
            holding,
            matter,
            head,
            actor_at_first(objects),
            slot="judgement",
            extra={
                f"judge={verb.lemma_}": 1.0,
                f"judge,stance={verb.lemma_},{option}": 1.0,
                f"eval={evaluated.lemma_.casefold()}": 1.0,
                "listed": float(stance is not None),
                f"quoted,stance={evaluated.i in SPEAKERS(found.doc)},{option}": 1.0,
            },
        )
    )


def _taken_up(found: Proposals, verb: Token, objects: list[Token]) -> Matter | None:
    """What a pronoun takes up that is the object of the next verb: "welcomed [the levy] and called it fair"."""
    last = found.table.matters[-1] if found.table.matters else None
    if last is None or verb.dep_ != "conj" or last[0] != verb.head.i:
        return None
    pronouns = all(o.lower_ in {"it", "them"} for o in objects)
    return (last[1], last[2]) if pronouns and last[1][1] <= verb.i else None


def _from_being(found: Proposals, verb: Token) -> None:
    """ "X said Y was unacceptable", "amounts to theft"."""
    evaluated = _said_to_be(verb)
    if evaluated is None:
        return
    blame = next(fits("judgement-said", verb), None)
    stance = blame.rule.stance if blame is not None else evaluation_of(evaluated)
    untrue = _denied(evaluated) if negated(verb) else None
    if stance is None and untrue is None:
        return
    if has_mark(verb, {"if", "whether"}):
        return
    holding, report = reported(verb)
    no = negated(verb) or _is_nothing(evaluated)
    cue = found.doc[report.cue] if report is not None else None
    if cue is not None and cue.lemma_ in VERBS_OF_THINKING and negated(cue):
        no = not no  # "do not think that it is right"
    if no:
        stance = untrue or (TURNED.get(stance) if stance is not None else None)
    if stance is None or _of_experiencer(found, verb, evaluated, stance) or not holding or points_back(verb, stance):
        return
    matter = within(report, trimmed(verb, drop={"mark", "punct", "cc"}))
    numbers = found.put(
        Proposal(
            "position.judgement-said",
            verb,
            stance,
            holding,
            matter,
            verb,
            actor_at_first(grammatical_subjects(verb)),
            slot="judgement",
            extra={
                f"eval={evaluated.lemma_.casefold()}": 1.0,
                "negated": float(no),
                f"report={cue.lemma_ if cue is not None else 'quote'}": 1.0,
            },
            row=blame.rule.id if blame is not None else "",
        )
    )
    if cue is not None and numbers:
        give_sides(found, cue, stance, matter, verb, numbers[:1])


def _is_nothing(evaluated: Token) -> bool:
    """ "There was [nothing] wrong with it"; not "it was nothing but theft", "nothing more valuable"."""
    judged = (c for c in evaluated.children if c.i == evaluated.i + 1 and c.dep_ == "amod")
    return evaluated.lower_ == "nothing" and any(evaluation_of(word) is not None for word in judged)


def _said_to_be(verb: Token) -> Token | None:
    """What the subject of a verb is said to be."""
    if verb.lemma_ in VERBS_OF_LIKENESS:
        return next((p for c in verb.children if c.lower_ in {"of", "on", "to"} for p in c.children), None)
    said = (c for c in verb.children if c.dep_ in {"acomp", "attr", "dobj"} and c.lower_ not in {"-", "non"})
    return next(said, None) or apposed(verb)


def _denied(evaluated: Token) -> Stance | None:
    """The stance of a complement with its "not": "not true", "not the time", "not an option"."""
    words = [t.lower_ for t in evaluated.doc[evaluated.left_edge.i : evaluated.i + 1]]
    ends = [" ".join(words[i:]) for i in range(len(words))]
    return next((s for e in ends if (s := lexicon.evaluations().get(f"not {e}")) is not None), None)


def _spoken_of(found: Proposals, verb: Token) -> None:
    """ "Spoke of betrayal": what somebody calls what has happened."""
    for place in verb.children:
        evaluated = complement(place) if place.lower_ == "of" else None
        stance = lexicon.evaluations().get(evaluated.lemma_.casefold()) if evaluated is not None else None
        if evaluated is None or stance is None or stance.sign == "for" or negated(verb) or verb.i in found.done:
            continue
        matter = trimmed(evaluated, drop={"punct", "cc", "relcl"})
        holding = holders_at(subjects(verb), subject_path(verb))
        extra = {f"judge={verb.lemma_}": 1.0, f"eval={evaluated.lemma_.casefold()}": 1.0, "listed": 1.0}
        found.put(
            Proposal("position.judgement", verb, stance, holding, matter, evaluated, slot="judgement", extra=extra)
        )


def _run_together(found: Proposals, verb: Token, holding: list[Holder]) -> None:
    """ "Called the deal treason": the object that the parser made a part of what it is called."""
    evaluated = next((c for c in verb.children if c.dep_ == "dobj"), None)
    called = (
        [c for c in evaluated.children if c.dep_ == "compound" and c.pos_ == "NOUN"] if evaluated is not None else []
    )
    stance = lexicon.evaluations().get(evaluated.lemma_.casefold()) if evaluated is not None else None
    if (
        evaluated is None
        or not called
        or stance is None
        or verb.lemma_ not in VERBS_OF_NAMING
        or called[-1].i + 1 != evaluated.i
    ):
        return
    if not any(c.lower_ in DETERMINERS_OF_WHAT_IS_JUDGED or c.dep_ == "poss" for c in evaluated.children):
        return
    matter = (evaluated.left_edge.i, evaluated.right_edge.i + 1)
    extra = {f"judge={verb.lemma_}": 1.0, f"eval={evaluated.lemma_.casefold()}": 1.0, "listed": 1.0}
    found.put(Proposal("position.judgement", verb, stance, holding, matter, evaluated, slot="judgement", extra=extra))


def _of_experiencer(found: Proposals, verb: Token, evaluated: Token, stance: Stance) -> bool:
    """Propose the evaluation of whom its words name: "is unacceptable to Peru", "For Peru, it is a red line"."""
    who = experiencers(verb, evaluated, stance)
    subject = next(iter(grammatical_subjects(verb)), None)
    if not who or subject is None:
        return False
    found.put(
        Proposal(
            "position.experiencer",
            verb,
            stance,
            holders_at(who, "experiencer"),
            trimmed(subject, drop={"punct", "cc", "relcl"}),
            subject,
            slot="judgement",
            extra={f"eval={evaluated.lemma_.casefold()}": 1.0, f"experiencer={who[0].head.lower_}": 1.0},
        )
    )
    return True


def _unlisted(objects: list[Token]) -> Stance:
    """The stance of an evaluation in words of its own: opposition to a plan or text, blame for a deed."""
    if actor_at_first(objects) is not None:
        return Stance.ACCUSE
    tabled = any(o.pos_ == "PRON" or o.lemma_.casefold() in word_set("tabled-nouns") for o in objects)
    return Stance.OPPOSE if tabled else Stance.ACCUSE


def _is_name(objects: list[Token], evaluated: Token) -> bool:
    """Whether a complement is a name: "calling themselves the Night Shift"."""
    named = any(o.lower_.endswith(("self", "selves")) or o.lower_ in {"who", "whom"} for o in objects)
    return named or evaluated.pos_ == "PROPN"


def _may_be_blamed(verb: Token) -> bool:
    """Whether a verb tells what somebody may be blamed for: "it doesn't force them", "had never threatened him"."""
    return negated(verb) and (lexicon.tones().get(verb.lemma_.casefold()) == "bad" or harmful(verb))


def from_plain(found: Proposals, verb: Token) -> None:
    """ "KUWAIT said the text undermines the fund": what is merely said is a position where it is bad or good."""
    report = reports_by_content(found.doc).get(verb.i)
    quoted = SPEAKERS(found.doc).get(verb.i)
    if report is None and not (quoted and verb.dep_ == "ROOT" and not NARRATED(found.doc)):
        return
    if report is not None and report.kind not in {"clause", "quote", "parenthetical"}:
        return
    holding, _ = reported(verb)
    if not holding or found.doc[verb.sent.end - 1].text == "?":
        return
    harm = harms(verb)
    stance = Stance.CONCERN if harm else stance_by_tone(verb, {h.cluster.id for h in holding})
    if stance is None or not (harm or stance in {Stance.ACCUSE, Stance.DENY}):
        return  # that things are good or bad is most often no more than reported
    doc = found.doc
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    about = actor_at_first(grammatical_subjects(verb))
    denied = stance == Stance.DENY and _may_be_blamed(verb) and any(h.cluster is about for h in holding)
    cue = doc[report.cue].lemma_.casefold() if report is not None else "quote"
    numbers = found.put(
        Proposal(
            "position.denial" if denied else "position.plain",
            verb,
            stance,
            holding,
            (verb.i if denied else start, end),
            verb,
            blamed(verb) if stance == Stance.ACCUSE else about,
            slot="plain",
            extra={
                f"cue={cue}": 1.0,
                f"cue,stance={cue},{stance}": 1.0,
                f"negated,stance={negated(verb)},{stance}": 1.0,
                f"subject,stance={about.type if about else '-'},{stance}": 1.0,
                f"tag,stance={verb.tag_},{stance}": 1.0,
            },
        )
    )
    if report is not None and numbers:
        give_sides(found, doc[report.cue], stance, (start, end), verb, numbers[:1])
