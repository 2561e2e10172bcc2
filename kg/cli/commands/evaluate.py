"""`kg evaluate`: how well documents are read, against gold or an annotated corpus."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options as o
from kg.cli.figures import print_figures
from kg.cli.messages import report
from kg.cli.output import print_rows
from kg.cli.reader_options import KeepOption, ProposerOption
from kg.errors import CommandError, InputError
from kg.settings import proposer_of

if TYPE_CHECKING:
    from kg.evaluate import Figures, GoldDocument, Score
    from kg.evaluate.actors import ClusterScore, Sighting
    from kg.evaluate.attribution import AttributedText
    from kg.extract import Options
    from kg.stores.protocol import Value

__all__ = ["By", "Corpus", "Measurement", "evaluate"]

FIGURES = ("precision", "recall", "f1", "right", "predicted", "gold")


class By(StrEnum):
    """How documents or facts are grouped."""

    GENRE = "genre"
    LICENCE = "licence"
    RULE = "rule"


class Corpus(StrEnum):
    """A corpus annotated by others, in the project's JSON Lines."""

    POLNEAR = "polnear"
    GUM = "gum"
    PASSAGES = "passages"
    PLV = "plv"
    BULLETINS = "bulletins"
    TRIPLES = "triples"
    ACTORS = "actors"
    ROLES = "roles"


@dataclass(frozen=True, slots=True)
class Measurement:
    """What to measure, and how to print it."""

    by: Annotated[By | None, typer.Option("--by", help="Group the figures by genre, licence or rule.")] = None
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="HEADING", help="List the facts of this heading that were missed or added."),
    ] = None
    threshold: KeepOption = None
    predicted: Annotated[
        Path | None,
        typer.Option("--predicted", help="Score the NAME.json (or .yaml) in this folder instead of reading the texts."),
    ] = None
    everything: Annotated[
        bool, typer.Option("--all", help="Recompute all figures by cross-validation (needs a checkout; minutes).")
    ] = False
    page: Annotated[
        Path | None, typer.Option("--page", help="With --all: insert the figures into this page, don't print them.")
    ] = None
    corpus: Annotated[Corpus | None, typer.Option("--corpus", help="Treat the paths as files of this corpus.")] = None
    reader: ProposerOption = "small"
    model: o.ModelOption = None
    workers: o.WorkersOption = None


def evaluate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Folders of gold (NAME.txt, NAME.yaml), or files of the --corpus."),
    ] = None,
    *,
    measurement: Measurement,
    format: o.FormatOption = None,
) -> None:
    """Measure precision, recall and F1 against gold facts.

    The texts of the gold are read, and the figures of each heading are printed. With --all, PATH is the folder that
    holds gold/ and corpora/ (default: shared/ beside the checkout), and --by prints only that table.

    \b
    With --corpus, something else is measured, on annotations of others:
    polnear    statements, in the last fifth of the files by name
    gum        statements
    passages   statements, in held-out passages in the format of tests/gold/passages.jsonl
    bulletins  statements
    triples    statements, by the conventions of a published gold set
    plv        events
    actors     resolution of actors, from sightings in JSON Lines as in tests/gold/actors
    roles      resolution of actors, from appointments with dates of office
    """
    from kg.extract import Options

    by, corpus = measurement.by, measurement.corpus
    if measurement.everything:
        print_figures(paths[0] if paths else None, by.value if by is not None else None, measurement.page)
        return
    if not paths:
        raise CommandError(detail="name a folder of gold, or use --all.", command="kg evaluate")
    options = Options(measurement.model, measurement.threshold, proposer_of(measurement.reader))
    for path in paths:
        if not path.exists():
            raise InputError(path=path, detail="there is no such file or folder")
    if corpus is not None:
        print_rows(("measure", *FIGURES), _corpus(corpus, paths, options, measurement.workers), format)
        return
    scored = list(_scored(paths, measurement.predicted, options, measurement.workers))
    if measurement.errors is not None:
        print_rows(("document", "kind", "fact"), _errors(scored, measurement.errors), format)
    elif by is By.RULE:
        print_rows(("heading", "rule", "precision", "right", "predicted"), _rules(scored), format)
    else:
        print_rows(("group", "heading", *FIGURES), _headings(scored, by), format)


def _scored(
    folders: Iterable[Path], predicted: Path | None, options: Options, workers: int | None
) -> Iterator[tuple[GoldDocument, Score, Mapping[str, Any]]]:
    from kg.evaluate import load_gold, predicted_in, read, score

    documents = [document for folder in folders for document in load_gold(folder)]
    sheets = read(documents, options, workers, report) if predicted is None else predicted_in(predicted, documents)
    for document, sheet in zip(documents, sheets, strict=True):
        yield document, score(document.facts, sheet), sheet


def _headings(scored: Sequence[tuple[GoldDocument, Score, Any]], by: By | None) -> Iterator[tuple[Value, ...]]:
    from kg.evaluate import licence_group, total

    groups: dict[str, list[Score]] = {"all": [score for _, score, _ in scored]} if by is None else {}
    for document, score, _ in scored if by is not None else ():
        name = document.genre if by is By.GENRE else licence_group(document.licence)
        groups.setdefault(name, []).append(score)
    for name, scores in sorted(groups.items()):
        for heading, f in total(scores).items():
            yield (name, heading, *_figures(f))


