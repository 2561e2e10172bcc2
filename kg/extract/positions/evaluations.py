"""Positions in evaluations ("called it irresponsible") and in plain statements that blame, deny or tell of harm."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.genre import is_bulletin
from kg.extract.frames.courtesies import lacks_courtesy
from kg.extract.frames.factuality.no_demands import is_denied
from kg.extract.frames.rules import fits
from kg.extract.frames.stance_of_clause import evaluation_of, harms, only_weighs, points_back, stance_by_tone
from kg.extract.frames.stance_of_predicate import is_called_an_obstacle
from kg.extract.grammar.arcs import has_mark, logical_objects
from kg.extract.grammar.clause import grammatical_subjects, subjects
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.positions.experiencers import apposed, experiencers
from kg.extract.positions.judgement_targets import AGAINST, is_plainly_told, judged_by
from kg.extract.positions.obligations import is_read_as_duty
from kg.extract.positions.proposing.addressees import blamed
from kg.extract.positions.proposing.antecedents import Matter
from kg.extract.positions.proposing.attribution import reports_by_content, within
from kg.extract.positions.proposing.holder import Holder, actor_at_first, holders_at, reported, subject_path
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.positions.proposing.side_positions import give_sides
from kg.extract.speech.others_words import tellers, told_by_others
from kg.extract.speech.reports import Report
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
WORDS_FOR_HARDLY = word_set("words-for-hardly")
VERBS_OF_EVALUATING = VERBS_OF_NAMING | VERBS_OF_OPINION
VERBS_OF_EQUATING = word_set("verbs-of-amounting") | VERBS_OF_LIKENESS
ARCS_WITHIN_DENIALS = {"advmod", "cc", "conj"}
UNDER_NEGATION = {Stance.SUPPORT: Stance.OPPOSE, Stance.ACCEPT: Stance.REJECT}
COMPARATIVES_OF_LESS = {"less", "lesser", "smaller"}


def from_evaluation(proposals: Proposals, verb: Token) -> None:
    """ "X called Y irresponsible", "X said Y was unacceptable": the evaluating word carries the stance."""
    if verb.lemma_ in VERBS_OF_EVALUATING:
        holders = holders_at(subjects(verb), subject_path(verb))
        spoken = logical_objects(verb)
        for child in [*verb.children, *(c for o in spoken for c in o.children if c.lower_ == "as")]:
            evaluated = _evaluating_word(verb, child)
            if evaluated is not None and holders and not evaluated.is_punct and evaluated.lower_ != "non":
                _from_naming(proposals, verb, evaluated, holders)
    if verb.lemma_ in VERBS_OF_EQUATING:
        _from_complement(proposals, verb)


def _evaluating_word(verb: Token, child: Token) -> Token | None:
    """The word by which a verb of naming or opinion evaluates its object: ``child``, or what follows "as" there."""
    if child.i < verb.i:
        return None  # "Peru hoped for a deal; Chile called on it to act": no deal is called anything
    if child.dep_ in {"oprd", "acomp", "attr", "ccomp", "xcomp"} and verb.lemma_ not in VERBS_OF_DEPICTING:
        return child
    if child.dep_ == "dobj" and verb.lemma_ in VERBS_OF_NAMING:  # "branded [the raid] [a crime]": two objects
        has_object_before = any(c.dep_ in {"dobj", "dative"} and verb.i < c.i < child.i for c in verb.children)
        return child if has_object_before else None
    if child.dep_ == "prep" and child.lower_ == "as" and child.nbor(-1).lower_ != "such":
        return next((c for c in child.children if not c.is_punct), None)
    return None


def _from_naming(proposals: Proposals, verb: Token, evaluated: Token, holders: list[Holder]) -> None:
    """ "Peru called the levy [unfair]", "does not think it [right]": how a holder judges a matter, or somebody."""
    stance = evaluation_of(evaluated)
    if stance is not None and verb.lemma_ in VERBS_OF_OPINION and is_negated(verb):
        stance = UNDER_NEGATION.get(stance)  # "does not think it right"
    objects = [c for c in verb.children if c.dep_ in {"dobj", "dative", "nsubjpass"} and c.i != evaluated.i] or [
        c for c in evaluated.children if c.dep_ == "nsubj"
    ]
    if not objects or only_weighs(evaluated):
        return
    if stance is None and any(is_called_an_obstacle(verb, each) for each in objects):
        stance = Stance.CONCERN  # "identified the levy as a barrier"
    blames_only_if_listed = verb.lemma_ in VERBS_OF_OPINION or is_bulletin(proposals.doc)  # which tell it soberly
    if stance is None and (blames_only_if_listed or _is_name(objects, evaluated)):
        return
    option = stance or _stance_of_unlisted(objects)
    words = (min([evaluated.left_edge.i, *(o.left_edge.i for o in objects)]), evaluated.right_edge.i + 1)
    matter, head = _antecedent(proposals, verb, objects) or (words, evaluated)
    proposals.put(
        Proposal(
            "position.judgement",
            verb,
            option,
            holders,
            matter,
            head,
            actor_at_first(objects),
            slot="judgement",
            extra={
                f"judge={verb.lemma_}": 1.0,
                f"judge,stance={verb.lemma_},{option}": 1.0,
                f"eval={evaluated.lemma_.casefold()}": 1.0,
                "listed": float(stance is not None),
                f"quoted,stance={evaluated.i in SPEAKERS(proposals.doc)},{option}": 1.0,
            },
        )
    )


def _antecedent(proposals: Proposals, verb: Token, objects: list[Token]) -> Matter | None:
    """The antecedent of "it" or "them", the matter of the coordinated verb before: "welcomed [the levy] and called it
    fair"."""
    last = proposals.table.matters[-1] if proposals.table.matters else None
    if last is None or verb.dep_ != "conj" or last[0] != verb.head.i:
        return None
    pronouns = all(o.lower_ in {"it", "them"} for o in objects)
    return (last[1], last[2]) if pronouns else None


