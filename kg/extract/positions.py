"""Who stands where on what: candidates from predicates, deontics, plans, judgements, and the bulletins' side remarks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract import lexicon
from kg.extract.actors import Cluster, cluster_at
from kg.extract.candidate import Candidate, clause_bounds, propose
from kg.extract.clause import (
    SUBJECTS,
    Slot,
    conditional,
    conjuncts,
    grammatical_subjects,
    is_infinitive,
    negated,
    passive,
    slot,
    subjects,
    trimmed,
)
from kg.extract.features import describe, describe_stance
from kg.extract.holders import actors_of, before_verb, listed
from kg.extract.lexicon import Predicate
from kg.extract.narrator import headless
from kg.extract.predicates import match, matches
from kg.extract.speech import Report, reports, speakers_of
from kg.model import ActorType, PositionModality, Stance

__all__: list[str] = []

FIRST_PERSON = {"i", "we", "us", "me", "our", "my", "ourselves"}
DEONTIC = {"must", "should", "shall"}
FUTURE = {"will", "would", "'ll", "wo", "'d"}
POSSIBLE = {"could", "may", "might", "can"}
LIGHT = {"have", "make", "express", "voice", "issue", "put", "present", "repeat", "reiterate", "renew", "table", "give", "raise", "submit", "offer", "find", "drop",
         "maintain", "show", "announce", "deliver", "receive", "withdraw", "lodge", "reaffirm", "restate", "convey", "share", "state", "signal", "send", "bring"}  # fmt: skip
HARM = {"veto", "retaliate", "impose", "block", "blockade", "strike", "sanction", "suspend", "withdraw", "cancel", "punish", "halt", "cut", "attack", "expel",
        "ban", "close", "boycott", "sue", "walk", "quit", "leave", "stop", "respond", "escalate", "hit"}  # fmt: skip
SIDE_STANCE = {
    "supported": Stance.SUPPORT, "backed": Stance.SUPPORT, "seconded": Stance.SUPPORT, "endorsed": Stance.SUPPORT, "echoed": Stance.SUPPORT,
    "joined": Stance.SUPPORT, "opposed": Stance.OPPOSE, "contested": Stance.OPPOSE, "disputed": Stance.OPPOSE, "rejected": Stance.REJECT,
    "resisted": Stance.OPPOSE, "questioned": Stance.CONCERN,
}  # fmt: skip
INTRANSITIVE = {"object", "disagree", "agree", "concur", "refuse", "decline", "balk", "baulk", "protest", "oppose", "support", "accept", "dissent", "demur"}
JUDGING = {Stance.OPPOSE, Stance.ACCUSE, Stance.SUPPORT, Stance.DENY}
PLAIN = {Stance.SUPPORT, Stance.CONCERN, Stance.ACCUSE, Stance.OPPOSE, Stance.DENY, Stance.DEMAND, Stance.REJECT}
MAX_MATTER = 40
"""Tokens that a matter may have: a paragraph names no matter."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds: the token that names it, its actor, and how the two were tied together."""

    token: Token
    cluster: Cluster
    path: str


