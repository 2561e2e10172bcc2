"""`kg evaluate --all`: recompute every figure of the reading, in a checkout of the project."""

from __future__ import annotations

from pathlib import Path

import typer

from kg.errors import CheckoutMissingError, InputError
from kg.whole_file import write_whole

__all__ = ["print_figures"]

SECTIONS = {"genre": "genres", "licence": "licences", "rule": "rules"}


def print_figures(shared: Path | None, by: str | None, page: Path | None) -> None:
    """Cross-validate, measure the corpora, and print the tables as Markdown, or insert them into a page.

    ``shared`` holds ``gold/train``, ``gold/dev`` and ``corpora/``. With ``by`` only that table is made, which needs no
    corpora except GUM. Raises `kg.errors.CheckoutMissingError` if the sources or their dependencies are missing, and
    `kg.errors.InputError` if a folder is missing or the page has no place for a table.
    """
    try:
        import sklearn  # type: ignore[import-untyped]  # noqa: F401

        from training.filter import load_documents
        from training.places import SHARED
        from training.report import markdown, sections
    except ImportError as error:
        raise CheckoutMissingError(detail=str(error)) from error
    folder = shared or SHARED
    for folder_of_sources in (folder / "gold" / "train", folder / "gold" / "dev", folder / "corpora"):
        if not folder_of_sources.is_dir():
            raise InputError(path=folder_of_sources, detail="there is no such folder")
    facts, statements = load_documents(folder)
    sections_by_name = sections(facts, statements, None if by is not None else folder / "corpora")
    if by is not None:
        sections_by_name = {SECTIONS[by]: sections_by_name[SECTIONS[by]]}
    try:
        text = markdown(sections_by_name, page)
    except ValueError as error:
        raise InputError(path=page, detail=error) from error
    if page is None:
        typer.echo(text)
        return
    write_whole(page, text)