def _from_complement(proposals: Proposals, verb: Token) -> None:
    """ "X said Y was unacceptable", "amounts to theft"."""
    evaluated = _predicate_complement(verb)
    if evaluated is None:
        return
    blame = next(fits("judgement-said", verb), None)
    stance = blame.rule.stance if blame is not None else evaluation_of(evaluated)
    stance_with_not = _stance_with_not(evaluated) if is_negated(verb) else None
    if stance is None and stance_with_not is None:
        return
    if has_mark(verb, {"if", "whether"}) or _is_compared(verb, evaluated):
        return
    holders, report = _judges(verb)
    has_negation = is_negated(verb) or _is_nothing(evaluated) or _is_hardly_so(evaluated)
    cue = proposals.doc[report.cue] if report is not None else None
    if cue is not None and cue.lemma_ in VERBS_OF_THINKING and is_negated(cue):
        has_negation = not has_negation  # "do not think that it is right"
    elif is_denied(verb):
        return  # "did not say that it was false"
    if has_negation:
        stance = stance_with_not or (UNDER_NEGATION.get(stance) if stance is not None else None)
    if (
        stance is None
        or _from_experiencer(proposals, verb, evaluated, stance)
        or not holders
        or points_back(verb, stance)
    ):
        return
    if is_read_as_duty(verb, stance) or _is_praise_on_terms(verb, evaluated, stance):
        return
    whole_clause = within(report, trimmed(verb, drop={"mark", "punct", "cc"})), verb
    judged = None
    if stance.sign == "against" and is_plainly_told(verb, report, stance):
        judged = judged_by(verb, _words_of_judgement(evaluated, stance), proposals.table.matters, stance)
    target = judged or whole_clause
    matter, head = target if stance in AGAINST else whole_clause
    numbers = proposals.put(
        Proposal(
            "position.judgement-said",
            verb,
            stance,
            holders,
            matter,
            head,
            actor_at_first(grammatical_subjects(verb)),
            slot="judgement",
            extra={
                f"eval={evaluated.lemma_.casefold()}": 1.0,
                "negated": float(has_negation),
                f"report={cue.lemma_ if cue is not None else 'quote'}": 1.0,
            },
            row=blame.rule.id if blame is not None else "",
        )
    )
    if cue is not None and numbers:
        give_sides(proposals, cue, stance, *target, numbers[:1])
    if numbers and matter != whole_clause[0]:
        proposals.table.matters.append((verb.i, *whole_clause))  # "the sums were wrong, but Peru disagreed"


