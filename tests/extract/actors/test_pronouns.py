"""The antecedent of a pronoun; a pronoun without a suitable one has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

MEANT: list[tuple[str, Rows]] = [
    ("Ana Ruiz met Karl Lund. She rejected the draft.", {("She", "Ana Ruiz")}),
    ("Ana Ruiz met Karl Lund. He rejected the draft.", {("He", "Karl Lund")}),
    ("Karl Lund met Ana Ruiz. She rejected the draft, and he signed it.", {("She", "Ana Ruiz"), ("he", "Karl Lund")}),
    ("Mr Tembo met Ms Okafor. He rejected the draft.", {("He", "Tembo")}),
    ("Chairwoman Sol Kim met Omar Haddad. She rejected the draft.", {("She", "Sol Kim")}),
    ("Ana Ruiz left. Mr Ruiz stayed. He opposed the deal.", {("He", "Ruiz")}),
    ("Ana Ruiz blamed herself for the delay.", {("herself", "Ana Ruiz")}),
    ("The cabinet praised itself.", {("itself", "cabinet")}),
    ("Peru, whose delegation left the room, said that it would pay.", {("it", "Peru")}),
    ("On cod, KENYA opposed the ban. He urged a vote.", {("He", "Kenya")}),
    ("On cod, KENYA asked for time. The WORLD BANK opposed the ban. He urged a vote.", {("He", "World Bank")}),
    ("On cod, KENYA said GREENPEACE opposed the ban. He urged a vote.", {("He", "Kenya")}),
    ("On cod, KENYA opposed the ban of the WORLD BANK. He urged a vote.", {("He", "Kenya")}),
    ("On cod, KENYA met Ana Ruiz. The WORLD BANK opposed the ban. She urged a vote.", {("She", "Ana Ruiz")}),
    ("Ana Ruiz said she opposed the levy.", {("she", "Ana Ruiz")}),
    ("Karl Lund said that if Omar Haddad wins the vote, he will lift the ban.", {("he", "Omar Haddad")}),
    ("Karl Lund said that if he wins the vote, he will lift the ban.", {("he", "Karl Lund")}),
    ("Norway opposed the ban. It urged a vote.", {("It", "Norway")}),
    (
        "The EU proposed a ceiling. Mali, Chad and Peru said they opposed the fund.",
        {("they", who) for who in ("Mali", "Chad", "Peru")},
    ),
    ("Kenya said it would not sign.", {("it", "Kenya")}),
    # nobody is somebody that he is said not to be, or speaks of whom he speaks to
    ("The farmers are not rebels, they are realists.", {("they", "farmers")}),
    ("They are not rebels, they want peace.", set()),
    ("Q: Minister Lund, will you pay?\n\nQUESTION: Minister Ek, (off mike).\n\nQUESTION: He asked for boats.", set()),
    ("The ministers met. They called for a truce.", {("They", "ministers")}),
    ("US officials met. They rejected the draft.", {("They", "US officials")}),
    ("Norway defended its ban.", {("its", "Norway")}),
    ("The union said its members rejected the offer.", {("its", "union")}),
    ("Norway's envoy, Ana Ruiz, said she feared the levy.", {("she", "Ana Ruiz")}),
    ("The EU opposed the tax. They urged restraint.", {("They", "European Union")}),
    ("Norway met Sweden, and it rejected the draft.", {("it", "Norway")}),
    ("Ivo Marek backed the deal. His party opposed it.", {("His", "Ivo Marek")}),
    ("Ana Ruiz spoke of Eva Lund. She said that Lund was just.", {("She", "Ana Ruiz")}),
    ("Ana Ruiz met Eva Lund. She praised Lund for the truce.", {("She", "Ana Ruiz")}),
    ('Ana Ruiz met Eva Lund. "Lund was just," she said.', {("she", "Ana Ruiz")}),
    ("Peru met a mission. It rejected the draft, and Peru's allies left.", {("It", "Peru")}),
    (
        "The rebels met the army. Ana Ruiz and Bo Ek voiced their opposition to the levy.",
        {("their", "Ana Ruiz"), ("their", "Bo Ek")},
    ),
    ("The farmers protested. Ana Ruiz and Bo Ek rejected their demand for a levy.", {("their", "farmers")}),
    ("Ten envoys came to Oslo. Norway and Sweden announced their expulsion.", {("their", "envoys")}),
    ("Omar Haddad came to Lima, visiting Bo Ek on Friday. He also met Karl Lund.", {("He", "Omar Haddad")}),
    ("Omar Haddad came to Lima, visiting Bo Ek on Friday. He later met Karl Lund.", {("He", "Omar Haddad")}),
    ("Karl Lund met Ivo Marek and reiterated his support for the draft.", {("his", "Karl Lund")}),
    ("Norway thanked Sweden and voiced its support for the draft.", {("its", "Norway")}),
    ("Ana Ruiz met Karl Lund and voiced his support for the draft.", {("his", "Karl Lund")}),
    ("Omar Haddad briefed Karl Lund on the results of his talks with Bo Ek.", {("his", "Omar Haddad")}),
    ("Omar Haddad told Ana Ruiz about her talks with Bo Ek.", {("her", "Ana Ruiz")}),
    ("Omar Haddad spoke with Karl Lund. He stressed the need for a vote.", {("He", "Omar Haddad")}),
    ("Omar Haddad said that Karl Lund was wrong. He stressed the need for a vote.", {("He", "Omar Haddad")}),
    ("Omar Haddad was quoted as praising Karl Lund. He stressed the need for a vote.", {("He", "Omar Haddad")}),
    ("Omar Haddad spoke of the quarrel with Karl Lund. He left in May.", {("He", "Omar Haddad")}),
    ("Omar Haddad ran as the deputy of Karl Lund. And then he lost to Ivo Marek.", {("he", "Omar Haddad")}),
    ("Omar Haddad ran as the deputy of Karl Lund. When Lund lost, he left.", {("he", "Karl Lund")}),
    ("Omar Haddad condemned the coup, but the weakness of Karl Lund was clear. He left.", {("He", "Karl Lund")}),
    ("Omar Haddad met Ana Ruiz. She stressed the need for a vote.", {("She", "Ana Ruiz")}),
    # A person named only inside a quotation is not its speaker.
    ('Karl Lund waited. "I had Ivo Marek up. This is about me," he said.', {("he", "Karl Lund")}),
    ('Karl Lund waited. "It is Ivo Marek\'s third term," he said.', {("he", "Karl Lund")}),
    ("The ministry met. Ana Ruiz, a spokeswoman for the union, said it would reject the offer.", {("it", "union")}),
    ("The ministry cut pay. Ana Ruiz, a member of the union, said it would reject the offer.", {("it", "ministry")}),
    ('"We oppose the levy," said Karl Lund, who met Ivo Marek. He called it a mistake.', {("He", "Karl Lund")}),
    # Whoever represents a state speaks as the state, and is a person all the same.
    ("The representative of Peru asked Chile to lift the levy on Kidal. He rejected the draft.", {("He", "Peru")}),
    ("The delegate of Peru said that she supported the draft.", {("she", "Peru")}),
    ("Peru's delegate urged Chile to reopen the port of Misrata. She urged a vote.", {("She", "Peru's delegate")}),
    ("The foreign minister of Peru met Chile in Misrata. He urged a vote.", {("He", "foreign minister of Peru")}),
    ("The representative of Peru met Omar Haddad. He rejected the draft.", {("He", "Omar Haddad")}),
    ("Omar Haddad said that the representative of Peru had left. He urged a vote.", {("He", "Omar Haddad")}),
    ("Karl Lund rejected the plan. The representative of Peru spoke. He urged a vote.", {("He", "Karl Lund")}),
    ("The representative of Peru spoke. Karl Lund thanked Chile. He opposed the levy.", {("He", "Karl Lund")}),
    ("President Lund left Lima. The delegate of Peru welcomed the visit. He urged a vote.", {("He", "Lund")}),
    ("Karl Lund spoke after Ivo Marek's. He rejected the draft.", {("He", "Karl Lund")}),
    ("After Chile shut the border, Peru renewed its appeal to Chile.", {("its", "Peru")}),
]
ABSTAINED: list[str] = [
    "He rejected the draft.",
    "Ana Ruiz left. Vice Minister Liu He praised the levy.",
    "Karl Lund rejected the draft. She was angry.",
    "It is clear that the levy failed.",
    "It rained. Norway opposed the ban.",
    "Ana Ruiz praised her.",
    "The river rose. It flooded the town.",
    "Norway opposed the ban. The vote failed. The day passed. The sun set. It urged a vote.",
    "Ana Ruiz opposed the levy. It hurts the crops.",
    "Kenya opposed the ban. He urged a vote.",
    "Norway met Sweden. She rejected the draft.",
    "Trump imposed tariffs on Peru. The representative of Peru called the step unfair. He urged a vote.",
    "The representatives of Norway opposed the ban. He urged a vote.",
    "The delegation of Norway opposed the ban. He urged a vote.",
    "It was said that Norway opposed the ban.",
    "The vote failed. They agreed to a truce.",
    "Peru and Chile backed it.",
    # Speakers do not mean themselves by "they", even after a quotation of two paragraphs.
    "“The ban failed.\n\n“The vote failed,” said Bo Ek.\n\nThe ministers warned: “They will pay.”",
]


@pytest.mark.parametrize(("text", "expected"), MEANT)
def test_a_pronoun_refers_to_its_antecedent(named: Named, text: str, expected: Rows) -> None:
    assert {(w, n) for w, n, r in named(text, "words", "name", "reason") if r == "pronoun"} == expected


@pytest.mark.parametrize("text", ABSTAINED)
def test_a_pronoun_without_an_antecedent_is_unresolved(named: Named, text: str) -> None:
    assert not [row for row in named(text, "words", "name", "reason") if row[2] == "pronoun"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile said that the workers went on strike. They demanded higher wages.",
        "Peru and Chile said that the rebels had killed ten guards. They claimed responsibility.",
    ],
)
def test_they_may_be_those_of_whom_two_spoke(named: Named, text: str) -> None:
    assert {"Peru", "Chile"}.isdisjoint(name for name, words in named(text, "name", "words") if words == "They")
