"""Measures taken, planned or threatened, with their amounts and status; mere words are no measures."""

from __future__ import annotations

import pytest

from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.reader import Reader
from kg.model import Document
from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("The United States imposed tariffs of 25 percent on China.", {("United States", "China", "tariff", None)}),
    ("The sanctions imposed on Mali by Japan were lifted at Peru's request.", {("Japan", "Mali", "sanction", None)}),
    ("Japan lifted its sanctions on Mali at the request of Peru.", {("Japan", "Mali", "sanction", None)}),
    ("Japan lifted sanctions on Myanmar.", {("Japan", "Myanmar", "sanction", None)}),
    ("Germany pledged €50 million to Malawi.", {("Germany", "Malawi", "aid", 50000000.0)}),
    ("Canada offered Haiti USD 10 million in aid.", {("Canada", "Haiti", "aid", 10000000.0)}),
    ("Russia withdrew its troops from Syria.", {("Russia", "Syria", "withdrawal", None)}),
    ("The miners walked out on Friday.", {("miners", None, "strike", None)}),
    ("Norway walked out of the talks.", {("Norway", None, "withdrawal", None)}),
    ("Norway withdrew from the Lima Treaty.", {("Norway", None, "withdrawal", None)}),
    ("The Sea Party withdrew from the Danish government.", {("Sea Party", None, "withdrawal", None)}),
    ("Norway withdrew its support from the Danish government.", {("Norway", "Denmark", "withdrawal", None)}),
    ("Norway attacked the Druze town of Sahna.", {("Norway", "Sahna", "strike", None)}),
    ("Norway attacked the Syrian town of Sahna.", {("Norway", "Syria", "strike", None)}),
    ("Norway attacked Druze militias.", {("Norway", "Druze militias", "strike", None)}),
    ("General Bo Ek took over the Danish parliament.", {("Bo Ek", "Folketing", "other", None)}),
    ("Bo Ek took control of the Danish Embassy.", {("Bo Ek", "Danish Embassy", "other", None)}),
    ("Rebels took over the Danish Embassy.", {("Rebels", "Danish Embassy", "other", None)}),
    ("Turkey threatened to close the crossing.", {("Turkey", None, "other", None)}),
    ("Israel bombed Damascus.", {("Israel", "Syria", "strike", None)}),
    ("China bought 500,000 tonnes of soybeans from Brazil.", {("China", "Brazil", "purchase", 500000.0)}),
    ("Spain suspended aid to Mali.", {("Spain", "Mali", "sanction", None)}),
    ("France condemned the attacks that Turkey has carried out.", {("Turkey", None, "strike", None)}),
    ("France accused Turkey of arming rebels.", {("Turkey", "rebels", "aid", None)}),
    ("Mali thanked Spain for the delivery of 40 generators.", {("Spain", None, "aid", 40.0)}),
    ("Spain reduced aid to Mali.", {("Spain", "Mali", "sanction", None)}),
    (
        "Fighting resumed between Mali and Niger.",
        {("Mali", "Niger", "strike", None), ("Niger", "Mali", "strike", None)},
    ),
    (
        "Syria's clashes between Mali and Niger went on.",
        {("Mali", "Niger", "strike", None), ("Niger", "Mali", "strike", None), ("Syria", None, "strike", None)},
    ),
    ("Japan condemned North Korea for its test of a missile.", {("North Korea", None, "other", None)}),
    ("Japan praised Mali for sparing one pilot and freeing the rebels.", {("Mali", "rebels", "release", None)}),
    ("Workers have left Mali.", {("Workers", "Mali", "withdrawal", None)}),
    ("Spanish companies have left Mali.", {("Spanish companies", "Mali", "withdrawal", None)}),
    ("Norway legalised the trade in 2009.", {("Norway", None, "other", None)}),
    ("Spain returned 40 vases to Peru.", {("Spain", "Peru", "other", 40.0)}),
    ("Spain dropped the charges against the rebels.", {("Spain", "rebels", "withdrawal", None)}),
    ("Spain is investigating Norway.", {("Spain", "Norway", "other", None)}),
    ("Spain launched cyber warfare against Norway.", {("Spain", "Norway", "other", None)}),
    ("Norway freed nine Spanish fishermen.", {("Norway", "Spanish fishermen", "release", 9.0)}),
    (
        "Japan put in place $16 million in tariffs on Norway, raising the total to $50 million.",
        {("Japan", "Norway", "tariff", 16e6), ("Japan", "Norway", "tariff", 50e6)},
    ),
    (
        "Spain suspended $3 million in aid to Mali, which takes the sum withheld this year to $8 million.",
        {("Spain", "Mali", "sanction", 3e6), ("Spain", "Mali", "sanction", 8e6)},
    ),
    ("Norway sent 50 troops to Mali, bringing the death toll to 20.", {("Norway", "Mali", "deployment", 50.0)}),
    (
        "Norway sent 20 tanks to Mali, bringing the number of tanks sent this year to 30.",
        {("Norway", "Mali", "deployment", 20.0), ("Norway", "Mali", "deployment", 30.0)},
    ),
    ("Exporters could sell wine freely before Japan imposed tariffs on Norway.", {("Japan", "Norway", "tariff", None)}),
    ("Norway spoke of Japan's plans to hit $5 million of fish with tariffs.", {("Japan", None, "tariff", 5e6)}),
    (
        "Japan imposed tariffs. Norway has matched them krone for krone.",
        {("Japan", None, "tariff", None), ("Norway", None, "retaliation", None)},
    ),
    ("Brazil will send 200 soldiers to Haiti.", {("Brazil", "Haiti", "deployment", 200.0)}),
    (
        "Japan imposed sanctions on Mali and Niger.",
        {("Japan", "Mali", "sanction", None), ("Japan", "Niger", "sanction", None)},
    ),
    ("Norway gave aid to Mali and Niger.", {("Norway", "Mali", "aid", None), ("Norway", "Niger", "aid", None)}),
    ("Norway gave $5 million in aid to Mali and Niger.", {("Norway", "Mali", "aid", 5e6)}),
    ("Norway imposed a $5 million sanction on Mali and Niger.", {("Norway", "Mali", "sanction", 5e6)}),
    (
        "Norway suspended aid to Mali and Niger, which takes the sum withheld this year to $8 million.",
        {("Norway", "Mali", "sanction", None), ("Norway", "Mali", "sanction", 8e6)},
    ),
    ("Japan bombed Mali and Niger.", {("Japan", "Mali", "strike", None)}),
    ("Spain used the storm as a pretext to annex Niger.", {("Spain", "Niger", "other", None)}),
    ("Norwegian forces destroyed two bridges.", {("Norwegian forces", None, "strike", 2.0)}),
    ("Norway destroyed the illegal tunnel.", {("Norway", None, "other", None)}),
    ("Norway destroyed three tanks.", {("Norway", None, "strike", 3.0)}),
    ("Norway committed $3 million to Mali.", {("Norway", "Mali", "aid", 3e6)}),
    ("Norway committed $3 million in aid to Mali.", {("Norway", "Mali", "aid", 3e6)}),
    ("Norway committed $3 million to Mali's army.", {("Norway", "Mali's army", "aid", 3e6)}),
    ("Norway restricted exports to Peru.", {("Norway", "Peru", "sanction", None)}),
    ("Spain declared war on Norway.", {("Spain", "Norway", "strike", None)}),
    ("Mali declared a state of emergency in Gao.", {("Mali", "Gao", "other", None)}),
    ("Mali declared state of alert in Gao.", {("Mali", "Gao", "other", None)}),
    ("Canada has designated the Bank of Mali.", {("Canada", "Bank of Mali", "sanction", None)}),
    (
        "Canada designated the River Front as a terrorist organization.",
        {("Canada", "River Front", "sanction", None)},
    ),
    ("Canada targeted three oligarchs.", {("Canada", "oligarchs", "sanction", 3.0)}),
    (
        "Norway targeted Peruvian officials with sanctions.",
        {("Norway", "Peruvian officials", "sanction", None)},
    ),
    ("Spanish forces captured the fort.", {("Spanish forces", None, "strike", None)}),
    ("Spain captured four pirates.", {("Spain", "pirates", "other", 4.0)}),
    ("Norway suspended operations in Mali.", {("Norway", "Mali", "other", None)}),
    ("Norway halted operations in Mali.", {("Norway", "Mali", "other", None)}),
    ("Norway suspended services in Mali.", {("Norway", "Mali", "withdrawal", None)}),
    ("The Bank of Peru closed its operations in Mali.", {("Bank of Peru", "Mali", "withdrawal", None)}),
    ("Norway shared two million doses with Mali.", {("Norway", "Mali", "aid", 2000000.0)}),
    ("Spain boycotted the games.", {("Spain", None, "other", None)}),
    ("Spain boycotted the vote.", {("Spain", None, "other", None)}),
    ("Spain will impose costs on Mali.", {("Spain", "Mali", "sanction", None)}),
    ("Mali implemented a blockade of Niger.", {("Mali", "Niger", "sanction", None)}),
    ("Spain ended its involvement in Mali.", {("Spain", "Mali", "withdrawal", None)}),
    ("Spain announced plans to annex Niger.", {("Spain", "Niger", "other", None)}),
    (
        "The Treasury's Office of Grain Control sanctioned Mali.",
        {("Office of Grain Control", "Mali", "sanction", None)},
    ),
    ("Mali's strikes against civilians went on.", {("Mali", "civilians", "strike", None)}),
    (
        "Japan imposed sanctions on Mali. Japan sanctioned the Bank of Mali. Sanctions on Niger were tightened.",
        {
            ("Japan", "Mali", "sanction", None),
            ("Japan", "Bank of Mali", "sanction", None),
            ("Japan", "Niger", "sanction", None),
        },
    ),
    (
        "Japan imposed sanctions on Mali. Chile sanctioned the Bank of Mali. Sanctions on Niger were tightened.",
        {("Japan", "Mali", "sanction", None), ("Chile", "Bank of Mali", "sanction", None)},
    ),
    (
        "Japan imposed sanctions on Mali. Japan sanctioned the Bank of Mali. Chilean athletes were banned.",
        {("Japan", "Mali", "sanction", None), ("Japan", "Bank of Mali", "sanction", None)},
    ),
    ("Hamas said that it killed two soldiers.", {("Hamas", "soldiers", "strike", 2.0)}),
    ("Peru shelled a village in Chile.", {("Peru", "Chile", "strike", None)}),
    ("China has invested two billion US dollars in Mali.", {("China", "Mali", "other", 2e9)}),
    ("In Mali, the Niger Police charged a man with murder.", {("Niger Police", None, "other", None)}),
    (
        "The bank closed because of Japanese and UN sanctions.",
        {("Japan", None, "sanction", None), ("United Nations", None, "sanction", None)},
    ),
    ("Norway drew the line at Peru's assault, another $800 million.", {("Peru", None, "strike", None)}),
    ("Peru awarded Bo Ek a medal.", {("Peru", "Bo Ek", "other", None)}),
    ("Norway decorated Ana Ruiz with the Order of the North.", {("Norway", "Ana Ruiz", "other", None)}),
    ("Mali awarded Niger $3 million.", {("Mali", "Niger", "aid", 3e6)}),
    ("Chile declared three days of mourning.", {("Chile", None, "other", None)}),
    ("Chile proclaimed a state of emergency.", {("Chile", None, "other", None)}),
    ("Bo Ek stabbed a soldier.", {("Bo Ek", "soldier", "strike", None)}),
    ("Peru occupied Chile.", {("Peru", "Chile", "strike", None)}),
    ("Rebels occupied a hotel.", {("Rebels", None, "other", None)}),
    ("Cuba evacuated 300 villagers.", {("Cuba", "villagers", "other", 300.0)}),
    ("Malawi welcomed 40 refugees.", {("Malawi", "refugees", "aid", 40.0)}),
    ("Norway established a task force.", {("Norway", None, "other", None)}),
    ("Norway opened an office in Peru.", {("Norway", "Peru", "other", None)}),
    ("Norway banned smoking in trains.", {("Norway", None, "other", None)}),
    ("The army placed Bo Ek under house arrest.", {("army", "Bo Ek", "other", None)}),
    ("Peru filed a motion against Chile.", {("Peru", "Chile", "other", None)}),
]
NOTHING = [
    "Norway highlighted sending aid to Chile.",
    "On sending aid to Chile, Norway said the price was high.",
    "Peru refrained from sanctions against Chile.",
    "Did Peru shell Chile and bomb Norway?",
    "Will Peru have to pay back its subsidies?",
    "The envoys pushed disinformation, claiming that Peru had shelled Chile.",
    "Norway spread fabricated reports that Peru had shelled Chile.",
    "Niger warned about an attack by Peru.",
    "Peru made up a pretext for its attack on Chile.",
    "Norway scraped its first win of the season.",
    "The Reform Party captured a majority of seats.",
    "Ana Ruiz beat Bo Ek 6-3, 6-2 in the final.",
    "Officials of Bangladesh said that it killed nine people.",
    "Mali will assist the peace process.",
    "Mali guaranteed the survival of the whale.",
    "France welcomed the news.",
    "Spain said the talks had failed.",
    "Bo Ek rejected reports that Peru had threatened to leave the treaty.",
    "Bo Ek denied that Peru had imposed sanctions on Chile.",
    "Bo Ek dismissed rumours that Peru had imposed sanctions on Chile.",
    "There is no evidence that Peru bombed the port.",
    "Peru has yet to impose sanctions on Chile.",
    "Instead of imposing sanctions on Chile, Peru left.",
    "Some ministers wanted to wait until Spain raised its tariffs.",
    "Some ministers wanted to act before Spain raised its tariffs.",
    "Norway criticised the plan.",
    "Spain and Norway exchanged views.",
    "Norway raised concerns.",
    "Norway proposed to delete the paragraph.",
    "Spain dismissed the allegations.",
    "Norway sent a letter to Spain.",
    "Spain attacked the proposal.",
    "Norway did not bomb the harbour.",
    "Spain refused to close the border.",
    "Norway discussed sanctions with Spain.",
    "The war of words went on.",
    "Spain struck a deal with Norway.",
    "Spain returned to Norway.",
    "Spain dropped the subject.",
    "Importers would like to see both sides put the threat of sanctions on hold.",
    "Norway feared the risk of Spanish tariffs on cod.",
    "Norway would like Spain to impose tariffs on Mali.",
    "Norway urged Spain to impose tariffs on Mali.",
    "Norway contributed to stability in Mali.",
    "Spain designated Ana Ruiz as its ambassador to Mali.",
    "Norway committed $3 billion to its navy.",
    "Norway committed $3 billion.",
    "Mali declared a state of readiness in Gao.",
    "Norway declared a state of Palestine.",
    "Spain ended its campaign in Mali.",
    "Rebels restricted Peru.",
    "Norway targeted officials of Peru.",
    "Norway targeted the government of Peru.",
    "Spain searched for a new coach.",
    "Spain's attacks on the rule of law went on.",
    "No attack was carried out by Spain.",
    "Ana Ruiz took over as chair of the Forum.",
    "Ana Ruiz took over the Danish Embassy in May.",
    "Norway took over the presidency of the Forum.",
    "Ana Ruiz occupied the chair.",
    "Norway demonstrated that the plan works.",
    "Norway and Peru are rallying to save the whale.",
    "Spain attacked the media.",
    "Norway executed the plan and its implementation.",
    "Spain invested in Mali.",
    "Spain fought for supremacy.",
    "Spain redesignated Niger as a reserve.",
    "Spain refuses to rule out using force to take control of Mali.",
    "The Mali war went on.",
    "Spain's unwillingness to withdraw from Mali angered Norway.",
    "Peru presented Chile with a puzzle.",
    "Chile proclaimed its innocence.",
    "Bo Ek beat the odds.",
    "Norway took over the responsibility for the harvest.",
    "Norway established that the report was false.",
    "Peru placed its hopes in Chile.",
    "A Peruvian jet crashed, killing two soldiers.",
    "Norway nearly imposed tariffs on Chile.",
    "Without the pact, Norway would have imposed tariffs on Chile.",
    "Norway would be foolish to shell Chile.",
    "Norway has abandoned its plan to annex the island.",
    "It is not true that Norway has shelled Chile.",
]
STATUSES = [
    ("Peru committed to reviewing or banning the import of grain.", "announced"),
    ("Peru has shelled Norway, so why does Chile not follow?", "in-force"),
    ("Why did Peru shell Norway?", "in-force"),
    ("Peru used the storm as a pretext for its invasion of Norway.", "in-force"),
    ("Norway rejected false charges, saying that Peru had shelled Chile.", "in-force"),
    ("Chile might regret that Peru shelled Norway.", "in-force"),
    ("From Peru's invasion of Chile to the drought, Niger pledged calm.", "in-force"),
    ("Niger has pledged calm since Peru's invasion of Chile.", "in-force"),
    ("Niger has reason to believe that Peru plans and intends to shell Chile.", "possible"),
    ("The papers may reveal that Peru shelled Chile.", "possible"),
    ("It is unclear whether Peru imposed sanctions on Chile.", "possible"),
    ("Spain imposed tariffs on Norway.", "in-force"),
    ("Spain was forced to impose tariffs on Norway.", "in-force"),
    ("Spain has begun to shell Norway.", "in-force"),
    ("Spain nearly doubled its tariffs on Norway.", "in-force"),
    ("Spain was urged to abandon its plan to annex the island.", "announced"),
    ("Spain vowed to bomb Norway.", "announced"),
    ("Spain will impose tariffs on Norway.", "announced"),
    ("Spain to impose tariffs on Norway\n\nThe levy is high.", "announced"),
    ("Spain plans to expel Norway's ambassador.", "announced"),
    ("Spain pledged €5 million to Norway.", "announced"),
    ("Spain threatened to freeze Norway's assets.", "threatened"),
    ("Spain warned that it would impose tariffs on Norway.", "threatened"),
    ("Spain cautioned that it would impose tariffs on Norway.", "threatened"),
    ("Experts cautioned that Spain may impose tariffs on Norway.", "possible"),
    ("Spain may impose tariffs on Norway.", "possible"),
    ("Bo Ek spoke of fears that Spain may be considering shelling Norway.", "possible"),
    ("Spain promised that it would shell Norway.", "announced"),
    ("Spain promised that it would shell Norway if it lost.", "threatened"),
    ("Spain said it would impose tariffs on Norway should talks fail.", "threatened"),
    ("Spain hinted that it would shell Norway.", "possible"),
    ("Chile said that Spain would shell Norway.", "possible"),
    ("Spain feared that it would shell Norway.", "possible"),
    ("Spain hoped that it would lift its embargo on Norway.", "in-force"),
    ("Spain will consider sanctions against Norway.", "possible"),
    ("Spain will re-impose a tariff on Norway.", "announced"),
    ("Chile claimed that Spain planned to shell Norway.", "possible"),
    ("Spain is believed to have shelled Norway.", "possible"),
    ("Spain is considering sanctions against Norway.", "possible"),
    ("Spain would lift its embargo on Norway if the catch fell.", "in-force"),
    ("Spain is ready to lift its embargo on Norway.", "in-force"),
    ("Spain is considering lifting its embargo on Norway.", "in-force"),
    ("Spain will lift its embargo on Norway.", "in-force"),
    ("Spain is expected to ease the embargo on Norway.", "in-force"),
    ("Spain said it would lift its embargo on Norway.", "in-force"),
    ("Spain will lift its embargo on Norway once Norway pays.", "in-force"),
    ("Spain said it would lift its embargo on Norway once Norway paid.", "in-force"),
    ("Spain will lift its embargo on Norway as soon as Norway pays.", "in-force"),
    ("Spain lifted its embargo on Norway once Norway had paid.", "lifted"),
    ("Chile will reply if Spain shells Norway.", "possible"),
    ("Chile promised a reply should Spain go on to shell Norway.", "possible"),
    ("Spain plans to lift its embargo on Norway.", "in-force"),
    ("Spain decided to lift its embargo on Norway.", "lifted"),
    ("The visit follows the lifting of the Spanish embargo on Norway.", "lifted"),
    ("Norway welcomed the lifting of the Spanish embargo.", "lifted"),
    ("Norway welcomed the planned lifting of the Spanish embargo on Mali.", "in-force"),
    ("Norway hailed the partial lifting of the Spanish embargo on Mali.", "in-force"),
    ("Norway hailed the full lifting of the Spanish embargo on Mali.", "lifted"),
    ("Norway opposed the lifting of the Spanish embargo on Mali.", "in-force"),
    ("Norway demanded the lifting of the Spanish embargo on Mali.", "in-force"),
    ("Spain lifted the embargo on Norway.", "lifted"),
    ("Spain called off the blockade of Norway.", "lifted"),
    ("Spain has not lifted the embargo on Norway.", "in-force"),
    ("Spain signed a pact that would let Norway send troops to Mali.", "possible"),
    ("The treaty let Norway shell Mali.", "possible"),
    ("Spain's order lets Norway shell Mali.", "possible"),
    ("Spain's move in June let Norwegian soldiers shell Mali.", "in-force"),
    ("Spain let Norway shell Mali on Monday.", "in-force"),
    ("Spain has let Norway shell Mali.", "in-force"),
    ("Chile urged that the two Spanish ministers send troops to Mali.", "possible"),
    ("Chile called for Spain to shell Norway.", "possible"),
    ("Chile pressed for Spain to shell Norway.", "possible"),
]
QUANTITIES = [
    ("Spain imposed tariffs of 25 percent on $16 billion of Norwegian goods.", (16e9, "USD", 25.0)),
    ("Spain raised the tariffs from 10% to 25%.", (None, None, 25.0)),
    ("Spain imposed a tariff of 10 percent, to rise to 25 percent in May.", (None, None, 10.0)),
    ("Spain levied 30 percent on Norwegian fish.", (None, None, 30.0)),
    ("Spain gave Norway €1.2bn in loans.", (1.2e9, "EUR", None)),
    ("Spain lent Norway 300 million kroner.", (3e8, "NOK", None)),
    ("Spain released thirty-two Norwegian prisoners.", (32.0, "prisoners", None)),
    ("Spain sent two battalions to Norway.", (2.0, "battalions", None)),
    ("Spain bought 2 million tonnes of wheat from Norway.", (2e6, "tonnes", None)),
    ("Spain sent 3.5 million vaccine doses to Norway.", (3.5e6, "doses", None)),
    ("Spain sold 20 percent shares to Norway.", (None, None, 20.0)),
    ("Some 4,000 workers walked off the job.", (4000.0, "workers", None)),
    ("Spain sent troops to Norway in 2019.", (None, None, None)),
    ("Spain sent tens of thousands of troops to Norway.", (None, None, None)),
    ("Spain expelled Norway's envoy for three years.", (None, None, None)),
    ("Spain sent half a million doses to Norway.", (5e5, "doses", None)),
    ("Spain sent two and a half million doses to Norway.", (25e5, "doses", None)),
]