class _Positions:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.reports = reports(doc)
        self.by_content: dict[int, Report] = {}
        for report in self.reports:
            if report.content is not None:
                self.by_content.setdefault(report.content, report)
        self.speakers = speakers_of(doc)
        self.count = 0
        self.on_table: list[tuple[int, tuple[int, int], Token]] = []
        self.done: set[int] = set()
        self.described: dict[tuple[object, ...], dict[str, float]] = {}
        self.listing: tuple[list[Holder], Stance] | None = None

    def holders(self, tokens: Iterable[Token], path: str) -> list[Holder]:
        """The actors at the tokens; "we" and "I" are those who speak."""
        found: dict[str, Holder] = {}
        for token in tokens:
            cluster = cluster_at(token)
            how = path
            if cluster is None and token.lower_ in FIRST_PERSON:
                for speaker in self.speaker_tokens(token):
                    who = cluster_at(speaker)
                    if who is not None:
                        found.setdefault(who.id, Holder(speaker, who, f"{path}-first-person"))
                continue
            if cluster is None and token.lower_ in {"who", "which", "that"} and token.head.dep_ == "relcl":
                token = token.head.head
            for one, actor, list_path in actors_of([token]):
                found.setdefault(actor.id, Holder(one, actor, f"{how}-{list_path}" if list_path else how))
        return list(found.values())

    def speaker_tokens(self, token: Token) -> list[Token]:
        """Who speaks the words at ``token``: the quotation's speaker, else the nearest report's source."""
        who = self.speakers.get(token.i, ())
        if who:
            return [self.doc[i] for i in who]
        report = self.report_over(token)
        return [self.doc[i] for i in report.sources] if report is not None else []

    def report_over(self, token: Token) -> Report | None:
        """The innermost report in whose content ``token`` stands."""
        above = token
        for _ in range(12):
            report = self.by_content.get(above.i)
            if report is not None and report.cue != token.i and (report.start <= token.i < report.end or report.kind in {"clause", "quote"}):
                return report
            if above.dep_ == "ROOT":
                break
            above = above.head
        best = None
        for report in self.reports:
            if report.start <= token.i < report.end and report.cue != token.i and (best is None or report.end - report.start < best.end - best.start):
                best = report
        return best

    def sources(self, token: Token, holder: Cluster) -> tuple[Cluster, ...]:
        """The chain of those who say so, the nearest first, the holder left out."""
        chain: list[Cluster] = []
        report = self.report_over(token)
        depth = 0
        while report is not None and depth < 4:
            for i in report.sources:
                cluster = cluster_at(self.doc[i])
                if cluster is not None and cluster is not holder and cluster not in chain:
                    chain.append(cluster)
            report = self.report_over(self.doc[report.cue])
            depth += 1
        for i in self.speakers.get(token.i, ()):
            cluster = cluster_at(self.doc[i])
            if cluster is not None and cluster is not holder and cluster not in chain:
                chain.insert(0, cluster)
        return tuple(chain)

    def put(
        self, rule: str, predicate: Token, stance: Stance, holders: list[Holder], matter: tuple[int, int] | None, matter_head: Token | None,
        addressee: Cluster | None = None, *, slot_name: str = "", reply_to: int | None = None, extra: dict[str, float] | None = None,
    ) -> list[int]:  # fmt: skip
        """Propose one position a holder; returns their numbers."""
        if matter is None or matter[1] <= matter[0] or matter[1] - matter[0] > MAX_MATTER:
            return []
        back = self._antecedent(predicate, matter, matter_head)
        extra = {**(extra or {}), "matter-resolved": float(back is not None)}
        if back is not None:
            matter, matter_head = back
        else:
            self.on_table.append((predicate.i, matter, matter_head or predicate))
        numbers = []
        condition = conditional(predicate)
        clause = condition
        if matter_head is not None and condition is None and matter_head.i != predicate.i:
            clause = conditional(matter_head)
        modality = self._modality(predicate, matter_head, stance, clause)
        for holder in holders:
            if addressee is holder.cluster:
                addressee = None
            chain = self.sources(predicate, holder.cluster)
            condition_span = None
            if clause is not None and modality == PositionModality.CONDITIONAL:
                inside = [t.i for t in clause.subtree]
                condition_span = (min(inside), max(inside) + 1)
            values: dict[str, object] = {
                "stance": stance, "matter": matter, "modality": modality, "condition": condition_span, "number": self.count, "reply_to": reply_to,
                "sources": chain, "predicate": predicate.i, "matter_head": matter_head.i if matter_head is not None else None,
            }  # fmt: skip
            key = (rule, predicate.i, holder.cluster.id, matter, slot_name, addressee.id if addressee is not None else None)
            if key not in self.described:
                self.described[key] = describe(
                    self.doc, rule, predicate, holder.token, holder.cluster, holder.path, matter, matter_head, slot_name, addressee, bool(chain)
                )  # fmt: skip
            features = {**self.described[key], **describe_stance(predicate, stance, modality), **extra}
            propose(
                self.doc,
                Candidate(
                    "positions", rule, {"holder": holder.cluster, "addressee": addressee}, values,
                    clause_bounds(min(predicate.i, matter[0]), max(predicate.i + 1, matter[1]), self.doc), features,
                ),
            )  # fmt: skip
            numbers.append(self.count)
            self.count += 1
        if clause is not None and rule != "position.condition" and clause.pos_ in {"VERB", "AUX"}:
            self._demanded(clause, holders)
        return numbers

    def _demanded(self, clause: Token, holders: list[Holder]) -> None:
        """What a holder makes its own conduct depend on it demands of the other: "will not pay until Athens reforms"."""
        subject = grammatical_subjects(clause)
        addressee = next((c for s in subject if (c := cluster_at(s)) is not None), None)
        start, end = trimmed(clause, drop={"mark", "punct", "cc", "advmod"})
        while start < clause.i and self.doc[start].lower_ in {"if", "unless", "until", "provided", "so", "as", "long", "that", "should"}:
            start += 1
        mark = next((c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"}), "-")
        others = [h for h in holders if addressee is not h.cluster]
        self.put(
            "position.condition", clause, Stance.DEMAND, others, (start, end), clause, addressee, slot_name="condition",
            extra={f"mark={mark}": 1.0, "addressed": float(addressee is not None)},
        )  # fmt: skip

    def _antecedent(self, predicate: Token, matter: tuple[int, int], head: Token | None) -> tuple[tuple[int, int], Token] | None:
        """What "it", "this", "that" and "them" stand for: the matter that was last on the table."""
        if head is None or head.lower_ not in {"it", "this", "that", "these", "them", "so", "which"} or matter[1] - matter[0] > 1:
            return None
        for at, words, first in reversed(self.on_table[-4:]):
            if at != predicate.i and words[1] <= matter[0] and predicate.i - at < 80:
                return words, first
        return None

    def _modality(self, predicate: Token, matter: Token | None, stance: Stance, condition: Token | None) -> PositionModality:
        if condition is not None and stance not in {Stance.DEMAND, Stance.PROPOSE, Stance.CONCERN, Stance.ACCUSE, Stance.DENY}:
            return PositionModality.CONDITIONAL
        chain = [predicate]
        if predicate.dep_ in {"xcomp", "acomp"}:
            chain.append(predicate.head)
        for word in chain:
            if any(c.dep_ == "aux" and c.lower_ in POSSIBLE for c in word.children):
                return PositionModality.POSSIBLE
            above = word.head
            if word.dep_ == "xcomp" and above.lemma_ in {"believe", "say", "think", "report", "seem", "appear", "understand"}:
                if passive(above) and not subjects(above):
                    return PositionModality.REPORTED_BELIEF
                if above.lemma_ in {"seem", "appear"}:
                    return PositionModality.REPORTED_BELIEF
        return PositionModality.ASSERTED


def _addressee(predicate: Predicate, token: Token, last: Token, found: Slot | None) -> Cluster | None:
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


@Language.component("kg_positions")
def positions(doc: Doc) -> Doc:
    """Propose positions."""
    found = _Positions(doc)
    sides = _side_remarks(doc)
    for token in doc:
        for predicate, last in matches(token):
            if _predicate(found, token, predicate, last, sides):
                break
        if token.pos_ in {"VERB", "AUX"}:
            before = found.count
            _listing(found, token)
            _deontic(found, token, sides)
            _future(found, token)
            _judgement(found, token)
            if found.count == before:
                _plain(found, token, sides)
    return doc


def _predicate(found: _Positions, token: Token, predicate: Predicate, last: Token, sides: dict[int, list[tuple[str, list[Token]]]]) -> bool:
    """Propose what one predicate says; False where its frame is not filled, so that a shorter one may try."""
    doc = token.doc
    if predicate.pos == "noun":
        holders, path = _noun_holders(found, token)
        holding = found.holders(holders, path)
    elif predicate.pos == "adjective":
        verb = token.head if token.dep_ in {"acomp", "attr", "oprd", "prep"} else token
        heads = grammatical_subjects(verb) if verb is not token else ([token.head] if token.dep_ in {"amod", "appos", "acl", "relcl"} else grammatical_subjects(token))
        if verb is token and token.dep_ in {"advcl", "ROOT", "conj"}:
            heads = grammatical_subjects(token) or grammatical_subjects(token.head)
        holding = found.holders(heads, "adjective")
    else:
        if token.dep_ in {"amod"} or token.lower_ in SIDE_STANCE and token.i in sides:
            return True
        holding = found.holders(subjects(token), _subject_path(token))
        if not holding and predicate.stance == Stance.CONCERN and token.lemma_ in {"raise", "cast", "pose", "cause"}:
            holding, _ = _reported(found, token)  # "The results raise questions, officials said"
        if not holding and not passive(token):
            holding = found.holders(before_verb(token), "before-verb")
        told = doc.user_data.get("kg_narrated")
        if not holding and told and passive(token) and predicate.stance in {Stance.DEMAND, Stance.ACCUSE, Stance.SUPPORT}:
            holding = found.holders([doc[i] for i in found.speakers.get(token.i, ())], "agentless")
        if not holding and told and headless(doc, token):
            holding = found.holders([doc[i] for i in found.speakers.get(token.i, ())], "headless")
    if not holding:
        return False
    no = negated(token)
    stance = predicate.stance
    if no:
        if predicate.negated is None:
            return True
        stance = predicate.negated
    frame = predicate.matter
    if predicate.pos == "verb" and "obj" in frame and "ing" not in frame:
        frame = (*frame, "ing")
    slots = [s for name in frame for s in [_fill(predicate, token, name, last)] if s is not None]
    rows: list[tuple[Slot, Token]] = []
    if slots:
        chosen = slots[0]
        if chosen.name == "obj" and cluster_at(doc[chosen.head]) is not None:  # "supported Australia in proposing ..."
            inner = next((s for s in slot(token, ":in", last) if doc[s.head].tag_ == "VBG"), None)
            if inner is not None:
                chosen = Slot("in", inner.head, inner.start, inner.end, chosen.head)
        rows.append((chosen, doc[chosen.head]))
        if chosen.name in {"that", "inf", "objinf", "quote", "@"}:
            for other in doc[chosen.head].children:
                if other.dep_ == "conj" and other.pos_ in {"VERB", "AUX"} and other.i > chosen.head:
                    start, end = trimmed(other, drop={"punct", "cc", "mark"} | (SUBJECTS if chosen.name != "that" else set()), skip_to=chosen.name != "that")
                    rows.append((Slot(chosen.name, other.i, start, end, chosen.actor), other))
    if not slots and predicate.pos == "verb" and len(predicate.words) == 1 and predicate.words[0] in INTRANSITIVE and found.on_table:
        at, words, first = found.on_table[-1]
        if token.i - at < 60 and words[1] <= token.i:
            slots = [Slot("on-table", first.i, *words)]
            rows.append((slots[0], first))
    extra = {f"pred={predicate.id}": 1.0, "negated": float(no), f"pred,slot={predicate.id},{slots[0].name if slots else '-'}": 1.0}
    if rows:
        found.done.update({token.i, token.head.i if predicate.pos == "adjective" else token.i})
    numbers: list[int] = []
    for place, head in rows:
        addressee = _addressee(predicate, token, last, place)
        if stance == Stance.COMMIT and place.name == "inf" and head.lemma_ in HARM:
            stance = Stance.THREATEN  # GUIDE: own plans with harm for another
        matter = (place.start, place.end)
        if place.name == "obj" and cluster_at(head) is not None and cluster_at(head) is not addressee:
            addressee = addressee or cluster_at(head)
        numbers += found.put(
            f"position.{predicate.pos}.{place.name.lstrip(':') if place.name.startswith(':') else place.name}", token, stance, holding, matter, head, addressee,
            slot_name=place.name, extra=extra,
        )  # fmt: skip
    if rows and predicate.pos != "noun":
        _sides(found, token, stance, (rows[0][0].start, rows[0][0].end), rows[0][1], numbers, sides)
    return bool(rows)


def _fill(predicate: Predicate, token: Token, name: str, last: Token) -> Slot | None:
    """The first filler of a slot; what the parser hung on the object belongs to the verb ("accused X [of obstruction]")."""
    found = next(iter(slot(token, name, last)), None)
    if found is None and name.startswith(":") and "obj" in predicate.addressee and token.pos_ == "VERB":
        for child in token.children:
            if child.dep_ in {"dobj", "nsubjpass"} and child.i in token.doc._.cluster_of:
                found = found or next(iter(slot(child, name)), None)
    return found


def _subject_path(verb: Token) -> str:
    if passive(verb):
        return "agent"
    if any(c.dep_ in SUBJECTS for c in verb.children):
        return "subject"
    return f"via-{verb.dep_}"


def _noun_holders(found: _Positions, noun: Token) -> tuple[list[Token], str]:
    poss = [c for c in noun.children if c.dep_ == "poss"]
    if poss:
        return conjuncts(poss), "possessor"
    modifiers = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and cluster_at(c) is not None]
    if modifiers:
        return modifiers[-1:], "modifier"
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in {"by", "from"}:
            pobj = [c for c in prep.children if c.dep_ == "pobj"]
            if pobj:
                return conjuncts(pobj), f"noun-{prep.lower_}"
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.tag_ == "VBN" and clause.lemma_ in {"make", "table", "present", "put", "submit", "raise", "float", "voice", "express", "issue"}:
            agents = subjects(clause)
            if agents:
                return agents, "noun-acl"
    verb = noun.head
    if noun.dep_ == "pobj":
        verb = verb.head
    if noun.dep_ in {"dobj", "pobj"} and verb.pos_ == "VERB" and verb.lemma_.casefold() in LIGHT:
        return subjects(verb), f"light-{noun.dep_}"
    if noun.dep_ in {"nsubjpass"} and noun.head.lemma_ in LIGHT:
        return subjects(noun.head), "light-passive"
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in {"among", "of"} and noun.lemma_ in {"concern", "worry", "fear", "rejection", "refusal", "insistence"}:
            return [], "none"
    return [], "none"


def _reported(found: _Positions, verb: Token) -> tuple[list[Holder], Report | None]:
    """Those who say the clause of ``verb``: the sources of the report over it, or the quotation's speakers."""
    who = found.speakers.get(verb.i)
    if who:
        return found.holders([found.doc[i] for i in who], "speaker"), None
    report = found.report_over(verb)
    if report is None or report.kind not in {"clause", "quote", "according-to"}:
        return [], None
    return found.holders([found.doc[i] for i in report.sources], f"reporter-{report.kind}"), report


def _deontic(found: _Positions, verb: Token, sides: dict[int, list[tuple[str, list[Token]]]]) -> None:
    """"X said Y should ...", "must", "needs to", "has to", "ought to": X demands it."""
    marks = [c for c in verb.children if c.dep_ == "aux" and c.lower_ in DEONTIC | {"ought"}]
    need = verb.lemma_ in {"need", "have"} and any(c.dep_ == "xcomp" and is_infinitive(c) for c in verb.children)
    if not marks and not need:
        return
    holding, report = _reported(found, verb)
    if not holding and report is None:
        holding = _carried(found, verb)
    if not holding:
        return
    subject = grammatical_subjects(verb)
    addressee = next((c for s in subject if (c := cluster_at(s)) is not None), None)
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    word = marks[0].lower_ if marks else f"{verb.lemma_}-to"
    own = subject and subject[0].lower_ in FIRST_PERSON
    rows = [(verb, start, end)]
    for other in verb.children:
        if other.dep_ == "conj" and other.pos_ in {"VERB", "AUX"} and not any(c.dep_ in SUBJECTS for c in other.children) and not any(
            c.dep_ == "aux" for c in other.children
        ):
            a, b = trimmed(other, drop={"mark", "punct", "cc"})
            rows.append((other, a, b))
    numbers: list[int] = []
    for head, a, b in rows:
        numbers += found.put(
            "position.deontic", head, Stance.DEMAND, holding, (a, b), head, addressee, slot_name="deontic",
            extra={f"deontic={word}": 1.0, "own": float(bool(own)), f"report={found.doc[report.cue].lemma_ if report else 'quote'}": 1.0},
        )  # fmt: skip
    if report is not None:
        _sides(found, found.doc[report.cue], Stance.DEMAND, (start, end), verb, numbers, sides)


def _carried(found: _Positions, verb: Token) -> list[Holder]:
    """Whose words go on: "She said the fund was late. Partners should pay." """
    start = verb.sent.start
    if start == 0:
        return []
    before = found.doc[start - 1].sent
    if any(b.start == found.doc[start].idx for b in found.doc._.blocks):
        return []
    for report in reversed(found.reports):
        if before.start <= report.cue < before.end and found.doc[report.cue].head.i == report.cue and report.kind in {"clause", "object", "infinitive"}:
            return found.holders([found.doc[i] for i in report.sources], "carried")
    return []


def _future(found: _Positions, verb: Token) -> None:
    """"X said it would ...", "we will not ...": what a holder says it will do, or will not."""
    future = [c for c in verb.children if c.dep_ == "aux" and c.lower_ in FUTURE]
    going = verb.dep_ == "xcomp" and verb.head.lemma_ in {"go", "plan", "intend"} and is_infinitive(verb) and verb.head.lemma_ == "go"
    if not future and not going:
        return
    if verb.i in found.done or (match(verb) is not None and not negated(verb)):
        return
    heads = grammatical_subjects(verb)
    holding = found.holders(heads, "future-subject") if not passive(verb) else []
    if not holding:
        return
    reporters, report = _reported(found, verb)
    no = negated(verb)
    stance = Stance.REJECT if no else Stance.THREATEN if verb.lemma_ in HARM else Stance.COMMIT
    start, end = trimmed(verb, drop={"mark", "punct", "cc"} | SUBJECTS, skip_to=True)
    while start < verb.i and found.doc[start].lower_ in FUTURE | {"not", "n't"}:
        start += 1
    own = bool({h.cluster.id for h in holding} & {h.cluster.id for h in reporters})
    found.put(
        "position.future", verb, stance, holding, (start, end), verb, None, slot_name="future",
        extra={f"future={future[0].lower_ if future else 'going'}": 1.0, "negated": float(no), "own": float(own), "reported": float(bool(reporters)),
               f"report={found.doc[report.cue].lemma_ if report else ('quote' if reporters else '-')}": 1.0, f"verb={verb.lemma_}": 1.0},
    )  # fmt: skip


def _judgement(found: _Positions, verb: Token) -> None:
    """"X called Y irresponsible", "X said Y was unacceptable": the judgement's word carries the stance."""
    table = {row["word"]: Stance(row["stance"]) for row in lexicon.rows("evaluations")}
    if verb.lemma_ in {"call", "describe", "consider", "deem", "find", "characterize", "characterise", "label", "brand", "view", "regard", "dub", "think", "term", "see"}:
        holding = found.holders(subjects(verb), _subject_path(verb))
        for child in verb.children:
            judged = None
            if child.dep_ in {"oprd", "acomp", "attr", "ccomp", "xcomp"}:
                judged = child
            elif child.dep_ == "prep" and child.lower_ == "as":
                judged = next(iter(child.children), None)
            if judged is None or not holding:
                continue
            stance = _evaluation(judged, table)
            objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}] or [c for c in judged.children if c.dep_ == "nsubj"]
            if not objects or (stance is None and verb.lemma_ in {"think", "find", "see", "consider"}):
                continue
            start = min([judged.left_edge.i, *(o.left_edge.i for o in objects)])
            end = judged.right_edge.i + 1
            for option in [stance] if stance is not None else sorted(JUDGING):
                found.put(
                    "position.judgement", verb, option, holding, (start, end), judged, _cluster_of(objects), slot_name="judgement",
                    extra={f"judge={verb.lemma_}": 1.0, f"judge,stance={verb.lemma_},{option}": 1.0, f"eval={judged.lemma_.casefold()}": 1.0,
                           "listed": float(stance is not None), f"quoted,stance={judged.i in found.speakers},{option}": 1.0},
                )  # fmt: skip
    if verb.lemma_ in {"be", "seem", "remain", "represent", "constitute", "amount", "become"}:
        judged = next((c for c in verb.children if c.dep_ in {"acomp", "attr", "dobj"}), None)
        if judged is None:
            return
        stance = _evaluation(judged, table)
        if stance is None:
            return
        holding, report = _reported(found, verb)
        if not holding:
            return
        no = negated(verb)
        if no:
            stance = {Stance.SUPPORT: Stance.OPPOSE, Stance.ACCEPT: Stance.REJECT}.get(stance)
            if stance is None:
                return
        start, end = trimmed(verb, drop={"mark", "punct", "cc"})
        found.put(
            "position.judgement-said", verb, stance, holding, (start, end), verb, _cluster_of(grammatical_subjects(verb)), slot_name="judgement",
            extra={f"eval={judged.lemma_.casefold()}": 1.0, "negated": float(no), f"report={found.doc[report.cue].lemma_ if report else 'quote'}": 1.0},
        )  # fmt: skip


