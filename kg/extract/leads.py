"""Who leads a delegation, faction, organization or negotiation."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract import lexicon
from kg.extract.actors import Cluster, cluster_at, clusters_at
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import conjuncts, passive, subjects
from kg.extract.events import event_at
from kg.model import ActorType

__all__: list[str] = []

LEADING = {"lead", "head", "chair", "co-chair", "cochair", "command", "spearhead", "preside", "front", "captain"}
POSTPOSED = {"led", "headed", "chaired", "commanded"}


class _Leads:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.seen: set[tuple[str, str]] = set()

    def add(self, leader: Cluster | None, led: Cluster | None, token: Token, rule: str) -> None:
        if leader is None or led is None or leader is led or (leader.id, led.id) in self.seen:
            return
        self.seen.add((leader.id, led.id))
        propose(
            self.doc,
            Candidate(
                "leads", f"lead.{rule}", {"leader": leader, "of": led}, {}, sentence_bounds(token),
                {f"rule={rule}": 1, f"leader={leader.type}": 1, f"led={led.type}": 1, f"rule,led={rule},{led.type}": 1},
            ),
        )  # fmt: skip


def _led(token: Token) -> list[Cluster]:
    return [c for t in conjuncts([token]) if (c := cluster_at(t) or event_at(t)) is not None]


@Language.component("kg_leads")
def leads(doc: Doc) -> Doc:
    """Propose leads."""
    found = _Leads(doc)
    for token in doc:
        if token.lemma_.casefold() in LEADING and token.pos_ == "VERB":
            _verb(found, token)
        elif token.lower_ in {"-led", "led"} and token.i >= 2 and doc[token.i - 1].text == "-":
            leader = cluster_at(doc[token.i - 2])
            for led in _led(token.head if token.dep_ in {"amod", "compound"} else token):
                found.add(leader, led, token, "compound")
        elif token.lower_ == "around" and token.dep_ == "prep":
            led = cluster_at(token.head)
            if led is not None and led.type in {ActorType.FACTION, ActorType.GROUP}:
                for _, leader in clusters_at(c for c in token.children if c.dep_ == "pobj"):
                    if leader.type == ActorType.PERSON:
                        found.add(leader, led, token, "around")
    _titles(doc, found)
    return doc


def _verb(found: _Leads, verb: Token) -> None:
    leaders = [c for _, c in clusters_at(subjects(verb))]
    if passive(verb):
        if verb.dep_ in {"acl", "amod", "advcl"} and not any(c.dep_ == "nsubjpass" for c in verb.children):
            targets = [verb.head] if verb.dep_ != "advcl" else [c for c in verb.head.children if c.dep_ == "nsubj"]
        else:
            targets = [c for c in verb.children if c.dep_ == "nsubjpass"]
            if verb.dep_ == "relcl" and targets and targets[0].lower_ in {"which", "that"}:
                targets = [verb.head]
            if verb.dep_ == "relcl" and targets and any(c.lower_ == "whose" for c in targets[0].children):
                pass
    else:
        targets = [c for c in verb.children if c.dep_ == "dobj"]
        targets += [p for c in verb.children if c.dep_ == "prep" and c.lower_ in {"over", "at"} and verb.lemma_ == "preside" for p in c.children]
    for target in targets:
        for led in _led(target):
            for leader in leaders:
                if leader.type != ActorType.GROUP:
                    found.add(leader, led, verb, "verb" if not passive(verb) else "passive")


def _titles(doc: Doc, found: _Leads) -> None:
    leading = {t.words[-1] for many in lexicon.titles().values() for t in many if t.leads}
    for candidate in list(doc._.candidates or ()):
        if candidate.heading != "roles":
            continue
        title = str(candidate.values["title"]).casefold().split()
        if title and (title[-1] in leading or title[0] in leading):
            found.add(candidate.actors["person"], candidate.actors["organization"], doc[candidate.evidence[0]], f"title-{title[-1]}")