def measures(reader: Reader, sentence: str) -> list[Candidate]:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    return [candidate for candidate in CANDIDATES(doc) if candidate.heading == "actions"]


@examples(FOUND, NOTHING)
def test_only_deeds_are_measures(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected


@pytest.mark.parametrize(("sentence", "status"), STATUSES, ids=[s for s, _ in STATUSES])
def test_the_status_follows_the_words(reader: Reader, sentence: str, status: str) -> None:
    assert [str(measure.values["status"]) for measure in measures(reader, sentence)] == [status]


@pytest.mark.parametrize(("sentence", "expected"), QUANTITIES, ids=[s for s, _ in QUANTITIES])
def test_amount_unit_and_rate(
    reader: Reader, sentence: str, expected: tuple[float | None, str | None, float | None]
) -> None:
    found = [tuple(m.values[field] for field in ("amount", "unit", "rate")) for m in measures(reader, sentence)]
    assert found == [expected]


def test_a_demanded_measure_is_marked_as_not_yet_done(reader: Reader) -> None:
    demanded, done = (measures(reader, s) for s in ("Spain urged Norway to free the crew.", "Norway freed the crew."))
    assert "mood=demanded" in demanded[0].features
    assert "mood=told" in done[0].features


RETOLD = [
    ("Spain invaded Mali in May. The vote came after Spain's invasion.", 1),
    ("Spain invaded Mali in May. Spain's invasion of Niger followed.", 2),
    ("Spain invaded Mali in May. Spain attacked at night.", 2),
]


@pytest.mark.parametrize(("text", "number"), RETOLD, ids=[text for text, _ in RETOLD])
def test_a_war_mentioned_twice_is_one_measure(reader: Reader, text: str, number: int) -> None:
    assert len({measure.values["measure"] for measure in measures(reader, text)}) == number


def test_the_first_strike_of_workers_is_no_attack(reader: Reader) -> None:
    rules = {measure.rule for measure in measures(reader, "Nurses began their first strike at the hospital.")}
    assert rules == {"action.labour-strike"}


def test_we_in_the_words_of_a_spokesperson_is_the_body(proposed: Propose) -> None:
    text = '"We released the crew," said Jan Holt, a spokesman for the Bank of Peru.'
    assert {row[0] for row in proposed(text, "actions")} == {"Bank of Peru"}
