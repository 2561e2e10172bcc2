"""Positions that auxiliaries express: what somebody says should be done, and what somebody says it will do."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster
from kg.extract.frames.courtesies import only_speaks
from kg.extract.frames.factuality.counterfactual import is_left_undone, is_refusal_not_made, refuses
from kg.extract.frames.factuality.factuality import is_nonfactual
from kg.extract.frames.factuality.no_demands import is_thought_untrue, is_unwanted
from kg.extract.frames.harm import is_harmful
from kg.extract.frames.rules import Fit, fits
from kg.extract.frames.stance_of_clause import is_own_task, says_what_must_be_done
from kg.extract.grammar.arcs import first_conjunct, has_mark
from kg.extract.grammar.clause import (
    grammatical_subjects,
    is_passive,
    shares_not_or_object,
    subjects,
)
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.quotations import quotations
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.positions.proposing.addressees import asked_in, is_enabled
from kg.extract.positions.proposing.attribution import inside_quotation, is_only_foreseen, told_between, within
from kg.extract.positions.proposing.holder import Holder, actor_at_first, holders_at, reported
from kg.extract.positions.proposing.proposal import Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.positions.proposing.side_positions import give_sides
from kg.extract.speech.others_words import tellers, told_by_others
from kg.extract.speech.reports import Report
from kg.extract.text.layout import opens_block
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_deontic", "from_future", "from_preference"]

IDLE_VERBS = word_set("idle-verbs")
VERBS_OF_BELIEF = word_set("verbs-of-thinking") | word_set("verbs-of-mere-belief")
WORDS_OF_PREFERENCE = word_set("words-of-preference")
WORDS_BEFORE_PLANNED_VERBS = word_set("future-auxiliaries") | word_set("words-before-plans")


def from_deontic(proposals: Proposals, verb: Token) -> None:
    """ "X said Y should ...", "must", "needs to", "has to", "ought to": X demands it. "X does not think that Y should":
    X opposes it."""
    fit = next(fits("deontic", verb), None)
    is_opposed = is_thought_untrue(verb)
    if fit is None or not says_what_must_be_done(verb) or (is_unwanted(verb) and not is_opposed):
        return
    stance = Stance.OPPOSE if is_opposed else fit.rule.stance
    is_permission = is_enabled(verb)
    doers = subjects(verb) if is_passive(verb) else grammatical_subjects(verb)
    doer = None if is_permission else actor_at_first(doers)  # "they must be able to pray" asks others to let them
    addressee = None if is_permission else asked_in(verb)
    holders, report = _demanders(verb, fit, doer)
    if not holders:
        return
    start, end = inside_quotation(verb, within(report, trimmed(verb, drop={"mark", "punct", "cc"})))
    subject = grammatical_subjects(verb)
    is_first_person = bool(subject) and subject[0].lower_ in word_set("first-person")
    word = fit.words["aux"].lower_ if "aux" in fit.words else f"{verb.lemma_}-to"
    coordinated = ((other, *trimmed(other, drop={"mark", "punct", "cc"})) for other in _coordinated(verb))
    numbers: list[int] = []
    for head, matter_start, matter_end in [(verb, start, end), *coordinated]:
        numbers += proposals.put(
            Proposal(
                "position.deontic",
                head,
                stance,
                holders,
                (matter_start, matter_end),
                head,
                addressee,
                slot="deontic",
                extra={
                    f"deontic={word}": 1.0,
                    "own": float(is_first_person),
                    f"report={proposals.doc[report.cue].lemma_ if report else 'quote'}": 1.0,
                },
                row=fit.rule.id,
            )
        )
    if report is not None and numbers:
        give_sides(proposals, proposals.doc[report.cue], stance, (start, end), verb, numbers)


def _demanders(verb: Token, fit: Fit, doer: Cluster | None) -> tuple[list[Holder], Report | None]:
    """Those who say that something must be done, and the report in which they do; nobody in an indirect question, where
    they tell of their own task, or where a speaker tells what others say who are no actors."""
    told_by = told_by_others(verb)
    if told_by is not None:
        return holders_at(tellers(told_by), "reporter-clause"), None
    holders, report = reported(verb)
    if not holders and report is None:
        holders = _reporters_before(verb)
    if report is not None and has_mark(verb, {"if", "whether"}):
        return [], report  # who asks whether something must be done demands nothing
    if report is None and is_thought_untrue(verb) and not _thinks_in_first_person(verb):
        return [], report  # "'Peru does not think that it should,' Ruiz said" tells what Peru wants
    subject = grammatical_subjects(verb)
    if "aux" not in fit.words and any(s.lower_ == "i" for s in subject):
        return [], report  # "I have to think": nobody else is asked
    is_first_person = any(s.lower_ in word_set("first-person") for s in subject)
    is_own_need = "aux" not in fit.words and not is_first_person and is_own_task(verb)
    # Nobody demands anything in "said it would have to close", "said it needed to think".
    return [h for h in holders if not (is_own_need and h.cluster is doer)], report


def _thinks_in_first_person(clause: Token) -> bool:
    """Whether the verb of thinking above a clause has the speaker as its subject."""
    thinkers = grammatical_subjects(first_conjunct(clause).head)
    return any(t.lower_ in word_set("first-person") for t in thinkers)


def _coordinated(verb: Token) -> list[Token]:
    """Verbs coordinated under the same auxiliary, "should pay and [leave]", but for those that share a "not" or an
    object with ``verb`` and so tell the same matter."""
    joined = [
        other
        for other in verb.children
        if other.dep_ == "conj"
        and other.pos_ in {"VERB", "AUX"}
        and other.tag_ not in {"VBD", "VBZ"}
        and not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in other.children)
        and not shares_not_or_object(other)
    ]
    return [each for other in joined for each in (other, *_coordinated(other))]


def _reporters_before(verb: Token) -> list[Holder]:
    """The sources of the report in the sentence before, whose words go on: "She said the fund was late. Partners should
    pay."; not after a quotation, which ends with its marks."""
    doc, sentence_start = verb.doc, verb.sent.start
    if sentence_start == 0:
        return []
    sentence_before = doc[sentence_start - 1].sent
    if opens_block(doc[sentence_start]):
        return []
    for report in reversed(told_between(doc, sentence_before.start, sentence_before.end)):
        if (
            doc[report.cue].head.i == report.cue
            and report.kind in {"clause", "object", "infinitive"}
            and not any(start < report.end and report.start < end for start, end in quotations(doc))
        ):
            return holders_at([doc[i] for i in report.sources], "carried")
    return []


