"""Write the documentation that follows from the code: the pages of commands, errors and questions, the tables of how
the reader is built, and the outputs that pages show.

``python -m docs.making.generate`` (or `make docs`) writes them; a test fails while they differ from the code.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from docs.making.console import steps, with_outputs
from docs.making.followed import followed
from docs.making.sections import with_sections
from docs.making.structure import structure
from kg import errors
from kg.errors import DocumentError, KgError, StoreError, UsageError
from kg.query.question import Parameter, questions

__all__ = ["GROUPS", "PAGES", "cli_page", "errors_page", "questions_page", "reader_page"]

MAKING = Path(__file__).resolve().parent
PREFACE, QUESTIONS_BEGIN = "questions-preface.md", "## The questions"
FOLDER = MAKING.parent
GROUPS = {
    "L": "Loaders: files that cannot be read",
    "X": "Extraction: documents and the language model",
    "R": "The record and resolution",
    "J": "Judgements",
    "T": "Lists of your own",
    "S": "Stores",
    "Q": "Questions",
    "N": "Networks",
    "E": "Exports",
    "W": "The server, and the page that travels",
    "C": "The graph's folder, its settings and the command line",
}
"""By the letter of its code, what an error is about, in the order of a document's way through the program."""
READER = "reading/built.md"
KINDS = {DocumentError: "document", UsageError: "usage", StoreError: "store or model"}


def errors_page() -> str:
    """Every error that is raised, by its code."""
    lines = [
        "# Errors",
        "",
        "Every error names the value, the place and the next step, and carries a code. They go to stderr; `--debug`",
        "adds the traceback. In Python each is a class of `kg.errors`, and the values are in `error.fields`.",
        "",
        "| exit status | when |",
        "| --- | --- |",
        "| 0 | done |",
        "| 1 | done, but something was found wrong: a document was refused, a shape is violated, a store is behind |",
        "| 2 | bad usage or input |",
        "| 3 | a store, the record or a model is not there or does not answer |",
        "| 70 | a bug |",
        "| 130 | interrupted |",
        "",
        "This page is made from the classes by `make docs`.",
    ]
    for letter, title in GROUPS.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| code | class | exit | what it says | what to do |",
            "| --- | --- | --- | --- | --- |",
        ]
        for kind in sorted((k for k in _leaves() if k.code[3] == letter), key=lambda k: k.code):
            cells = [kind.code, f"`{kind.__name__}`", str(kind.exit_status), kind.template, kind.next_step]
            lines.append("| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |")
    return "\n".join(lines) + "\n"


def cli_page() -> str:
    """What ``--help`` says of every command."""
    from typer.testing import CliRunner

    from kg.cli import app

    runner = CliRunner(env={"COLUMNS": "100", "NO_COLOR": "1", "KG_GRAPH": None, "KG_FORMAT": None})

    def help_of(*words: str) -> str:
        return "\n".join(line.rstrip() for line in runner.invoke(app, [*words, "--help"]).stdout.strip().splitlines())

    lines = [
        "# The command line",
        "",
        (MAKING / "cli-preface.md").read_text(encoding="utf-8").strip(),
        "",
        "This page is made from the commands' own help by `make docs`.",
        "",
        "```text",
        help_of(),
        "```",
    ]
    for words in _commands():
        lines += ["", f"## kg {' '.join(words)}", "", "```text", help_of(*words), "```"]
    return "\n".join(lines) + "\n"


def questions_page() -> str:
    """Every named question with its parameters and columns."""
    lines = [(MAKING / PREFACE).read_text(encoding="utf-8").strip(), "", QUESTIONS_BEGIN]
    for asked in questions():
        lines += ["", f"### {asked.name}", "", f"{asked.title}. {asked.description}", ""]
        lines += ["| parameter | type | what it does |", "| --- | --- | --- |"]
        lines += [f"| `{each.name}` | {_type(each)} | {each.help} |" for each in asked.parameters]
        lines += ["", "| column | what it means |", "| --- | --- |"]
        lines += [f"| `{each.name}` | {each.meaning} |" for each in asked.columns]
        lines += ["", f"Order: {asked.order}."]
    return "\n".join(lines) + "\n"


def reader_page() -> str:
    """The page about how the reader is built, with its tables of stages, folders and notes."""
    return with_sections((FOLDER / READER).read_text(encoding="utf-8"), structure())


def _type(parameter: Parameter) -> str:
    notes = [parameter.type, "required" if parameter.required else "", "may come again" if parameter.several else ""]
    if parameter.default:
        notes.append(f"default {', '.join(parameter.default)}")
    return ", ".join(note for note in notes if note)


def _commands() -> Iterator[tuple[str, ...]]:
    """The words of every command; after a group come its commands."""
    import typer

    from kg.cli import app

    group = typer.main.get_command(app)
    for name in group.list_commands(None):  # type: ignore[attr-defined]
        yield (name,)
        command = group.get_command(None, name)  # type: ignore[attr-defined]
        if hasattr(command, "list_commands"):
            yield from ((name, each) for each in command.list_commands(None))


def _leaves() -> Iterator[type[KgError]]:
    """The errors that are raised: the classes without subclasses."""
    for kind in (getattr(errors, name) for name in errors.__all__):
        below = [child for child in kind.__subclasses__() if child.__module__.startswith(f"{errors.__name__}.")]
        if issubclass(kind, KgError) and kind not in KINDS and not below:
            yield kind


PAGES = {"cli.md": cli_page, "errors.md": errors_page, "questions.md": questions_page, READER: reader_page}


def refresh_sentence() -> None:
    """Read the sentence that the page about the reader follows, and update what it shows of it."""
    from kg.extract import Options, load

    page = FOLDER / READER
    rules = load(Options(proposer=None))
    page.write_text(with_sections(page.read_text(encoding="utf-8"), followed(rules)), encoding="utf-8")


def refresh_outputs() -> None:
    """Run the commands of the README, then those of each page in a copy of the folder that the README leaves behind,
    and update the outputs shown."""
    readme = FOLDER.parent / "README.md"
    with tempfile.TemporaryDirectory() as place:
        first = Path(place) / "readme"
        shutil.copytree(FOLDER.parent / "examples", first / "examples")
        readme.write_text(with_outputs(readme.read_text(encoding="utf-8"), first), encoding="utf-8")
        for page in (page for page in sorted(FOLDER.rglob("*.md")) if page.parent != MAKING):
            text = page.read_text(encoding="utf-8")
            if any(steps(text)):
                folder = Path(place) / page.stem
                shutil.copytree(first, folder)
                page.write_text(with_outputs(text, folder), encoding="utf-8")


def keep_preface() -> None:
    """Copy the outputs that the page of questions shows back into its preface."""
    head, _, _ = (FOLDER / "questions.md").read_text(encoding="utf-8").partition(QUESTIONS_BEGIN)
    (MAKING / PREFACE).write_text(head.strip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
    refresh_sentence()
    refresh_outputs()
    keep_preface()
