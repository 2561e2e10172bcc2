"""``python -m kg`` is `kg`."""

from __future__ import annotations

import sys

from kg.processes.collector import collect_less_often

collect_less_often()  # before anything large is loaded

from kg.processes.safe_path import safe_path  # noqa: E402

# Python has put the working directory first, where the person's files lie. (``python -P -m kg`` never does.)
sys.path[:] = safe_path()

from kg.cli import main  # noqa: E402 - by the path above

if __name__ == "__main__":
    main()
