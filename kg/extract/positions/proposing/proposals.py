"""What the rules for positions share: holders, sources, modality, and the list of proposals that grows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.actors.lists import actors_of, counted
from kg.extract.candidates.candidate import Candidate, propose
from kg.extract.grammar.clause import conditional, grammatical_subjects, passive
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.sentences import clause_bounds
from kg.extract.grammar.tense import CLAUSAL, SUBJECTS, is_infinitive
from kg.extract.positions.proposing.antecedents import Table, antecedent, clause_before, fronted, renamed
from kg.extract.positions.proposing.clefts import set_apart
from kg.extract.positions.proposing.features import describe, describe_stance
from kg.extract.positions.proposing.modality import averting, condition_verb, even_if, modality_of
from kg.extract.positions.proposing.renamings import apposition
from kg.extract.speech.quotations import quotations
from kg.extract.speech.reports import OWN_WORDS, TELLING, Covering, Report, telling
from kg.extract.speech.side_remarks import Sides
from kg.extract.speech.sources import said_by
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.speech.spokespersons import our_body, spoken_body
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, PositionModality, Stance

__all__ = [
    "ASKING",
    "Holder",
    "Proposals",
    "Taken",
    "actor_at_first",
    "reported",
    "subject_path",
    "within",
]

OF_OTHERS = {"that", "objinf", "quote", "deontic", "plain"}
"""Slots whose words tell what others are to do: a condition in them is no demand of its own."""
UNSURE = {"position.plain", "position.judgement", "position.condition", "position.future"}
"""Rules whose proposals nobody takes up: most of them are none."""
ASKING = {Stance.DEMAND, Stance.PROPOSE, Stance.OFFER, Stance.COMMIT}
"""Stances that put something forward: the others may answer what was put forward."""
OWN_CONDUCT = {Stance.OFFER, Stance.ACCEPT, Stance.COMMIT, Stance.REJECT, Stance.THREATEN}
"""Stances on what the holder itself does: what it makes them depend on is a demand."""
NOT_YET = {"inf", "objinf", "ing", "@inf", "in"}
"""Slots that hold what is yet to be done."""
VOICE = 5
"""Positions after which a text's main voice can be told."""
MAX_MATTER = 40
"""Tokens that a matter may have: a paragraph names no matter."""
OPENERS_OF_CONDITIONS = word_set("openers-of-conditions")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds: the token that names it, its actor, and how the two were tied together."""

    token: Token
    cluster: Cluster
    path: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What was last taken: the stance on which words, by whom, with the predicate's token."""

    predicate: Token
    stance: Stance
    matter: tuple[int, int]
    head: Token
    holders: tuple[str, ...]
    number: int
    held: tuple[Holder, ...] = ()


