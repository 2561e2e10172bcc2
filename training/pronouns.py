"""Learn which signs tell the antecedent of a pronoun: ``python -m training.pronouns``.

The cases are pronouns of GUM, where coreference is annotated, and pronouns in our gold that stand where a fact has an
actor: the antecedent is the actor that makes the fact right. Only documents whose licence allows passing on what is
learned count. `kg.extract.actors.pronouns` describes each possible antecedent. The weights of `training.choice` are
written to ``kg/extract/data/learned/likely_antecedents.csv``: the same for the same documents, rules and packages.

``--cross-validate`` prints how often the likeliest antecedent is right instead.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import extract
from kg.evaluate import FACT_HEADINGS, GoldDocument, align, load_gold, outcome
from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster
from kg.extract.actors.pronouns import Option, likeliest, pronoun_kind, resolve_pronouns, third_person
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.mentions.mention import TokenMention
from kg.extract.reader import Reader
from kg.extract.stages import COMPONENTS
from kg.extract.text.superfluous_characters import in_original
from kg.extract.words.lexicon import DATA
from kg.model import ActorType, Document, MentionReason
from training.choice import Choice, fit_choice, write
from training.crossvalidation import FOLDS, fold_of
from training.examples import entities_of, fact_of
from training.parses import CACHE, parsed, run_components
from training.places import GOLD, SHARED

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["AnnotatedText", "by_coreference", "by_facts", "fit_weights", "load_documents", "main"]

FILE = DATA / "learned" / "likely_antecedents.csv"
COREFERENCE_WEIGHT = 0.3
"""The weight of a case of GUM: most of its texts are not news, and nearly all its pronouns refer to persons."""
STAND_INS = {"he": ActorType.PERSON, "it": ActorType.ORGANIZATION, "they": ActorType.GROUP}


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A document and, by token, the ids of the actors that a pronoun refers to; an empty set: to no named actor."""

    name: str
    document: Document
    meant: Mapping[int, frozenset[str]]
    weight: float


