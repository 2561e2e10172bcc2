"""What the rules for positions share: holders, sources, and the list of proposals that grows."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.actors.lists import actors_of, counted
from kg.extract.candidates.candidate import Candidate, propose
from kg.extract.frames.factuality import only_asked
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, antecedent
from kg.extract.grammar.negation import negated, negates
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.quotations import quotations
from kg.extract.grammar.sentences import clause_bounds
from kg.extract.grammar.tense import CLAUSAL, is_infinitive
from kg.extract.positions.proposing.antecedents import Table, fronted, stands_for
from kg.extract.positions.proposing.conditions import CONDITION, Terms, demand_of, demanding, terms_of, without
from kg.extract.positions.proposing.features import describe, describe_stance
from kg.extract.positions.proposing.holder import Holder, blames_itself, only_imagined
from kg.extract.positions.proposing.proposal import ASKING, Listing, Proposal, Taken
from kg.extract.speech.reports import Report, covering, telling
from kg.extract.speech.side_remarks import Sides
from kg.extract.speech.sources import on_whose_word
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.speech.spokespersons import spoken_body
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Stance

__all__ = ["LISTED", "Proposals"]

UNSURE = {"position.plain", "position.judgement", "position.condition", "position.future"}
"""Rules whose proposals nobody takes up: most of them are none."""
NOT_YET = {"inf", "objinf", "ing", "@inf", "in"}
"""Slots that hold what is yet to be done."""
VOICE = 5
"""Positions after which a text's main voice can be told."""
ANSWERS = {Stance.ACCEPT, Stance.REJECT, Stance.OPPOSE, Stance.OFFER, Stance.COMMIT, Stance.SUPPORT}
PRONOUNS_FOR_GROUPS = word_set("pronouns-for-groups")
LISTED = 120
"""Tokens after which nobody looks back for whose demands are listed."""
TENSED = {"VBD", "VBZ", "VBP"}
MAX_MATTER = 40
"""Tokens that a matter may have: a paragraph names no matter."""


def addressed(noun: Token) -> list[Token]:
    """Of whom a noun of asking says that it is asked: "the US requests of [China]", "its claims on [Peru]"."""
    return [p for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "on", "to"} for p in c.children]


