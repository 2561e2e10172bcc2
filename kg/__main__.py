"""``python -m kg`` is `kg`."""

from __future__ import annotations

import sys

from kg.processes.collector import collect_less_often

collect_less_often()  # before anything large is loaded

from kg.processes.safe_path import safe_path  # noqa: E402

# Python has put the working directory first, which may hold modules of the user's. (``python -P -m kg`` does not.)
sys.path[:] = safe_path()

from kg.cli import main  # noqa: E402 - found on the path set above

if __name__ == "__main__":
    main()
