"""A body after a name is that of the person where "of" or "from" ties it to the name, not where a verb does."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose, Rows


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Professor Hana Novak from Lima University disagreed.", {("Hana Novak", "Lima University", "Professor")}),
        ("They met Trade Minister Hana Novak from Norway.", {("Hana Novak", "Norway", "Trade Minister")}),
        (
            "Israel barred Trade Minister Hana Novak of Norway from Gaza.",
            {("Hana Novak", "Norway", "Trade Minister")},
        ),
        ("Peru recalled Ambassador Hana Novak from Chile.", {("Hana Novak", "Peru", "Ambassador")}),
        ("Lawmakers removed Chief Justice Hana Novak from office.", {("Hana Novak", None, "Chief Justice")}),
        ("The removal of Chief Justice Hana Novak from office took a day.", set()),
        ("Peru rescued Prime Minister Hana Novak from Norway.", {("Hana Novak", "Norway", "Prime Minister")}),
        ("Peru released Minister Hana Novak from Norway on Friday.", {("Hana Novak", "Norway", "Minister")}),
        ("Peru summoned Ambassador Hana Novak from Norway.", {("Hana Novak", "Norway", "Ambassador")}),
        ("Peru fired Minister Hana Novak from the cabinet.", {("Hana Novak", "Peru", "Minister")}),
        ("They heard Editor Hana Novak from Ottawa by video.", {("Hana Novak", None, "Editor")}),
        ("They left, said Hana Novak, the fisheries minister", {("Hana Novak", None, "fisheries minister")}),
    ],
)
def test_a_body_after_a_name_belongs_to_the_person_or_to_the_verb(proposed: Propose, text: str, roles: Rows) -> None:
    assert proposed(text, "roles") == roles