def takes_up(matter: tuple[int, int], head: Token) -> bool:
    """Whether a matter is a pronoun for what was listed, or has one for an object: "discuss [those]", "put [them] on
    the agenda"."""
    pronouns = [t for t in head.doc[matter[0] : matter[1]] if t.lower_ in PRONOUNS_FOR_GROUPS]
    return any(
        t.tag_ in {"DT", "PRP"} and (t.i == head.i or t.dep_ in {"dobj", "pobj"}) and (t.i <= head.i + 5)
        for t in pronouns
    )


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
        self.covering = covering(doc)
        self.speakers = SPEAKERS(doc)
        self.count = 0
        self.on_table: list[tuple[int, tuple[int, int], Token]] = []
        self.taken: list[Taken] = []
        self.voices: Counter[str] = Counter()
        self.asked: dict[int, int] = {}
        self.done: set[int] = set()
        self.conditions: set[tuple[int, str]] = set()
        self.described: dict[tuple[object, ...], dict[str, float]] = {}
        self.listing: Listing | None = None

    def enumerate(self, holders: list[Holder], stance: Stance, noun: Token) -> None:
        """Remember whose demands (proposals, ...) the words after ``noun`` may list; what is already known of the same
        holder's stays known."""
        to = next((c for t in addressed(noun) if (c := cluster_at(t)) is not None), None)
        sources = self.sources(noun, holders[0].cluster)
        before = self.listing
        if before is not None and noun.i - before.told < LISTED and holders[0].cluster is before.holders[0].cluster:
            known = before if before.stance == stance else replace(before, group=None, grouped=-1)
            to, sources = to or before.addressee, sources or before.sources
            self.listing = replace(known, stance=stance, told=noun.i, sources=sources, addressee=to)
        else:
            self.listing = Listing(holders, stance, noun.i, sources, to)

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
            if cluster is None and token.lower_ in RELATIVE_PRONOUNS and token.head.dep_ == "relcl":
                token = antecedent(token)
            for one, named, list_path in actors_of([counted(token)]):
                found.setdefault(named.id, Holder(one, named, f"{how}-{list_path}" if list_path else how))
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

    def taken_at(self, head: Token) -> Taken | None:
        """The last position whose matter or predicate is at ``head``."""
        return next((t for t in reversed(self.taken) if head.i in {t.head.i, t.predicate.i}), None)

    def number_of(self, head: Token) -> int | None:
        """The number of the last position whose matter or predicate is at ``head``; None without one."""
        told = self.taken_at(head)
        return told.number if told is not None else None

    def told_between(self, start: int, end: int) -> Sequence[Report]:
        """The reports whose words of saying stand there, in text order."""
        first, last = (bisect_left(self.reports, at, key=lambda r: r.cue) for at in (start, end))
        return self.reports[first:last]

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
            if not _is_answered(token, report):
                chain += [c for c in on_whose_word(self.doc, report, holder) if c is not holder and c not in chain]
            report = self.report_over(self.doc[report.cue])
            depth += 1
        spoken = [self.doc[i] for i in self.speakers.get(token.i, ())]
        spoken += [p for c in token.children if c.lower_ == "through" and c.dep_ == "prep" for p in c.children]
        if any(cluster_at(voice) is holder and voice.head.lower_ != "through" for voice in spoken):
            return tuple(chain)  # its own words, whoever speaks them with it
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

    def put(self, proposal: Proposal) -> list[int]:
        """Propose one position a holder; returns their numbers, none where the words carry no position."""
        if proposal.predicate.i < proposal.matter[0]:
            proposal = replace(proposal, matter=_whole(self.doc, proposal.matter))
        if not 0 < proposal.matter[1] - proposal.matter[0] <= MAX_MATTER:
            return []
        if only_asked(proposal.predicate) or (proposal.rule != CONDITION and self._is_asked_for(proposal.predicate)):
            return []
        about = (proposal.stance, proposal.addressee, proposal.head, proposal.predicate)
        others = [
            h
            for h in proposal.holders
            if not blames_itself(h.cluster, *about) and not only_imagined(h, proposal.predicate)
        ]
        if len(others) < len(proposal.holders):
            proposal = replace(proposal, holders=others)
        if not proposal.holders:
            return []
        self._remember_asked(proposal)
        proposal = self._answering(self._resolved(proposal))
        self._remember_taken(proposal)
        terms = terms_of(proposal.predicate, proposal.head, proposal.stance)
        if terms.condition is not None:
            proposal = replace(proposal, matter=without(terms.condition, proposal.matter, proposal.head))
        first = self.count
        for holder in proposal.holders:
            if proposal.addressee is holder.cluster:
                proposal = replace(proposal, addressee=None)
            self._propose(proposal, holder, terms)
        numbers = [*range(first, self.count)]
        inner = demanding(proposal, terms)
        if inner is not None:
            fresh = [h for h in proposal.holders if (inner.i, h.cluster.id) not in self.conditions]
            self.conditions.update((inner.i, h.cluster.id) for h in fresh)
            self.put(demand_of(inner, fresh))
        return numbers

    def _remember_asked(self, proposal: Proposal) -> None:
        """Keep in mind that what somebody is asked, or means, to do is not yet done."""
        asks = proposal.slot == "that" and proposal.stance in {Stance.DEMAND, Stance.PROPOSE}
        if proposal.slot in NOT_YET or asks:
            self.asked.setdefault(proposal.head.i, proposal.predicate.i)

    def _resolved(self, proposal: Proposal) -> Proposal:
        """The proposal with the matter that its words stand for; what names a matter itself is put on the table."""
        back = self._group_of(proposal) or stands_for(Table(self.on_table, self.covering), proposal)
        extra = {**proposal.extra, "matter-resolved": float(back is not None)}
        if back is not None:
            addressee = None if self._mistaken(proposal, back[0]) else proposal.addressee
            return replace(proposal, matter=back[0], head=back[1], addressee=addressee, extra=extra)
        self.on_table.append((proposal.predicate.i, _with_its_not(proposal), proposal.head))
        return replace(proposal, extra=extra)

    def _mistaken(self, proposal: Proposal, matter: tuple[int, int]) -> bool:
        """Whether the addressee is only whom a pronoun might mean that stands for a ``matter``, and put nothing forward
        there: "Uganda backed the levy. Mali rejected [it]"."""
        head, addressee = proposal.head, proposal.addressee
        if addressee is None or head.pos_ != "PRON" or cluster_at(head) is not addressee:
            return False
        asked = (t for t in self.taken if t.matter == matter and t.stance in ASKING)
        return not any(addressee.id in t.holders for t in asked)

    def _group_of(self, proposal: Proposal) -> tuple[tuple[int, int], Token] | None:
        """The listed group for which a matter stands that is no more than a pronoun: "turned [them] down"."""
        listing, head = self.listing, proposal.head
        if listing is None or listing.group is None or not self._answers_list(proposal, listing):
            return None
        if head.lower_ not in PRONOUNS_FOR_GROUPS or head.tag_ not in {"DT", "PRP"}:
            return None
        told = self.taken_at(listing.group)
        return (told.matter, told.head) if told is not None else None

    def _answers_list(self, proposal: Proposal, listing: Listing) -> bool:
        """Whether a proposal says yes or no soon after a list, and is of somebody else."""
        others = all(h.cluster is not own.cluster for h in proposal.holders for own in listing.holders)
        return others and proposal.stance in ANSWERS and listing.may_be_answered_at(proposal.predicate)

    def _answering(self, proposal: Proposal) -> Proposal:
        """The proposal, tied to the group of demands that was listed before, where it takes that up ("Peru has rejected
        [many of these]"); on the word of whoever told of the list, where it is what was listed."""
        listing, head = self.listing, proposal.head
        if listing is None or listing.group is None or proposal.reply_to is not None:
            return proposal
        if proposal.predicate.i == listing.group.i and proposal.holders[0].cluster is listing.holders[0].cluster:
            to = proposal.addressee or listing.addressee
            return replace(proposal, addressee=to, on_word_of=listing.sources)
        same = head.i == listing.group.i
        if not self._answers_list(proposal, listing) or not (same or takes_up(proposal.matter, head)):
            return proposal
        return replace(
            proposal,
            reply_to=self.number_of(listing.group),
            addressee=proposal.addressee or listing.holders[0].cluster,
        )

    def _remember_taken(self, proposal: Proposal) -> None:
        """Keep in mind what others may take up, and whose positions a text tells."""
        if not proposal.holders or proposal.rule in UNSURE:
            return
        ids = tuple(h.cluster.id for h in proposal.holders)
        holders = (*proposal.holders,)
        self.taken.append(
            Taken(proposal.predicate, proposal.stance, proposal.matter, proposal.head, ids, self.count, holders)
        )
        self.voices[ids[0]] += 1

    def _propose(self, proposal: Proposal, holder: Holder, terms: Terms) -> None:
        """Hand in the position of one holder."""
        predicate, matter, head = proposal.predicate, proposal.matter, proposal.head
        others = [h.cluster for h in proposal.holders]
        said = self.sources(predicate, holder.cluster) or proposal.on_word_of
        chain = tuple(c for c in said if c not in others)
        values: dict[str, object] = {
            "stance": proposal.stance,
            "matter": matter,
            "modality": terms.modality,
            "condition": terms.words,
            "number": self.count,
            "reply_to": proposal.reply_to,
            "sources": chain,
            "predicate": predicate.i,
            "matter_head": head.i,
        }
        addressed = proposal.addressee.id if proposal.addressee is not None else None
        key = (proposal.rule, predicate.i, holder.cluster.id, matter, proposal.slot, addressed)
        if key not in self.described:
            self.described[key] = describe(proposal, holder, sourced=bool(chain))
        stance = describe_stance(predicate, proposal.stance, terms.modality)
        propose(
            self.doc,
            Candidate(
                "positions",
                proposal.rule,
                {"holder": holder.cluster, "addressee": proposal.addressee},
                values,
                clause_bounds(min(predicate.i, matter[0]), max(predicate.i + 1, matter[1]), self.doc),
                {**self.described[key], **stance, **proposal.extra},
                proposal.row,
            ),
        )
        self.count += 1

    def _is_asked_for(self, predicate: Token) -> bool:
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


