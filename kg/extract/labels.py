"""Characterisations of an actor's line: hard-liner, hawk, moderate, and who says so."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract import lexicon
from kg.extract.actors import Cluster, cluster_at, clusters_at
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import subjects
from kg.extract.speech import reports
from kg.model import ActorType, MentionReason

__all__: list[str] = []

NAMING = {
    "call",
    "label",
    "brand",
    "describe",
    "dub",
    "name",
    "consider",
    "see",
    "regard",
    "put",
    "nickname",
    "portray",
    "cast",
    "paint",
    "style",
    "deem",
    "term",
}


@Language.component("kg_labels")
def labels(doc: Doc) -> Doc:
    """Propose labels."""
    table = lexicon.labels()
    seen: set[tuple[str, str]] = set()
    skip: set[int] = set()
    firsts = {re.split(r"[\s-]", form)[0] for form in table}
    for token in doc:
        if token.lower_ not in firsts:
            continue
        hit = None
        end = token.i + 1
        for width in (3, 2, 1):
            words = doc[token.i : token.i + width].text.casefold()
            if words in table and token.i not in skip:
                hit, end = table[words], token.i + width
                skip.update(range(token.i, end))
                break
        if hit is None or (
            token.text[:1].isupper()
            and any(
                m.start <= token.i < m.end and m.reason == MentionReason.NAME and m.end - m.start > 1
                for m in doc._.mentions
            )
        ):
            continue  # a word of a proper name ("the Liberal Party") characterises nobody
        head = doc[end - 1]
        label = _as_written(doc, token.i, end, hit[1], hit[0])
        for cluster, how in _bearers(head, token):
            if (cluster.id, label) in seen:
                continue
            seen.add((cluster.id, label))
            propose(
                doc,
                Candidate(
                    "labels",
                    f"label.{how}",
                    {"actor": cluster, "source": _source(doc, head, cluster)},
                    {"label": label},
                    sentence_bounds(token),
                    {
                        f"rule={how}": 1,
                        f"label={hit[0]}": 1,
                        f"actor={cluster.type}": 1,
                        f"pos={hit[1]}": 1,
                        f"rule,pos={how},{hit[1]}": 1,
                        f"rule,actor={how},{cluster.type}": 1,
                        "quoted": float(token.i > 0 and doc[token.i - 1].text == '"'),
                        "plural": float(head.tag_ in {"NNS", "NNPS"}),
                    },
                ),
            )
    return doc


def _as_written(doc: Doc, start: int, end: int, pos: str, label: str) -> str:
    """The label as the text spells it, a noun in the singular ("hardliners": hardliner)."""
    text = doc[start:end].text.casefold()
    if pos == "noun" and text.endswith("s") and not label.endswith("s"):
        return text.removesuffix("s")
    return text


def _bearers(head: Token, first: Token) -> list[tuple[Cluster, str]]:
    own = cluster_at(head)
    if head.dep_ in {"attr", "oprd", "acomp"} or (head.dep_ == "pobj" and head.head.lower_ in {"as", "among"}):
        verb = head.head if head.dep_ != "pobj" else head.head.head
        objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}] if verb.lemma_ in NAMING else []
        bearers = clusters_at(objects or [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}])
        if bearers:
            return [(c, "predicate") for _, c in bearers]
    if head.dep_ == "appos" and (c := cluster_at(head.head)) is not None:
        return [(c, "apposition")]
    for child in head.children:
        if child.dep_ == "appos" and (c := cluster_at(child)) is not None:
            return [(c, "apposition")]
    if (
        head.dep_ == "pobj"
        and head.head.lower_ in {"of", "among"}
        and (c := cluster_at(head.head.head)) is not None
        and head.head.head.lower_ in {"one", "some", "most"}
    ):
        return [(c, "one-of")]
    if own is None and head.tag_ == "NNS" and any(m.start <= head.i < m.end for m in head.doc._.mentions):
        return [
            (c, "inside")
            for m in head.doc._.mentions
            if m.start <= head.i < m.end and (c := head.doc._.cluster_of.get(m.head)) is not None
        ][:1]
    after = head.nbor(1) if head.i + 1 < len(head.doc) else head
    if head.tag_ == "NNS" and after.text == ",":  # "two other hawks, the MPs A and B,"
        names = [
            c for t in head.subtree if t.i > head.i and (c := cluster_at(t)) is not None and c.type == ActorType.PERSON
        ]
        if names:
            return [(c, "list") for c in {c.id: c for c in names}.values()]
    if head.dep_ in {"amod", "compound", "nmod"} and (c := cluster_at(head.head)) is not None:
        return [(c, "modifier")]
    if own is not None and not any(head.i == m.head and m.entry for m in own.mentions):
        return [(own, "name")]
    return []


def _source(doc: Doc, head: Token, bearer: Cluster) -> Cluster | None:
    for report in reports(doc):
        if report.start <= head.i < report.end:
            for i in report.sources:
                cluster = cluster_at(doc[i])
                if cluster is not None and cluster is not bearer:
                    return cluster
    above = head.head
    if above.pos_ == "VERB" and above.lemma_ in NAMING:
        for subject in subjects(above):
            cluster = cluster_at(subject)
            if cluster is not None and cluster is not bearer:
                return cluster
    return None
