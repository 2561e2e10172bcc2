"""Positions in auxiliaries: what somebody says should be done, and what somebody says it will do."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.frames.factuality import veiled
from kg.extract.frames.stance_of_clause import harmful, must
from kg.extract.grammar.clause import conditional, grammatical_subjects, negated, passive, supposed
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import SUBJECTS, is_infinitive
from kg.extract.positions.proposing.proposals import Holder, Proposals, reported, within
from kg.extract.positions.proposing.side_positions import give_sides
from kg.extract.text.layout import BLOCKS
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["from_deontic", "from_future", "from_preference"]

SAYING_NO_TO_NOTHING = word_set("verbs-of-refusing") | word_set("idle-verbs")


def from_deontic(found: Proposals, verb: Token) -> None:
    """ "X said Y should ...", "must", "needs to", "has to", "ought to": X demands it."""
    marks = [c for c in verb.children if c.dep_ == "aux" and c.lower_ in word_set("deontic-auxiliaries") | {"ought"}]
    need = (verb.lemma_ in {"need", "have"} or verb.lower_ == "ought") and any(
        c.dep_ == "xcomp" and is_infinitive(c) for c in verb.children
    )
    if (not marks and not need) or not must(verb) or supposed(verb):
        return
    holding, report = reported(found, verb)
    if not holding and report is None:
        holding = _carried(found, verb)
    if report is not None and any(c.dep_ == "mark" and c.lower_ in {"if", "whether"} for c in verb.children):
        return  # who asks whether something must be done demands nothing
    subject = grammatical_subjects(verb)
    addressee = next((c for s in subject if (c := cluster_at(s)) is not None), None)
    forced = not marks and verb.lemma_ == "have" and not any(s.lower_ in word_set("first-person") for s in subject)
    holding = [h for h in holding if not (forced and h.cluster is addressee)]  # "said it would have to close"
    if not holding:
        return
    start, end = found.inside_quotation(verb, within(report, trimmed(verb, drop={"mark", "punct", "cc"})))
    word = marks[0].lower_ if marks else f"{verb.lemma_}-to"
    own = subject and subject[0].lower_ in word_set("first-person")
    rows = [(verb, start, end)]
    for other in verb.children:
        if (
            other.dep_ == "conj"
            and other.pos_ in {"VERB", "AUX"}
            and not any(c.dep_ in SUBJECTS for c in other.children)
            and not any(c.dep_ == "aux" for c in other.children)
        ):
            a, b = trimmed(other, drop={"mark", "punct", "cc"})
            rows.append((other, a, b))
    numbers: list[int] = []
    for head, a, b in rows:
        numbers += found.put(
            "position.deontic",
            head,
            Stance.DEMAND,
            holding,
            (a, b),
            head,
            addressee,
            slot_name="deontic",
            extra={
                f"deontic={word}": 1.0,
                "own": float(bool(own)),
                f"report={found.doc[report.cue].lemma_ if report else 'quote'}": 1.0,
            },
        )
    if report is not None:
        give_sides(found, found.doc[report.cue], Stance.DEMAND, (start, end), verb, numbers)


def _carried(found: Proposals, verb: Token) -> list[Holder]:
    """Whose words go on: "She said the fund was late. Partners should pay." """
    start = verb.sent.start
    if start == 0:
        return []
    before = found.doc[start - 1].sent
    if any(b.start == found.doc[start].idx for b in BLOCKS(found.doc)):
        return []
    for report in reversed(found.reports):
        if (
            before.start <= report.cue < before.end
            and found.doc[report.cue].head.i == report.cue
            and report.kind in {"clause", "object", "infinitive"}
        ):
            return found.holders([found.doc[i] for i in report.sources], "carried")
    return []


def from_preference(found: Proposals, verb: Token) -> None:
    """ "X would rather wait", "X would have the deal torn up": what a holder would like best."""
    would = any(c.dep_ == "aux" and c.lower_ in {"would", "'d"} for c in verb.children)
    if not would or verb.i in found.done:
        return
    rather = next((c for c in verb.children if c.lower_ in {"rather", "sooner"} and c.dep_ == "advmod"), None)
    caused = _caused(verb) if verb.lemma_ == "have" else None
    if (rather is None or rather.i > verb.i) and caused is None:
        return
    holding = found.holders(grammatical_subjects(verb), "preference")
    if not holding:
        return
    head = caused or verb
    start, end = trimmed(head, drop={"mark", "punct", "cc"} | SUBJECTS, skip_to=caused is None)
    while start < verb.i and found.doc[start].lower_ in {"would", "'d", "rather", "sooner", "not"}:
        start += 1
    stance = Stance.DEMAND if caused is not None else Stance.OPPOSE if negated(verb) else Stance.SUPPORT
    than = next((t.i for t in found.doc[head.i : end] if t.lower_ == "than"), None)
    rows = [(stance, (start, than or end), head)]
    if rather is not None and than is not None and than + 1 < end:
        worse = found.doc[than + 1 : end].root
        rows = [(Stance.REJECT if worse.pos_ == "VERB" else Stance.OPPOSE, (than + 1, end), worse)]
    for stance, matter, of in rows:
        found.put(
            "position.preference",
            verb,
            stance,
            holding,
            matter,
            of,
            slot_name="preference",
            extra={f"preference={'rather' if caused is None else 'have'}": 1.0, f"verb={verb.lemma_}": 1.0},
        )
    found.done.add(verb.i)


def _otherwise(verb: Token) -> bool:
    """Whether something is to be done unless somebody gives in: "otherwise", "failing that", "if not"."""
    around = [verb, *(c for c in verb.children if c.dep_ == "parataxis")]
    if verb.dep_ == "xcomp":
        around.append(verb.head)
    for c in (c for word in around for c in word.children):
        marks = {m.lower_ for m in c.children if m.dep_ in {"mark", "advmod"}}
        if c.lower_ in {"otherwise", "failing"} or "unless" in marks or (c.lower_ == "not" and "if" in marks):
            return True
    return any(c.dep_ in {"xcomp", "ccomp"} and harmful(c) for c in verb.children)


def _caused(verb: Token) -> Token | None:
    """The participle of what somebody would have done: "would have the wall [torn] down"."""
    for c in verb.children:
        if c.i > verb.i and c.tag_ == "VBN" and c.dep_ in {"ccomp", "xcomp"}:
            return c if any(g.dep_ in SUBJECTS for g in c.children) else None
        if c.i > verb.i and c.dep_ == "dobj" and any(g.dep_ == "acl" and g.tag_ == "VBN" for g in c.children):
            return c
    return None


def from_future(found: Proposals, verb: Token) -> None:
    """ "X said it would ...", "we will not ...": what a holder says it will do, or will not."""
    future = [c for c in verb.children if c.dep_ == "aux" and c.lower_ in word_set("future-auxiliaries")]
    unable = [c for c in verb.children if c.dep_ == "aux" and c.lower_ in {"can", "ca", "could"} and negated(verb)]
    going = (
        verb.dep_ == "xcomp"
        and is_infinitive(verb)
        and verb.head.lemma_ in {"go", "be"}
        and not any(c.dep_ in {"attr", "acomp", "expl"} for c in verb.head.children)
    )
    if not future and not going and not unable:
        return
    if verb.i in found.done or veiled(verb) or (verb.lemma_ == "be" and any(c.dep_ == "acomp" for c in verb.children)):
        return  # "would be willing to", "would be too early": the adjective carries the stance
    heads = grammatical_subjects(verb)
    holding = found.holders(heads, "future-subject") if not passive(verb) else []
    if not holding:
        return
    reporters, report = reported(found, verb)
    if unable and not {h.cluster.id for h in holding} & {h.cluster.id for h in reporters}:
        return
    no = negated(verb) or (going and any(c.dep_ == "neg" for c in verb.head.children))
    if no and verb.lemma_ in SAYING_NO_TO_NOTHING:
        return  # "would not rule out a strike" says no to nothing, nor does "would not say whether"
    would = bool(future) and future[0].lower_ in {"would", "'d"} and conditional(verb) is None
    if would and not no and not reporters and not any(h.path.endswith("first-person") for h in holding):
        return  # the text's own forecast
    warned = report is not None and found.doc[report.cue].lemma_ == "warn"
    threat = warned or harmful(verb) or _otherwise(verb)
    stance = Stance.REJECT if no else Stance.THREATEN if threat else Stance.COMMIT
    start, end = trimmed(verb, drop={"mark", "punct", "cc"} | SUBJECTS, skip_to=True)
    if future and future[0].i < verb.i:
        start = max(start, future[0].i)  # "Under the deal, Iran will [ship it abroad]"
    while start < verb.i and found.doc[start].lower_ in word_set("future-auxiliaries") | {
        "not", "n't", "can", "ca", "could", "cannot", "only",
    }:  # fmt: skip
        start += 1
    own = bool({h.cluster.id for h in holding} & {h.cluster.id for h in reporters})
    found.put(
        "position.future",
        verb,
        stance,
        holding,
        (start, end),
        verb,
        None,
        slot_name="future",
        extra={
            f"future={future[0].lower_ if future else 'unable' if unable else verb.head.lemma_}": 1.0,
            "negated": float(no),
            "own": float(own),
            "reported": float(bool(reporters)),
            f"report={found.doc[report.cue].lemma_ if report else ('quote' if reporters else '-')}": 1.0,
            f"verb={verb.lemma_}": 1.0,
        },
    )