def load_documents(reader: Reader, shared: Path = SHARED, cache: Path | None = CACHE) -> list[AnnotatedText]:
    """The documents that may be learned from."""
    gold = [g for folder in (GOLD, shared / "gold" / "train") for g in load_gold(folder) if g.ships]
    annotated_texts = [AnnotatedText(g.name, g.document, by_facts(reader, g, cache), 1.0) for g in gold]
    with (shared / "corpora" / "gum.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            document = Document(record["text"], record["doc_id"], f"corpus:{record['doc_id']}")
            antecedents = by_coreference(reader, document, record["entities"], cache)
            annotated_texts.append(AnnotatedText(record["doc_id"], document, antecedents, COREFERENCE_WEIGHT))
    return annotated_texts


def by_facts(reader: Reader, gold: GoldDocument, cache: Path | None) -> dict[int, frozenset[str]]:
    """By token, the ids of the actors that pronouns refer to, by the gold's facts: each pronoun is taken for an
    actor of its own, and its antecedent is the one gold actor in whose place a fact becomes right."""
    doc = run_components(reader, parsed(reader, gold.document, cache), {"kg_pronouns": _stand_ins})
    table = align(gold.facts, {"entities": entities_of(doc)})
    votes: dict[int, set[str]] = defaultdict(set)
    for candidate in CANDIDATES(doc):
        actors = [c for c in candidate.actors.values() if c is not None]
        unknown = [c for c in actors if c.id in doc.user_data["stand_ins"]]
        if len(unknown) != 1 or candidate.heading not in FACT_HEADINGS:
            continue
        fact = fact_of(doc, candidate)
        fits = [
            name
            for name in gold.facts["entities"]
            if outcome(candidate.heading, gold.facts, [fact], {**table, unknown[0].id: name}).right
        ]
        if len(fits) == 1:
            votes[doc.user_data["stand_ins"][unknown[0].id]].add(fits[0])
    ids = defaultdict(set)
    for cluster, name in table.items():
        ids[name].add(cluster)
    return {token: frozenset(ids[next(iter(names))]) for token, names in sorted(votes.items()) if len(names) == 1}


def _stand_ins(doc: Doc) -> Doc:
    table: dict[str, int] = {}
    for token in third_person(doc):
        cluster = Cluster(f"p{token.i}", token.text, STAND_INS[pronoun_kind(token)])
        cluster.mentions.append(
            TokenMention(token.i, token.i + 1, token.i, cluster.type, MentionReason.PRONOUN, token.text)
        )
        CLUSTER_OF(doc)[token.i] = cluster
        table[cluster.id] = token.i
    doc.user_data["stand_ins"] = table
    return doc


def by_coreference(
    reader: Reader, document: Document, entities: Iterable[Mapping[str, Any]], cache: Path | None
) -> dict[int, frozenset[str]]:
    """By token, the ids of the actors that the annotated coreference of a pronoun names."""
    doc = _actors_found(reader, document, cache)
    actor_by_head = {m.head: c.id for c in CLUSTERS(doc) for m in c.mentions}
    pronouns = {token.i for token in third_person(doc)}
    starts, ends = zip(*(in_original(doc, t.idx, t.idx + len(t)) for t in doc), strict=True)
    antecedents: dict[int, frozenset[str]] = {}
    for entity in entities:
        ranges = ((bisect_right(ends, m["start"]), bisect_left(starts, m["end"])) for m in entity["mentions"])
        spans = [doc[first_token:last_token] for first_token, last_token in ranges if first_token < last_token]
        ids = frozenset(actor_by_head[span.root.i] for span in spans if span.root.i in actor_by_head)
        antecedents |= {span.root.i: ids for span in spans if len(span) == 1 and span.root.i in pronouns}
    return dict(sorted(antecedents.items()))


def _actors_found(reader: Reader, document: Document, cache: Path | None) -> Doc:
    """The document with its actors, before any pronoun is resolved."""
    doc = parsed(reader, document, cache)
    for name in COMPONENTS[: COMPONENTS.index("kg_pronouns")]:
        doc = reader.nlp.get_pipe(name)(doc)
    return doc


def _choices(doc: Doc, text: AnnotatedText, weights: Mapping[str, float]) -> Iterator[Choice]:
    """The cases of a document. A pronoun without a known antecedent is resolved by ``weights``, since it counts for the
    later ones."""
    choices: list[Choice] = []

    def decide(token: Token, options: Sequence[Option]) -> tuple[Cluster, float] | None:
        if token.i not in text.meant:
            return likeliest(options, weights) if weights else None
        ids = text.meant[token.i]
        right = [n for n, o in enumerate(options) if (o.cluster.id in ids if o.cluster is not None else not ids)]
        nobody = [n for n, o in enumerate(options) if o.cluster is None]
        for n in (right or nobody)[:1]:
            choices.append(Choice(tuple(o.signs for o in options), n, text.weight))
            cluster = options[n].cluster
            return (cluster, 1.0) if cluster is not None else None
        return None

    resolve_pronouns(doc, decide)
    yield from choices


def fit_weights(reader: Reader, texts: Sequence[AnnotatedText], cache: Path | None = CACHE) -> dict[str, float]:
    """The weight of each sign, learned twice: the second time, the first weights resolve the pronouns without a known
    antecedent."""
    weights: dict[str, float] = {}
    for _ in range(2):
        choices = [c for text in texts for c in _choices(_actors_found(reader, text.document, cache), text, weights)]
        weights = fit_choice(choices, sorted({name for choice in choices for row in choice.options for name in row}))
    return weights


def _score(reader: Reader, text: AnnotatedText, weights: Mapping[str, float]) -> Iterator[str]:
    """For each pronoun whose antecedent is known: its corpus, its kind, and whether the antecedent was found."""
    doc = _actors_found(reader, text.document, CACHE)
    resolve_pronouns(doc, lambda token, options: likeliest(options, weights))
    for token, ids in text.meant.items():
        cluster = CLUSTER_OF(doc).get(token)
        right = cluster.id in ids if cluster is not None else not ids
        outcome = "right" if right else "left open" if cluster is None else "wrong"
        yield f"{'GUM' if text.weight < 1 else 'gold'}, {pronoun_kind(doc[token])}: {outcome}"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.pronouns", description=__doc__)
    parser.add_argument("--cross-validate", action="store_true", help="measure, and write no weights")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where gold and corpora lie")
    parser.add_argument("--out", type=Path, default=FILE, help="where the weights go")
    options = parser.parse_args(arguments)
    reader = extract.load(extract.Options(proposer=None))
    texts = load_documents(reader, options.shared)
    if options.cross_validate:
        counts: Counter[str] = Counter()
        for fold in range(FOLDS):
            weights = fit_weights(reader, [text for text in texts if fold_of(text.name) != fold])
            counts.update(
                outcome for text in texts if fold_of(text.name) == fold for outcome in _score(reader, text, weights)
            )
        sys.stdout.writelines(f"{outcome} {count}\n" for outcome, count in sorted(counts.items()))
        return
    comment = "Weights of the features by which a pronoun refers to an actor. Learned: python -m training.pronouns"
    write(fit_weights(reader, texts), options.out, comment)


if __name__ == "__main__":
    main()