def from_preference(proposals: Proposals, verb: Token) -> None:
    """ "X would rather wait", "X would rather pay than leave": what a holder would like best, or least."""
    fit = next(fits("preference", verb), None) if verb.i not in proposals.tokens_read else None
    holders = holders_at(grammatical_subjects(verb), "preference") if fit is not None else []
    if fit is None or not holders or is_refusal_not_made(verb):
        return
    head, stance = verb, fit.rule.stance
    start, end = trimmed(verb, drop={"mark", "punct", "cc"} | SUBJECTS, skip_to=True)
    while start < verb.i and proposals.doc[start].lower_ in WORDS_OF_PREFERENCE:
        start += 1
    than = next((t.i for t in proposals.doc[verb.i : end - 1] if t.lower_ == "than"), None)
    if than is not None:  # "would rather pay than [leave]"
        start = than + 1
        head = proposals.doc[start:end].root
        stance = Stance.REJECT if head.pos_ == "VERB" else Stance.OPPOSE
    proposals.put(
        Proposal(
            "position.preference",
            verb,
            stance,
            holders,
            (start, end),
            head,
            slot="preference",
            extra={"preference=rather": 1.0, f"verb={verb.lemma_}": 1.0},
            row=fit.rule.id,
        )
    )
    proposals.tokens_read.add(verb.i)