def _judges(verb: Token) -> tuple[list[Holder], Report | None]:
    """Those who judge something, and the report in which they do; others than the speaker who tells what they say."""
    told_by = told_by_others(verb)
    return (holders_at(tellers(told_by), "reporter-clause"), None) if told_by is not None else reported(verb)


def _is_compared(verb: Token, evaluated: Token) -> bool:
    """Whether a judgement only compares places or times, or says that something is less so: "a bigger problem in Peru
    than in Chile", "a smaller problem than rents"; not "a bigger problem than rents"."""
    than = next((t for t in verb.subtree if t.lower_ == "than" and t.i > evaluated.i), None)
    comparatives = [t for t in (evaluated, *evaluated.lefts) if t.tag_ in {"JJR", "RBR"}]
    if than is None or not comparatives:
        return False
    is_less = any(t.lower_ in COMPARATIVES_OF_LESS for t in comparatives)
    return is_less or (than.i + 1 < len(than.doc) and than.nbor().pos_ == "ADP")


def _is_praise_on_terms(verb: Token, evaluated: Token, stance: Stance) -> bool:
    """Whether praise holds only for those who do as somebody wants: "is [charming] as long as you agree with him"."""
    condition = conditional(verb) or conditional(evaluated)
    if condition is None or stance != Stance.SUPPORT:
        return False
    subjects = [t for t in condition.subtree if t.dep_ in NOUN_SUBJECTS]
    return any(t.lower_ == "you" or (t.lower_ == "one" and not any(t.children)) for t in subjects)


def _words_of_judgement(evaluated: Token, stance: Stance) -> set[str]:
    """The words of a judgement, which are no part of what is judged; with those that only tell how untrue something is:
    "completely false and malicious"."""
    if stance != Stance.DENY:
        return {"too", evaluated.lower_}
    more = [c for c in evaluated.subtree if c.dep_ in ARCS_WITHIN_DENIALS and c.head.pos_ in {"ADJ", "NOUN"}]
    return {evaluated.lower_, *(c.lower_ for c in more)}


def _is_nothing(evaluated: Token) -> bool:
    """ "There was [nothing] wrong with it"; not "it was nothing but theft", "nothing more valuable"."""
    words_after = (c for c in evaluated.children if c.i == evaluated.i + 1)
    return evaluated.lower_ == "nothing" and any(evaluation_of(word) is not None for word in words_after)


def _is_hardly_so(evaluated: Token) -> bool:
    """ "It is barely [enough]"."""
    return any(c.lower_ in WORDS_FOR_HARDLY for c in evaluated.lefts)


def _predicate_complement(verb: Token) -> Token | None:
    """The head of what a verb says of its subject: "is [unfair]", "amounts to [theft]"."""
    if verb.lemma_ in VERBS_OF_LIKENESS:
        return next((p for c in verb.children if c.lower_ in {"of", "on", "to"} for p in c.children), None)
    complements = (c for c in verb.children if c.dep_ in {"acomp", "attr", "dobj"} and c.lower_ not in {"-", "non"})
    return next(complements, None) or apposed(verb)


def _stance_with_not(evaluated: Token) -> Stance | None:
    """The stance that the lexicon gives a complement with "not": "not true", "not the time", "not an option"."""
    words = [t.lower_ for t in evaluated.doc[evaluated.left_edge.i : evaluated.i + 1]]
    ends = [" ".join(words[i:]) for i in range(len(words))]
    return next((s for e in ends if (s := lexicon.evaluations().get(f"not {e}")) is not None), None)