def _rules(scored: Sequence[tuple[GoldDocument, Score, Any]]) -> Iterator[tuple[Value, ...]]:
    from kg.evaluate import by_rule

    for (heading, rule), f in by_rule(score for _, score, _ in scored).items():
        yield (heading, rule, *_rounded_shares(f.precision), f.right, f.predicted)


def _figures(f: Figures) -> tuple[Value, ...]:
    """The values of `FIGURES`, in their order."""
    return (*_rounded_shares(f.precision, f.recall, f.f1), f.right, f.predicted, f.gold)


def _rounded_shares(*shares: float) -> tuple[float, ...]:
    return tuple(round(share, 4) for share in shares)


def _errors(
    scored: Sequence[tuple[GoldDocument, Score, Mapping[str, Any]]], heading: str
) -> Iterator[tuple[Value, ...]]:
    from kg.evaluate import HEADINGS, SIGN

    if heading not in (*HEADINGS, SIGN):
        raise CommandError(detail=f"{heading!r} is no heading: {', '.join((*HEADINGS, SIGN))}.", command="kg evaluate")
    for document, score, sheet in scored:
        outcome = score.outcomes[heading]
        for kind, facts, named_sheet in (("missed", outcome.missed, document.facts), ("added", outcome.added, sheet)):
            for fact in facts:
                yield document.name, kind, json.dumps(_with_names(fact, named_sheet), ensure_ascii=False, default=str)


def _with_names(fact: Mapping[str, Any], sheet: Mapping[str, Any]) -> dict[str, Any]:
    """The fact with its actors' names, without long values of little use to a reader."""
    entities: Mapping[str, Any] = sheet.get("entities") or {}

    def name(value: Any) -> Any:
        if isinstance(value, list):
            return [name(member) for member in value]
        return entities[value]["name"] if isinstance(value, str) and value in entities else value

    shown = {
        key: name(value) for key, value in fact.items() if key not in {"keys", "mentions", "issues", "matter", "id"}
    }
    if isinstance(shown.get("evidence"), dict):
        shown["evidence"] = {key: shown["evidence"][key] for key in ("text", "rule", "confidence")}
    return {key: value for key, value in shown.items() if value not in (None, [], "")}


def _corpus(
    corpus: Corpus, paths: Iterable[Path], options: Options, workers: int | None
) -> Iterator[tuple[Value, ...]]:
    from kg.evaluate.actors import load_sightings
    from kg.evaluate.attribution import last_fifth, load_passages, load_texts
    from kg.evaluate.offices import load_offices
    from kg.evaluate.plover import load_sentences, measure_events
    from kg.evaluate.triples import as_stated, load_bulletins, load_triples, measure_triples

    def load_all[T](load: Callable[[Path], Iterable[T]]) -> list[T]:
        return [item for path in paths for item in load(path)]

    figures_by_measure: dict[str, Figures] = {}
    match corpus:
        case Corpus.ACTORS:
            yield from _actors(load_all(load_sightings))
        case Corpus.ROLES:
            yield from _roles(load_all(load_offices))
        case Corpus.PLV:
            event_figures = measure_events(load_all(load_sentences), options, workers)
            figures_by_measure = {
                "source": event_figures.source,
                "target": event_figures.target,
                "class": event_figures.event_class,
            }
        case Corpus.BULLETINS:
            triple_figures = measure_triples(load_all(load_bulletins), options, workers, as_stated)
            figures_by_measure = {"source, cue and content": triple_figures["exact"]}
        case Corpus.TRIPLES:
            figures_by_measure = measure_triples(load_all(load_triples), options, workers)
        case Corpus.PASSAGES:
            figures_by_measure = _statements([text for text in load_all(load_passages) if not text.ships], options)
        case Corpus.POLNEAR:  # has no annotations of statements within statements
            figures_by_measure = _statements(last_fifth(load_all(load_texts)), options, outermost=True)
        case Corpus.GUM:
            figures_by_measure = _statements(load_all(load_texts), options)
    for measure, f in figures_by_measure.items():
        yield (measure, *_figures(f))


def _statements(texts: Sequence[AttributedText], options: Options, *, outermost: bool = False) -> dict[str, Figures]:
    from kg.evaluate.attribution import measure_statements

    statement_figures = measure_statements(texts, options, outermost=outermost)
    return {"cue and content": statement_figures.found, "source among matches": statement_figures.sources}


def _actors(sightings: Sequence[Sighting]) -> Iterator[tuple[Value, ...]]:
    """The scores over pairs of sightings, and B-cubed, for each part."""
    from kg.evaluate.actors import measure_actors

    for part in sorted({one.part.value for one in sightings}):
        yield from _clusters(part, measure_actors([one for one in sightings if one.part.value == part]))


def _roles(sightings_with_dates: Sequence[Sighting]) -> Iterator[tuple[Value, ...]]:
    """The scores as in `_actors`, and for sightings by title and family name alone; all of it again without dates."""
    from kg.evaluate.offices import measure_offices, undated

    for name, sightings in (("dated", sightings_with_dates), ("without dates", undated(sightings_with_dates))):
        scores = measure_offices(sightings)
        yield from _clusters(name, scores.whole)
        yield (f"{name}: family name", *_figures(scores.by_family_name))


def _clusters(name: str, scores: ClusterScore) -> Iterator[tuple[Value, ...]]:
    yield (f"{name}: pairs", *_figures(scores.pairs))
    shares = _rounded_shares(scores.precision, scores.recall, scores.f1)
    yield (f"{name}: B-cubed", *shares, None, scores.sightings, scores.sightings)
