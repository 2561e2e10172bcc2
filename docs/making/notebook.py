"""Execute the notebook of examples/networks, and write what its cells show: ``python -m docs.making.notebook``."""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
import os
from pathlib import Path
from typing import Any

__all__ = ["NOTEBOOK", "executed", "shown"]

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "networks" / "study.ipynb"


def executed(path: Path = NOTEBOOK) -> dict[str, Any]:
    """The notebook with the outputs of its cells, run one after the other in this process, in the notebook's folder:
    what they print, and the value of the last expression, as a picture if it is one. Errors of cells are raised.

    This is all that the notebook needs of Jupyter, whose twenty packages the project does without.
    """
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "__notebook__"}
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        number = 0
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                number += 1
                cell["execution_count"] = number
                cell["outputs"] = _outputs("".join(cell["source"]), names, number)
    finally:
        os.chdir(before)
    return notebook


def shown(notebook: dict[str, Any]) -> list[tuple[str, str]]:
    """The outputs of the cells as kind and text, without the bytes of pictures, which depend on matplotlib."""
    found = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if output["output_type"] == "stream":
                found.append(("text", "".join(output["text"])))
            else:
                found += [(kind, "" if kind.startswith("image/") else "".join(x)) for kind, x in output["data"].items()]
    return found


def _outputs(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"cell {number}", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        outputs.append({"name": "stdout", "output_type": "stream", "text": text})
    if value is not None:
        data: dict[str, object] = {"text/plain": [repr(value)]}
        if hasattr(value, "savefig"):
            picture = io.BytesIO()
            value.savefig(picture, format="png", dpi=80)
            data = {"image/png": base64.b64encode(picture.getvalue()).decode("ascii"), "text/plain": ["the picture"]}
        outputs.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return outputs


if __name__ == "__main__":
    text = json.dumps(executed(), indent=1, ensure_ascii=False)
    NOTEBOOK.write_text(text + "\n", encoding="utf-8")