def _listing(found: _Positions, verb: Token) -> None:
    """"The US demands include A, B and C", "Those involve D": each a matter of the demands' holder."""
    if verb.lemma_ not in {"include", "involve", "comprise", "be", "cover", "concern"}:
        return
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "npadvmod", "nsubjpass"} and c.i < verb.i), None)
    if subject is None and verb.dep_ in {"acl", "relcl"}:  # "some of the demands involved ...", taken for a participle
        subject = verb.head
    if subject is None:
        return
    doc = found.doc
    inside = [subject] if subject.i == verb.head.i else list(subject.subtree)
    noun, stance = None, None
    for t in inside:
        hit = match(t) if t.pos_ in {"NOUN", "PROPN"} else None
        if hit is not None and hit[0].pos == "noun":
            noun, stance = t, hit[0].stance
    if noun is not None and stance is not None:
        heads, path = _noun_holders(found, noun)
        holding = found.holders(heads, path)
        if holding:
            found.listing = (holding, stance)
        elif found.listing is None:
            return
    elif verb.lemma_ == "be" or (subject.lower_ not in ANAPHORS and subject.lemma_ not in SHARES):
        return
    if found.listing is None or (verb.lemma_ == "be" and noun is None):
        return
    holders, stance = found.listing
    for child in verb.children:
        if child.dep_ not in {"dobj", "attr", "ccomp", "xcomp"} or child.i < verb.i:
            continue
        for item in _items(child):
            start, end = trimmed(item, drop={"punct", "cc", "relcl", "mark"})
            below = [c.left_edge.i for c in item.children if c.i > item.i and (c.dep_ in {"conj", "cc"} or c.lower_ == "such" or c in _items(child))]
            end = min([end, *below])
            while end - 1 > item.i and (doc[end - 1].is_punct or doc[end - 1].dep_ == "cc"):
                end -= 1
            found.put(
                "position.listing", verb, stance, holders, (start, end), item, None, slot_name="listing",
                extra={f"list={verb.lemma_}": 1.0, "anaphoric": float(noun is None)},
            )  # fmt: skip


