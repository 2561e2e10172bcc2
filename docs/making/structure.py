"""Tables of the reader's structure, made from the code: its stages, its folders, and the notes that they leave."""

from __future__ import annotations

import ast
import inspect
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from docs.making.sections import table
from kg.extract.stages import ACTORS, SPEECH, STAGES, TREE, Stage, register

__all__ = ["structure"]

ROOT = Path(__file__).resolve().parents[2]
READER = ROOT / "kg" / "extract"
GROUPS = {"the tree": TREE, "the actors": ACTORS, "who says what": SPEECH}
"""Groups of requirements that many stages share, by name."""
NOTE = "doc._."
ORDER = "Reading: each stage knows only what comes before it"
"""The import linter's contract that puts the folders in order."""


def structure() -> dict[str, str]:
    """The sections of docs/reading/built.md that follow from the code alone."""
    return {"groups": _groups(), "stages": _stages(), "unjudged": _unjudged(), "folders": _folders(), "notes": _notes()}


def _groups() -> str:
    return "".join(f"- *{name}*: {_listed(parts)}\n" for name, parts in GROUPS.items())


def _stages() -> str:
    import spacy

    register()
    nlp = spacy.blank("en")
    rows = []
    for stage in STAGES:
        run = nlp.create_pipe(stage.name)
        place = inspect.getmodule(run)
        assert place is not None
        assert place.__file__ is not None
        rows.append((f"`{stage.name}`", _link(Path(place.__file__)), _says(run), _needs(stage), _listed(stage.assigns)))
    return table(("stage", "begins in", "what it does", "needs", "gives"), rows)


def _needs(stage: Stage) -> str:
    """What a stage requires; a group that it requires whole is given by its name."""
    whole = {name: parts for name, parts in GROUPS.items() if {*parts} <= {*stage.requires}}
    named = {part for parts in whole.values() for part in parts}
    return ", ".join([*(f"*{name}*" for name in whole), *_shown(p for p in stage.requires if p not in named)])


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(_shown(parts))


def _shown(parts: Iterator[str] | Sequence[str]) -> list[str]:
    """Notes by their names, spaCy's attributes as spaCy writes them."""
    return [f"`{part.removeprefix(NOTE)}`" for part in parts]


def _unjudged() -> str:
    return "".join(f"- `{stage.name}`: {stage.unjudged}.\n" for stage in STAGES if stage.unjudged)


def _folders() -> str:
    rows = []
    for layer in reversed(_layers()):
        for name in layer:
            for init in sorted((READER / name).rglob("__init__.py")):
                doc = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
                rows.append((_link(init.parent), _plain(doc)))
    return table(("folder", "what it holds"), rows)


def _layers() -> list[list[str]]:
    """The folders and files of the reader as the import linter orders them: each layer may import those after it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["name"] == ORDER)
    layers: list[list[str]] = [
        [name.strip(" ()") for name in layer.replace("|", ":").split(":")] for layer in contract["layers"]
    ]
    return layers


def _notes() -> str:
    rows = []
    for path in sorted(READER.rglob("*.py")):
        for name, variable, says in _declared(ast.parse(path.read_text(encoding="utf-8"))):
            rows.append((f"`{name}`", f"`{variable}`", _link(path), says))
    return table(("note", "in code", "declared in", "what it says"), sorted(rows))


def _declared(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    """The notes that a file declares: name, variable, and docstring."""
    for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        match node:
            case ast.AnnAssign(
                target=ast.Name(id=variable),
                value=ast.Call(func=ast.Name(id="Note"), args=[ast.Constant(value=str(name)), _]),
            ):
                match after:
                    case ast.Expr(value=ast.Constant(value=str(words))):
                        yield name, variable, _plain(words)
                    case _:
                        yield name, variable, ""


def _says(run: Callable[..., object]) -> str:
    return _plain(inspect.getdoc(run) or "")


def _plain(words: str) -> str:
    """The first paragraph on one line, code marked as Markdown does."""
    return " ".join(inspect.cleandoc(words).partition("\n\n")[0].split()).replace("``", "`")


def _link(path: Path) -> str:
    """A link to a file or folder of the reader, from a page in docs/reading/."""
    inside = path.relative_to(READER).as_posix() + ("/" if path.is_dir() else "")
    return f"[{inside}](../../kg/extract/{inside})"
