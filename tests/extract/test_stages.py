"""The table of stages: spaCy finds nothing missing in it, and no stage reads or writes a note that it does not name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import Reader
from kg.extract.stages import COMPONENTS, STAGES, Stage
from kg.extract.text.note import Note
from kg.extract.text.parsing import parse
from kg.model import Document

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
GIVEN = {"document", "reduced", "threshold", "proposer", "lists", "adjustments", "likelihoods"}
"""Notes that are filled by the caller of a parse."""
MEMO = {"answers", "occurrences", "places"}


def notes(names: tuple[str, ...]) -> set[str]:
    return {name.removeprefix("doc._.") for name in names if name.startswith("doc._.")}


def missing(nlp: Language) -> dict[str, list[str]]:
    """What spaCy says that each component needs and no component before it gives."""
    analysis = nlp.analyze_pipes(pretty=False)
    assert analysis is not None
    return {name: needs for name, needs in analysis["problems"].items() if needs}


@pytest.fixture(scope="module")
def used(reader: Reader) -> Mapping[tuple[str, str], set[str]]:
    """The notes that each stage reads and writes in the examples."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    stage = ""

    def read(self: Note[object], doc: Doc) -> object:
        found[stage, "read"].add(self.name)
        return ask(self, doc)

    def written(self: Note[object], doc: Doc, value: object) -> None:
        found[stage, "written"].add(self.name)
        put(self, doc, value)

    ask, put = Note.__call__, Note.put
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Note, "__call__", read)
        patch.setattr(Note, "put", written)
        for path in EXAMPLES:
            stage = ""
            document = Document(path.read_text("utf-8"), path.stem, path.as_uri())
            doc = parse(reader.nlp, document.text, COMPONENTS)
            for name, component in reader.nlp.pipeline:
                if name in COMPONENTS:
                    stage = name
                    doc = component(doc)
    return found


def test_the_pipeline_is_the_table(reader: Reader) -> None:
    assert tuple(name for name in reader.nlp.pipe_names if name in COMPONENTS) == COMPONENTS


def test_nothing_is_needed_before_it_is_there(reader: Reader) -> None:
    assert missing(reader.nlp) == {}


def test_a_note_that_is_needed_too_early_is_found(reader: Reader) -> None:
    early = reader.nlp.from_config(reader.nlp.config, disable=["kg_pronouns", "kg_actors"])
    assert missing(early)["kg_roles"] != []


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_uses_the_notes_that_it_names(stage: Stage, used: Mapping[tuple[str, str], set[str]]) -> None:
    assert used[stage.name, "read"] - GIVEN - MEMO <= notes(stage.requires) | notes(stage.assigns)
    assert used[stage.name, "written"] - MEMO <= notes(stage.assigns)


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_that_reads_unjudged_candidates_says_why(stage: Stage) -> None:
    assert bool(stage.unjudged) == ("doc._.candidates" in stage.requires and stage.name != "kg_facts")


def test_all_actors_exist_before_a_heading_needs_them() -> None:
    settled = COMPONENTS.index("kg_roles")
    late = [stage.name for stage in STAGES[settled:] if "doc._.cluster_of" in stage.assigns]
    assert late == []


def test_stages_communicate_only_through_notes() -> None:
    """What a stage passes to another goes through an import that the linter sees."""
    reader = Path(__file__).parents[2] / "kg" / "extract"
    private = re.compile(r"\.user_data|set_extension|\w\._\.\w")
    found = {
        path.name
        for path in reader.rglob("*.py")
        if any(private.search(line) and "``" not in line for line in path.read_text("utf-8").splitlines())
    }
    assert found == {"note.py", "stages.py"}