def _is_threat(verb: Token) -> bool:
    """Whether a plan is a threat: it does harm, or somebody can avert it, "otherwise", "failing that", "if not"."""
    verbs = [verb, *(c for c in verb.children if c.dep_ == "parataxis")]
    if verb.dep_ == "xcomp":
        verbs.append(verb.head)
    for c in (c for word in verbs for c in word.children):
        marks = {m.lower_ for m in c.children if m.dep_ in {"mark", "advmod"}}
        if c.lower_ in {"otherwise", "failing"} or "unless" in marks or (c.lower_ == "not" and "if" in marks):
            return True
    return any(c.dep_ in {"xcomp", "ccomp"} and is_harmful(c) for c in verb.children)


def from_future(proposals: Proposals, verb: Token) -> None:
    """ "X said it would ...", "we will not ...": what a holder says it will do, or will not."""
    fit = next(fits("future", verb), None)
    if fit is None or verb.i in proposals.tokens_read or is_nonfactual(verb) or is_left_undone(verb):
        return
    if verb.lemma_ == "be" and any(c.dep_ == "acomp" for c in verb.children):
        return  # "would be willing to", "would be too early": the adjective carries the stance
    holders = holders_at(grammatical_subjects(verb), "future-subject") if not is_passive(verb) else []
    if not holders:
        return
    reporters, report = reported(verb)
    says_of_itself = bool({h.cluster.id for h in holders} & {h.cluster.id for h in reporters})
    cue = proposals.doc[report.cue] if report is not None else None
    is_refusal = fit.rule.stance == Stance.REJECT
    if is_refusal and (refuses(verb) or verb.lemma_ in IDLE_VERBS or (fit.rule.id == "cannot" and not says_of_itself)):
        return  # "would not rule out a strike" and "would not say whether" reject nothing
    is_forecast = cue is not None and cue.lemma_ in VERBS_OF_BELIEF and not says_of_itself
    is_forecast = is_forecast or (not reporters and _is_forecast(fit, verb))
    if not is_refusal and (is_forecast or only_speaks(verb)):
        return
    holders = [h for h in holders if is_refusal or not is_only_foreseen(verb, h.cluster, fit.rule.stance)]
    warned = not is_refusal and ((cue is not None and cue.lemma_ == "warn") or _is_threat(verb))
    proposals.put(
        Proposal(
            "position.future",
            verb,
            Stance.THREATEN if warned else fit.rule.stance,
            holders,
            _planned_tokens(verb, fit),
            verb,
            slot="future",
            extra={
                f"future={_future_word(fit)}": 1.0,
                "negated": float(is_refusal),
                "own": float(says_of_itself),
                "reported": float(bool(reporters)),
                f"report={cue.lemma_ if cue is not None else ('quote' if reporters else '-')}": 1.0,
                f"verb={verb.lemma_}": 1.0,
            },
            row=fit.rule.id,
        )
    )


def _future_word(fit: Fit) -> str:
    """The word that expresses the future."""
    if "governor" in fit.words:
        return fit.words["governor"].lemma_
    return "unable" if fit.rule.id == "cannot" else fit.words["aux"].lower_


def _is_forecast(fit: Fit, verb: Token) -> bool:
    """Whether "would" is only the text's own forecast."""
    return fit.words["aux"].lower_ in {"would", "'d"} and conditional(verb) is None


def _planned_tokens(verb: Token, fit: Fit) -> tuple[int, int]:
    """The tokens of what is to be done, from the verb on: "Under the deal, Iran will [ship it abroad]"."""
    doc = verb.doc
    start, end = trimmed(verb, drop={"mark", "punct", "cc"} | SUBJECTS, skip_to=True)
    if "governor" not in fit.words and fit.rule.id != "cannot":
        start = max(start, fit.words["aux"].i)
    while start < verb.i and doc[start].lower_ in WORDS_BEFORE_PLANNED_VERBS:
        start += 1
    return start, end
