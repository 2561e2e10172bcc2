"""`kg explain-actor` and `kg review --who`, against the same in Python."""

from __future__ import annotations

import json

from tests.cli.conftest import Kg


def test_an_actor_is_explained_as_the_record_explains_it(kg: Kg) -> None:
    result = kg("explain-actor", "Japan", "--format", "json")
    assert result.exit_code == 0, result.stderr
    row = json.loads(result.stdout)[0]
    assert (row["holds"], row["name"], row["reason"], row["actor"]) == ("is", "Japan", "name", "state/japan")


def test_where_nothing_is_doubtful_nobody_is_asked(kg: Kg) -> None:
    result = kg("review", "--who", "--by", "ana", stdin="y\n")
    assert result.exit_code == 0
    assert "0 decided, 0 left" in result.stderr
