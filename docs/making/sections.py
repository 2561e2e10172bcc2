"""Generated parts of a page, each between two marks; the text around them is written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

__all__ = ["section", "table", "with_sections"]


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, with a line break after each row.

    >>> print(table(["word", "sense"], [["a|b", "two"]]), end="")
    | word | sense |
    | --- | --- |
    | a\\|b | two |
    """
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def section(page: str, name: str) -> str:
    """The text between ``<!-- NAME:begin -->`` and ``<!-- NAME:end -->``.

    Raises `ValueError` where the page has no such marks.
    """
    return _around(page, name)[1]


def with_sections(page: str, found: Mapping[str, str]) -> str:
    """The page with each text in place of the one between its marks.

    >>> with_sections("<!-- n:begin -->\\nold\\n<!-- n:end -->", {"n": "new\\n"})
    '<!-- n:begin -->\\nnew\\n<!-- n:end -->'

    Raises `ValueError` where the page has no such marks.
    """
    for name, text in found.items():
        before, _, after = _around(page, name)
        page = before + text + after
    return page


def _around(page: str, name: str) -> tuple[str, str, str]:
    begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
    before, found, rest = page.partition(begin)
    inside, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page has no place for {name}")
    return before + begin, inside, end + after