class Proposals:
    """The positions proposed so far in one document, and what the rules ask about it."""

    def __init__(self, doc: Doc, sides: Sides) -> None:
        self.doc = doc
        self.sides = sides
        self.reports = telling(doc)
        self.by_content: dict[int, Report] = {}
        for report in self.reports:
            if report.content is not None:
                self.by_content.setdefault(report.content, report)
        self.covering = Covering(self.reports)
        self.speakers = SPEAKERS(doc)
        self.count = 0
        self.on_table: list[tuple[int, tuple[int, int], Token]] = []
        self.taken: list[Taken] = []
        self.voices: Counter[str] = Counter()
        self.asked: dict[int, int] = {}
        self.done: set[int] = set()
        self.conditions: set[tuple[int, str]] = set()
        self.described: dict[tuple[object, ...], dict[str, float]] = {}
        self.listing: tuple[list[Holder], Stance, int] | None = None

    def enumerate(self, holders: list[Holder], stance: Stance, noun: Token) -> None:
        """Remember whose demands (proposals, ...) the words after ``noun`` may list."""
        self.listing = (holders, stance, noun.i)

    def holders(self, tokens: Iterable[Token], path: str) -> list[Holder]:
        """The actors at the tokens; "we" and "I" are those who speak."""
        found: dict[str, Holder] = {}
        for token in tokens:
            cluster = cluster_at(token)
            how = path
            if cluster is None and token.lower_ in word_set("first-person"):
                for speaker in self.speaker_tokens(token):
                    who = cluster_at(speaker)
                    if who is not None:
                        body = spoken_body(token, who)
                        how = f"{path}-spokesperson" if body is not None else f"{path}-first-person"
                        who = body or who
                        found.setdefault(who.id, Holder(speaker, who, how))
                continue
            if cluster is None and token.lower_ in {"who", "which", "that"} and token.head.dep_ == "relcl":
                token = token.head.head
            for one, actor, list_path in actors_of([counted(token)]):
                found.setdefault(actor.id, Holder(one, actor, f"{how}-{list_path}" if list_path else how))
        return list(found.values())

    def speaker_tokens(self, token: Token) -> list[Token]:
        """Who speaks the words at ``token``: the quotation's speaker, else the nearest report's source."""
        who = self.speakers.get(token.i, ())
        if who:
            return [self.doc[i] for i in who]
        report = self.report_over(token)
        return [self.doc[i] for i in report.sources] if report is not None else []

    def inside_quotation(self, token: Token, bounds: tuple[int, int]) -> tuple[int, int]:
        """The tokens of a clause without what stands outside the quotation marks around ``token``."""
        start, end = bounds
        for a, b in quotations(self.doc):
            if a <= token.i < b:
                return max(start, a), min(end, b)
        return start, end

    def voice(self, verb: Token) -> list[Holder]:
        """Whose decisions a text lists, where one holder has most positions so far: "Members are urged to pay"."""
        if len(self.taken) < VOICE or verb.dep_ not in {"ROOT", "conj", "ccomp"}:
            return []
        best, times = max(self.voices.items(), key=lambda v: v[1])
        if times < 0.6 * len(self.taken):
            return []
        cluster = next((c for c in CLUSTERS(self.doc) if c.id == best), None)
        if cluster is None or self.doc[verb.i].i in self.speakers:
            return []
        return [Holder(self.doc[cluster.mentions[0].head], cluster, "voice")]

    def report_over(self, token: Token) -> Report | None:
        """The innermost report in whose content ``token`` stands."""
        above = token
        for _ in range(12):
            report = self.by_content.get(above.i)
            if (
                report is not None
                and report.cue != token.i
                and (report.start <= token.i < report.end or report.kind in {"clause", "quote", "parenthetical"})
            ):
                return report
            if above.dep_ == "ROOT":
                break
            above = above.head
        return next((r for r in self.covering.over(token.i) if r.cue != token.i), None)

    def sources(self, token: Token, holder: Cluster) -> tuple[Cluster, ...]:
        """The chain of those who say so, the nearest first, the holder left out."""
        chain: list[Cluster] = []
        report = self.report_over(token)
        depth = 0
        while report is not None and depth < 4:
            chain += [c for c in said_by(self.doc, report) if c is not holder and c not in chain]
            report = self.report_over(self.doc[report.cue])
            depth += 1
        spoken = [self.doc[i] for i in self.speakers.get(token.i, ())]
        spoken += [p for c in token.children if c.lower_ == "through" and c.dep_ == "prep" for p in c.children]
        for voice in spoken:  # "the Bank insisted through its director"
            cluster = cluster_at(voice)
            if (
                voice.dep_ == "pobj"
                and voice.head.lower_ == "through"
                and (cluster is None or cluster.type != ActorType.PERSON)
            ):
                continue
            if cluster is not None and cluster is not holder and cluster not in chain:
                chain.insert(0, cluster)
        return tuple(chain)

    def put(
        self,
        rule: str,
        predicate: Token,
        stance: Stance,
        holders: list[Holder],
        matter: tuple[int, int] | None,
        matter_head: Token | None,
        addressee: Cluster | None = None,
        *,
        slot_name: str = "",
        reply_to: int | None = None,
        extra: dict[str, float] | None = None,
        row: str = "",
    ) -> list[int]:
        """Propose one position a holder, ``row`` the row of data that says so; returns their numbers."""
        if matter is None or matter[1] <= matter[0] or matter[1] - matter[0] > MAX_MATTER:
            return []
        if rule != "position.condition" and self._only_asked(predicate):
            return []
        if matter_head is not None and (
            slot_name in NOT_YET or (slot_name == "that" and stance in {Stance.DEMAND, Stance.PROPOSE})
        ):
            self.asked.setdefault(matter_head.i, predicate.i)
        table = Table(self.on_table, self.covering)
        back = antecedent(table, predicate, matter, matter_head) or set_apart(predicate, matter_head)
        if back is None and (noun := apposition(predicate, matter_head)) is not None:
            back = renamed(table, noun)
        if back is None and slot_name == "obj" and stance not in ASKING:
            back = clause_before(table, predicate)
        if back is None and slot_name == "judgement" and self.doc[matter[0]].lower_ == "which":
            back = clause_before(table, predicate)  # ", which Peru found excessive"
        extra = {**(extra or {}), "matter-resolved": float(back is not None)}
        if back is not None:
            matter, matter_head = back
        else:
            self.on_table.append((predicate.i, matter, matter_head or predicate))
        if holders and rule not in UNSURE:
            ids = tuple(h.cluster.id for h in holders)
            self.taken.append(Taken(predicate, stance, matter, matter_head or predicate, ids, self.count, (*holders,)))
            self.voices[ids[0]] += 1
        numbers = []
        condition = conditional(predicate)
        if condition is None and predicate.dep_ == "acomp":
            condition = conditional(predicate.head)
        clause = condition
        if matter_head is not None and condition is None and matter_head.i != predicate.i:
            clause = conditional(matter_head)
        modality = modality_of(predicate, matter_head, stance, clause)
        if clause is not None and modality == PositionModality.CONDITIONAL:
            matter = self._without(clause, matter, matter_head or predicate)
        for holder in holders:
            if addressee is holder.cluster:
                addressee = None
            others = [h.cluster for h in holders]
            chain = tuple(c for c in self.sources(predicate, holder.cluster) if c not in others)
            condition_span = None
            if clause is not None and modality == PositionModality.CONDITIONAL:
                inside = [t.i for t in clause.subtree]
                condition_span = (min(inside), max(inside) + 1)
            values: dict[str, object] = {
                "stance": stance,
                "matter": matter,
                "modality": modality,
                "condition": condition_span,
                "number": self.count,
                "reply_to": reply_to,
                "sources": chain,
                "predicate": predicate.i,
                "matter_head": matter_head.i if matter_head is not None else None,
            }
            key = (
                rule,
                predicate.i,
                holder.cluster.id,
                matter,
                slot_name,
                addressee.id if addressee is not None else None,
            )
            if key not in self.described:
                self.described[key] = describe(
                    self.doc,
                    rule,
                    predicate,
                    holder.token,
                    holder.cluster,
                    holder.path,
                    matter,
                    matter_head,
                    slot_name,
                    addressee,
                    bool(chain),
                )
            features = {**self.described[key], **describe_stance(predicate, stance, modality), **extra}
            propose(
                self.doc,
                Candidate(
                    "positions",
                    rule,
                    {"holder": holder.cluster, "addressee": addressee},
                    values,
                    clause_bounds(min(predicate.i, matter[0]), max(predicate.i + 1, matter[1]), self.doc),
                    features,
                    row,
                ),
            )
            numbers.append(self.count)
            self.count += 1
        own = modality == PositionModality.CONDITIONAL or slot_name not in OF_OTHERS
        planned = any(c.tag_ == "MD" for c in predicate.children)
        own = own and (planned or stance in OWN_CONDUCT) and rule != "position.condition"
        inner = None
        if own and clause is not None and not even_if(clause) and (stance != Stance.THREATEN or averting(clause)):
            inner = condition_verb(clause)
        if inner is not None:
            fresh = [h for h in holders if (inner.i, h.cluster.id) not in self.conditions]
            self.conditions.update((inner.i, h.cluster.id) for h in fresh)
            self._demanded(inner, fresh)
        return numbers

    def _only_asked(self, predicate: Token) -> bool:
        """Whether a predicate is part of what somebody is asked, or means, to do: "urged Chile to support the ban" says
        nothing of what Chile supports."""
        if predicate.pos_ not in CLAUSAL | {"ADJ"}:
            return False
        token = predicate
        for _ in range(6):
            if self.asked.get(token.i, predicate.i) != predicate.i:
                return True
            if token.dep_ in {"ROOT", "relcl"} or fronted(token) or (token.dep_ == "acl" and not is_infinitive(token)):
                return False
            token = token.head
        return False

    def _without(self, condition: Token, matter: tuple[int, int], head: Token) -> tuple[int, int]:
        """A matter without the condition that ends it: the condition is kept apart."""
        after = condition.right_edge.i + 1
        if matter[0] == condition.left_edge.i and after < head.i and self.doc[after].text == ",":
            while after < head.i and (self.doc[after].is_punct or self.doc[after].lower_ in {"however", "then"}):
                after += 1
            return after, matter[1]  # "If Peru pays, Chile will sign"
        end = condition.left_edge.i
        if not head.i < end < matter[1] or condition.lower_ == "without":
            return matter
        while end - 1 > head.i and (self.doc[end - 1].is_punct or self.doc[end - 1].lower_ in {"but", "only", "even"}):
            end -= 1
        return matter[0], end

    def _demanded(self, clause: Token, holders: list[Holder]) -> None:
        """What a holder makes its own conduct depend on is a demand: "will not pay until Athens reforms"."""
        subject = grammatical_subjects(clause)
        addressee = next((c for s in subject if (c := cluster_at(s)) is not None), None)
        start, end = trimmed(clause, drop={"mark", "punct", "cc", "advmod"})
        while start < clause.i and self.doc[start].lower_ in OPENERS_OF_CONDITIONS:
            start += 1
        mark = next((c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"}), "-")
        others = [h for h in holders if addressee is not h.cluster]
        self.put(
            "position.condition",
            clause,
            Stance.DEMAND,
            others,
            (start, end),
            clause,
            addressee,
            slot_name="condition",
            extra={f"mark={mark}": 1.0, "addressed": float(addressee is not None)},
        )


def within(report: Report | None, bounds: tuple[int, int]) -> tuple[int, int]:
    """The tokens of a clause without the "according to X" that the parser hung on it."""
    start, end = bounds
    if report is None or report.kind not in {"according-to", "parenthetical"}:
        return bounds
    return max(start, report.start), min(end, report.end)


def reported(found: Proposals, verb: Token) -> tuple[list[Holder], Report | None]:
    """Those who say the clause of ``verb``: the sources of the report over it, or the quotation's speakers."""
    who = found.speakers.get(verb.i)
    if who:
        holding = found.holders([found.doc[i] for i in who], "speaker")
        return [_spoken_for(h, verb) for h in holding], None
    report = found.report_over(verb)
    if report is None or report.kind not in TELLING | {OWN_WORDS}:
        return [], None
    kind = "clause" if report.kind == OWN_WORDS else report.kind
    return found.holders([found.doc[i] for i in report.sources], f"reporter-{kind}"), report


def _spoken_for(holder: Holder, verb: Token) -> Holder:
    body = our_body(verb, holder.cluster)
    return holder if body is None else Holder(holder.token, body, f"{holder.path}-spokesperson")


def actor_at_first(tokens: list[Token]) -> Cluster | None:
    """The first of the actors that the tokens head, None where none does."""
    return next((c for t in tokens if (c := cluster_at(t)) is not None), None)


def subject_path(verb: Token) -> str:
    """By which construction a verb's subject is found."""
    if passive(verb):
        return "agent"
    if any(c.dep_ in SUBJECTS for c in verb.children):
        return "subject"
    return f"via-{verb.dep_}"