def _items(first: Token) -> list[Token]:
    """What is enumerated from ``first`` on: conjuncts, gerunds hung on gerunds, and what "such as" adds."""
    out = [first]
    for token in first.subtree:
        if token.i == first.i:
            continue
        if token.dep_ == "conj" and _chain(token, first):
            out.append(token)
        elif token.tag_ == "VBG" and first.tag_ == "VBG" and (token.dep_ == "conj" or (token.dep_ == "advcl" and token.head.i == first.i)):
            out.append(token)
        elif token.dep_ in {"pobj", "pcomp"} and token.head.lower_ in {"as", "including"} and token.head.head.i == first.i:
            out.append(token)
            out.extend(t for t in token.subtree if t.tag_ == "VBG" and t.dep_ == "conj")
    return sorted(dict.fromkeys(out), key=lambda t: int(t.i))


def _chain(token: Token, first: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
        if token.i == first.i:
            return True
    return False


ANAPHORS = {"those", "these", "they", "others", "another", "rest", "some"}
SHARES = {"percent", "third", "rest", "group", "bucket", "category", "half", "remainder", "cent", "%"}
NEGATIVE = {"not", "n't", "never", "no", "cannot", "without", "insufficient", "lack", "fail", "failure", "failed", "unable", "too", "only", "little", "few", "wrong",
            "problem", "difficult", "difficulty", "impossible", "premature", "risk", "danger", "threat", "crisis", "violate", "violation", "undermine"}  # fmt: skip


def _plain(found: _Positions, verb: Token, sides: dict[int, list[tuple[str, list[Token]]]]) -> None:
    """"KUWAIT said the COP is the supreme body": what is merely said may be a position; the filter knows where."""
    report = found.by_content.get(verb.i)
    quoted = found.speakers.get(verb.i)
    if report is None and not (quoted and verb.dep_ == "ROOT"):
        return
    if report is not None and report.kind not in {"clause", "quote"}:
        return
    if match(verb) is not None and match(verb)[0].pos == "verb" and not (report and grammatical_subjects(verb) == []):  # type: ignore[index]
        return
    holding, _ = _reported(found, verb)
    if not holding:
        return
    doc = found.doc
    start, end = trimmed(verb, drop={"mark", "punct", "cc"})
    words = {t.lower_ for t in doc[start:end]} | {t.lemma_.casefold() for t in doc[start:end]}
    subject = grammatical_subjects(verb)
    about = next((c for s in subject if (c := cluster_at(s)) is not None), None)
    other = about is not None and about not in [h.cluster for h in holding]
    bad = bool(words & NEGATIVE)
    cue = doc[report.cue].lemma_.casefold() if report is not None else "quote"
    shared = {f"cue={cue}": 1.0, f"root={verb.lemma_.casefold()}": 1.0}
    numbers: list[int] = []
    for stance in sorted(PLAIN):
        extra = {**shared, f"other,stance={other},{stance}": 1.0, f"bad,stance={bad},{stance}": 1.0, f"both,stance={bad}{other},{stance}": 1.0,
                 f"cue,stance={cue},{stance}": 1.0, f"subject,stance={about.type if about else '-'},{stance}": 1.0, f"negated,stance={negated(verb)},{stance}": 1.0,
                 f"tag,stance={verb.tag_},{stance}": 1.0, f"root,stance={verb.lemma_.casefold()},{stance}": 1.0}  # fmt: skip
        for t in doc[start:end]:
            if t.pos_ in {"ADJ", "VERB", "NOUN", "ADV"} and not t.is_stop:
                extra[f"word,stance={t.lemma_.casefold()},{stance}"] = 1.0
        numbers += found.put("position.plain", verb, stance, holding, (start, end), verb, about if other else None, slot_name="plain", extra=extra)
    if report is not None:
        _sides(found, doc[report.cue], Stance.DEMAND, (start, end), verb, numbers[:1], sides)


def _cluster_of(tokens: list[Token]) -> Cluster | None:
    return next((c for t in tokens if (c := cluster_at(t)) is not None), None)


def _evaluation(judged: Token, table: dict[str, Stance]) -> Stance | None:
    for token in [judged, *(c for c in judged.children if c.dep_ in {"amod", "conj", "compound", "acomp", "attr"})]:
        stance = table.get(token.lemma_.casefold()) or table.get(token.lower_)
        if stance is not None:
            return stance
    return None


def _side_remarks(doc: Doc) -> dict[int, list[tuple[str, list[Token]]]]:
    """", supported by X and Y and opposed by Z," and ", with X,": by the participle's (or "with"'s) token, who stands there."""
    found: dict[int, list[tuple[str, list[Token]]]] = {}
    for token in doc:
        word = token.lower_
        if word in SIDE_STANCE and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "by":
            before = doc[token.i - 1] if token.i else None
            if token.is_sent_start or before is None or before.text in {",", "("} or before.lower_ in {"and", "but", "although", "while"} or token.dep_ in {"acl", "advcl", "conj"}:
                who = listed(doc, token.i + 2)[0]
                if who:
                    found.setdefault(token.i, []).append((word, who))
        elif word == "with" and token.i and doc[token.i - 1].text == "," and token.i >= 2:
            who, end = listed(doc, token.i + 1)
            after = doc[end] if end < len(doc) else None
            closes = after is not None and after.text == "," and end + 1 < len(doc) and doc[end + 1].pos_ in {"VERB", "ADV"}
            if who and (cluster_at(doc[token.i - 2]) is not None or (closes and doc[token.i - 2].lower_ in {"and", "but"})):
                found.setdefault(token.i, []).append(("with", who))
    return found


def _sides(
    found: _Positions, verb: Token, stance: Stance, matter: tuple[int, int], head: Token, main: list[int],
    sides: dict[int, list[tuple[str, list[Token]]]],
) -> None:  # fmt: skip
    """Give those beside the main holder their own positions on the same matter."""
    sentence = verb.sent
    first = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    reply = main[0] if main else None
    for i, remarks in sides.items():
        if not sentence.start <= i < sentence.end:
            continue
        if not (first is not None and first.i - 45 <= i < verb.i) and not (i == sentence.start):
            continue
        between = [t for t in found.doc[min(i, verb.i) + 1 : max(i, verb.i)] if t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"} and t.lower_ not in SIDE_STANCE]
        if between:
            continue
        for word, who in remarks:
            side = SIDE_STANCE.get(word)
            if word == "with":
                own = stance
            elif side == Stance.SUPPORT:
                own = Stance.SUPPORT if stance.sign == "for" else stance
            elif side is not None and stance.sign == "against":
                own = Stance.SUPPORT
            else:
                own = side or Stance.OPPOSE
            found.put(
                "position.side", verb, own, found.holders(who, f"side-{word}"), matter, head, None, slot_name="side", reply_to=reply if word != "with" else None,
                extra={f"side={word}": 1.0},
            )  # fmt: skip