def _whole(doc: Doc, matter: tuple[int, int]) -> tuple[int, int]:
    """A matter whose last word is whole, "proposed [de]-coupling it", and not whoever acts in the clause after it:
    "Peru backed [the text and CHILE] asked for time"."""
    start, end = matter
    name = end
    while name - 1 > start and doc[name - 1].pos_ == "PROPN":
        name -= 1
    if start < name - 1 and name < end < len(doc) and doc[name - 1].lower_ == "and" and doc[end].tag_ in TENSED:
        return start, name - 1
    if 0 < end < len(doc) - 1 and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        return start, min(doc[end + 1].right_edge.i + 1, doc[end].sent.end)
    return matter


def _with_its_not(proposal: Proposal) -> tuple[int, int]:
    """The matter that others answer: with the "not" of its verb, which the stance holds while it is the holder's own:
    "The group would [not consider it]. Peru protested"."""
    head, (start, end) = proposal.head, proposal.matter
    if head.pos_ not in CLAUSAL or not negated(head) or any(negates(t) for t in head.doc[start:end]):
        return proposal.matter
    return trimmed(head, drop={"cc", "mark", "punct"})


def _is_answered(noun: Token, report: Report) -> bool:
    """Whether a noun is what somebody takes a stance on, and not what they tell: in "Peru rejected Chile's [offer]" it
    is the text that knows of the offer; nor do they tell what they deny, however it is put."""
    if noun.doc[report.cue].lemma_ in word_set("verbs-that-deny"):
        return True
    return report.kind == "stance-verb" and noun.pos_ == "NOUN" and noun.i == report.content