def _from_experiencer(proposals: Proposals, verb: Token, evaluated: Token, stance: Stance) -> bool:
    """Propose an evaluation for the experiencer that it names, "is unacceptable to Peru", "For Peru, it is a red line";
    False where it names none."""
    experiencer_heads = experiencers(verb, evaluated, stance)
    subject = next(iter(grammatical_subjects(verb)), None)
    if not experiencer_heads or subject is None:
        return False
    proposals.put(
        Proposal(
            "position.experiencer",
            verb,
            stance,
            holders_at(experiencer_heads, "experiencer"),
            trimmed(subject, drop={"punct", "cc", "relcl"}),
            subject,
            slot="judgement",
            extra={f"eval={evaluated.lemma_.casefold()}": 1.0, f"experiencer={experiencer_heads[0].head.lower_}": 1.0},
        )
    )
    return True


def _stance_of_unlisted(objects: list[Token]) -> Stance:
    """The stance of an evaluation in words that no list has: opposition to a plan or text, blame for an actor or
    deed."""
    if actor_at_first(objects) is not None:
        return Stance.ACCUSE
    tabled = any(o.pos_ == "PRON" or o.lemma_.casefold() in word_set("tabled-nouns") for o in objects)
    return Stance.OPPOSE if tabled else Stance.ACCUSE


def _is_name(objects: list[Token], evaluated: Token) -> bool:
    """Whether a complement is a name: "calling themselves the Night Shift"."""
    names_itself = any(o.lower_.endswith(("self", "selves")) or o.lower_ in {"who", "whom"} for o in objects)
    return names_itself or evaluated.pos_ == "PROPN"


def from_plain(proposals: Proposals, verb: Token) -> None:
    """ "KUWAIT said the text undermines the fund": a plain statement that tells of harm, blames or denies."""
    report = reports_by_content(proposals.doc).get(verb.i)
    quoted = SPEAKERS(proposals.doc).get(verb.i)
    if report is None and not (quoted and verb.dep_ == "ROOT" and not NARRATED(proposals.doc)):
        return
    if report is not None and report.kind not in {"clause", "quote", "parenthetical"}:
        return
    holders, _ = _judges(verb)
    if not holders or proposals.doc[verb.sent.end - 1].text == "?":
        return
    harm = harms(verb)
    stance = Stance.CONCERN if harm else stance_by_tone(verb, {h.cluster.id for h in holders})
    if stance is None or not (harm or stance in {Stance.ACCUSE, Stance.DENY}):
        return  # that things are good or bad is most often only reported
    doc = proposals.doc
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    subject_actor = actor_at_first(grammatical_subjects(verb))
    if lacks_courtesy(verb) and any(h.cluster is subject_actor for h in holders):
        return
    harmless = is_negated(verb) and lexicon.tones().get(verb.lemma_.casefold()) == "bad"  # "had never threatened him"
    denies_deed = stance == Stance.DENY and harmless and any(h.cluster is subject_actor for h in holders)
    cue = doc[report.cue].lemma_.casefold() if report is not None else "quote"
    numbers = proposals.put(
        Proposal(
            "position.denial" if denies_deed else "position.plain",
            verb,
            stance,
            holders,
            (verb.i if denies_deed else start, end),
            verb,
            blamed(verb) if stance == Stance.ACCUSE else subject_actor,
            slot="plain",
            extra={
                f"cue={cue}": 1.0,
                f"cue,stance={cue},{stance}": 1.0,
                f"negated,stance={is_negated(verb)},{stance}": 1.0,
                f"subject,stance={subject_actor.type if subject_actor else '-'},{stance}": 1.0,
                f"tag,stance={verb.tag_},{stance}": 1.0,
            },
        )
    )
    if report is not None and numbers:
        give_sides(proposals, doc[report.cue], stance, (start, end), verb, numbers[:1])
