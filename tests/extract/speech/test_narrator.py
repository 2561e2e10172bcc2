"""The narrators of a text told in the first person: whom "we" refers to outside quotation marks."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import cluster_at
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.speech.turns import called_to
from kg.extract.stages import COMPONENTS
from kg.extract.text.parsing import parse
from kg.extract.text.superfluous_characters import note_document
from kg.model import Document, Genre

STATEMENTS = {
    "The following statement was released by Peru, Chile and Bolivia.\n\n"
    "We condemn the attack on the port. Our position has not changed.": ["Peru", "Chile", "Bolivia"],
    "The following statement was released by Foreign Secretary Ana Ruiz, the Peruvian envoy for trade and seas, Bo Ek, "
    "and Chilean Minister of Trade Cora Lind.\n\nWe oppose the levy. We want a vote.": [
        "Ana Ruiz",
        "Bo Ek",
        "Cora Lind",
    ],
    "Joint statement by Foreign Secretary Ana Ruiz and Trade Minister Bo Ek of Peru\n\nWe oppose it. We want a vote.": [
        "Ana Ruiz",
        "Bo Ek",
    ],
    "The following statement was released by the Governments of Peru and Chile, Bolivia, and Togo.\n\n"
    "We oppose the levy. We want a vote.": ["Peru", "Chile", "Bolivia", "Togo"],
    "The following statement was released by Peru and Chile, Togo said.\n\nWe oppose it. We want a vote.": [
        "Peru",
        "Chile",
    ],
    "The following is attributable to Spokesperson Ana Ruiz:\n\nSecretary Bo Ek met Cora Lind today. "
    "We oppose the levy. We want a vote.": ["Ana Ruiz"],
    "Statement attributable to Ministry Spokesperson Ana Ruiz\n\nWe oppose the levy. We want a vote.": ["Ana Ruiz"],
    "Statement by Chile on raids attributable to Peru\n\nWe condemn the raids. We urge all states to act.": ["Chile"],
    "Joint statement on raids attributable to Peru by the governments of Chile and Togo\n\nWe oppose the raids. "
    "We urge restraint.": ["Chile", "Togo"],
    "Joint statement by the Governments of Norway and of Iceland\n\n"
    "We met in Bergen today. We agreed to open our markets.": ["Norway", "Iceland"],
    "Ms. Quiroga (Peru) (spoke in Spanish): I thank the envoy. My delegation supports the draft.": ["Peru"],
    "Mr. Quiroga (Peru): I have the honour to speak on behalf of the Rio Group. We support the draft.": ["Rio Group"],
    "Mr. Quiroga (Peru): I endorse the statement made on behalf of the Rio Group. We support the draft.": ["Peru"],
    "Mr. Quiroga (Peru): I endorse what Chile said on behalf of the Rio Group. We support the draft.": ["Peru"],
    "Mr. Quiroga (Peru): On behalf of the Rio Group, I thank the envoy. We support the draft.": ["Rio Group"],
    "Mr. Quiroga (Peru): On behalf of the Rio Group, Chile thanked my envoy. We support the draft.": ["Peru"],
    "Mr. Quiroga (Peru): I speak on behalf of my delegation and of Chile. We support the draft.": ["Peru"],
    "Mr. Lund (Norway): I thank the envoy.\n\nMs. Quiroga (Peru) (spoke in Spanish): We support the draft.": ["Peru"],
    "We oppose the levy. We must wait.\n\nAna Ruiz\n\nAna Ruiz is a minister in Lima.": ["Ana Ruiz"],
    "Ms. Ruiz (Chile): We wait.\n\nMr. Ek (Peru): They refuse to give the floor to farmers.\n\nWe want a vote.": [
        "Peru"
    ],
    "The President: I give the floor to Peru.\n\nMr. Quiroga (Peru) Let me thank the envoy. We support it.": ["Peru"],
    "The President: Welcome.\n\nMs. Quiroga (Peru) (spoke in Spanish) I thank you. We support it.": ["Peru"],
    "5037th meeting\n\nMr. Quiroga (Peru): I thank the envoy. My delegation supports the draft.": ["Peru"],
    "MODERATOR: Welcome, all.\n\nQ: Does Peru agree?\n\nTARO ISHII: Thank you. We urge Peru to stop.": ["Taro Ishii"],
    "QUESTION: Does Peru agree?\n\nMR. OKONJO: Thank you. We urge Peru to stop.": ["Okonjo"],
    "I speak on behalf of the Rio Group. We support the plan.": ["Rio Group"],
    "Mr. Quiroga (Peru): I speak on behalf of the three southern members, Chile, Bolivia and Peru. We oppose it.": [
        "Chile",
        "Bolivia",
        "Peru",
    ],
    "Mr. Quiroga (Peru): I speak on behalf of Chile and my own country, Peru. We support the draft.": ["Chile", "Peru"],
    "On behalf of Chile, Bolivia and Togo, I thank the envoy. We support the draft.": ["Chile", "Bolivia", "Togo"],
    "I speak on behalf of Chile, a neighbour of Bolivia and Togo. We support the draft.": ["Chile"],
    "On behalf of Chile, Bolivia and Togo were invited to Lima, and we welcome it. We support the draft.": ["Chile"],
    "On behalf of the European Union, Chile and Togo align themselves with my statement. We support the draft.": [
        "European Union"
    ],
    "I speak on behalf of Chile, Bolivia and Togo's neighbours. We support the draft.": ["Chile"],
    "I speak on behalf of Chile to Bolivia and Togo. We support the draft.": ["Chile"],
    "I am speaking on behalf of Chile, and Peru has endorsed my statement. We support the draft.": ["Chile"],
    "I speak on behalf of the European Union and its member States. We support the draft.": ["European Union"],
    "Mr. Quiroga (Peru): I speak on behalf of the Rio Group. We oppose it. In my national capacity, I want a vote.": [
        "Peru"
    ],
    "Mr. Quiroga (Peru): I speak on behalf of the Rio Group. In my national capacity, I want a vote. "
    "On behalf of the Rio Group, I thank you. We oppose the levy.": ["Rio Group"],
    "Mr. Quiroga (Peru): I speak on behalf of the Rio Group. I shall later speak in my national capacity. "
    "We demand a vote.": ["Rio Group"],
    "Mr. Quiroga (Peru): I speak on behalf of the Rio Group. I will not take the floor in my national capacity. "
    "We oppose the levy.": ["Rio Group"],
    "Mr. Quiroga (Peru): I speak on behalf of the Rio Group and not in my national capacity. We oppose it.": [
        "Rio Group"
    ],
    "Mr. Quiroga (Peru): I speak on behalf of the Rio Group. We invest in our national capacity for relief.": [
        "Rio Group"
    ],
    "On behalf of the people and government of Chile, I congratulate Peru. Our two nations are friends, "
    "and our trade grows.": ["Chile"],
    "Chile welcomes the truce in Yemen. Chile urges the parties to keep it. We thank the envoy of Oman, "
    "and we will go on with our partners.": ["Chile"],
    "Ana Ruiz met the envoy of Chile in Lima.\n\nPresident of Peru Ana Ruiz: Good morning, friends.\n\n"
    "I thank the envoy. We support the draft.": ["Ana Ruiz"],
    "Ana Ruiz spoke of a joint statement by Peru and Chile.\n\nPresident of Peru Ana Ruiz: Good morning.\n\n"
    "I thank the envoy. We support the draft.": ["Ana Ruiz"],
    "Ana Ruiz received Bo Lund.\n\nPresident of the Republic of Peru Ana Ruiz: I thank Mr Lund. We met in May.\n\n"
    "Prime Minister of Norway and Chairperson of the Council Bo Lund (retranslated): We are glad.": ["Bo Lund"],
    "Ana Ruiz received Bo Lund.\n\nPresident of Peru Ana Ruiz: I thank Mr Lund. We met in May.\n\n"
    "Prime Minister of Norway Bo Lund (retranslated):Thank you. We are glad.": ["Bo Lund"],
    "Ana Ruiz received Bo Lund.\n\nPresident of Peru Ana Ruiz: I thank Mr Lund. We met in May.\n\n"
    "Prime Minister of Norway Bo Lund (retranslated) Thank you.\n\nWe are glad.": ["Bo Lund"],
    # The label names its speaker, not somebody named beside that speaker elsewhere.
    "Vladimir Putin and Bo Lund opened the forum.\n\nPresident of Russia Vladimir Putin: Friends, I thank you.\n\n"
    "We met in May.": ["Vladimir Putin"],
    "Ana Ruiz: Welcome. We met.\n\nBo Ek: Yes, we are glad (applause)": ["Bo Ek"],  # the last word of all
    "Cora Lind plays chess.\n\n((Wikinews)) Why do you play?\n\n((Cora Lind)) I like it, and my father played. "
    "We won.": ["Cora Lind"],
    "The President: I shall now make a statement in my capacity as the representative of Chile.\n\n"
    "I thank the envoy. My delegation supports the draft.": ["Chile"],
    "The President: I shall now make a statement in my capacity as the representative of Chile.\n\n"
    "I thank the envoy. My delegation supports the draft.\n\nThe President: I call on Peru.": ["Chile"],
    "In my capacity as the elected representative of Chile, I thank the envoy. My delegation opposes the levy.": [
        "Chile"
    ],
    "I speak in my capacity as the newly appointed delegate of Chile. My delegation opposes the levy.": ["Chile"],
    "The President: I make this statement in my national capacity as the Minister for Trade and Seas of Chile.\n\n"
    "I thank the envoy. We support the draft.": ["Chile"],
    "The President: In my capacity as Foreign Minister of Chile, I thank the representative of Peru. We wait.": [
        "Chile"
    ],
    "The President: In my capacity as Foreign Minister, I thank the delegate of Peru. We wait.\n\n"
    "The President: I call on Chile. We support the draft.": ["President"],
    "President Ana Ruiz: In my capacity as Foreign Minister of Chile, I thank the envoy. We wait.": ["Ana Ruiz"],
    "Joint statement by the governments of Peru and Chile\n\nWe welcome the truce.\n\n"
    "In the words of Bo Ek: peace is not free.\n\nWe demand an end to the war.": ["Peru", "Chile"],
    "Ana Ruiz: The sanctions have failed.\n\nBy Bo Ek\n\nI reject the levy. I support the treaty.": ["Bo Ek"],
    "Peru and Chile support the treaty. Peru and Chile welcome the truce. We met today. Our ministers "
    "will meet in May.": ["Peru", "Chile"],
}


@pytest.mark.parametrize(("text", "tellers"), STATEMENTS.items())
def test_the_narrators_are_those_who_issue_the_statement(reader: Reader, text: str, tellers: list[str]) -> None:
    assert told_by(reader, text) == tellers


@pytest.mark.parametrize(
    "text",
    [
        # These openings are a headline and a sentence, not labels of speakers.
        "Ana Ruiz: the ban must go\n\nPeru waits.\n\nRain fell.\n\nWe left early. Our ships had left.",
        "As Ana Ruiz has put it: it is late.\n\nPeru waits.\n\nRain fell.\n\nWe left early. Our ships had left.",
        # The addressee of a letter, question or call, or a person remembered, is not the narrator.
        "Dear President Bo Ek: I write to you, with concern.\n\nRain fell.\n\nSnow fell.\n\nWe oppose the levy.",
        "In memory of Bo Ek: a friend, and a good one.\n\nRain fell.\n\nSnow fell.\n\nI oppose it. We miss him.",
        "A question for Minister Bo Ek: why?\n\nRain fell.\n\nSnow fell.\n\nI oppose the levy. We must wait.",
        "Letter to the Speaker of the House of Assembly on the levy\n\nI have sent the order. I oppose the levy.",
        "Media contact Bo Ek: call, please.\n\nRain fell.\n\nSnow fell.\n\nWe support it. We must wait.",
        # A short last paragraph that is a sentence is no signature.
        "I oppose the levy. We must wait.\n\nRain fell.\n\nBo Ek left the town.",
        # Nor is the attribution of a quotation above, or a name that unrelated text follows.
        'I oppose the levy. We must wait.\n\n"The levy is a mistake."\n\n- Bo Ek.',
        "I oppose the levy. We must wait.\n\n- Bo Ek.\n\nFishers left the town.",
        # A person who is quoted is not the narrator.
        'We saw the port. "We, the Norwegians, oppose the levy," said a fisher. Our ships had left.',
        # A line that opens with "to" names the addressee.
        "To Bo Ek: We urge you to stop.\n\nTo Cora Lind: We urge you to wait.",
        # "announcement by Oman" names the author of the announcement, not of the text.
        "Yesterday's announcement by Oman was a surprise. We were not told. Our ships had left.",
        # Losses are attributable to those who caused them.
        "The following losses are attributable to Peru.\n\nWe left early. Our ships had left.",
        "Statement: losses attributable to Peru\n\nChile condemns the raids. We urge Peru to stop. We left early.",
        "The letter and the threats attributable to Bo Ek were published. We condemn the threats. We left early.",
        "A statement attributable to Bo Ek was published. We condemn the threats. We left early.",
        "Half of the losses are attributable to Peru.\n\nWe want a fund. We oppose the levy.",
        # A declaration mentioned in the middle of a text is not the text.
        "In a letter sent to the paper by Norway, a reader complained. We reject the ban. We left early.",
        # "on behalf of" in these sentences does not name the narrator.
        "The minister thanked them on behalf of the people of Chile. We left early. Our ships had left.",
        # These speakers are unknown, but they end the preceding turn.
        "MODERATOR: Welcome, all.\n\nQ: Does Peru agree?\n\nSHIGERU ISHII: Thank you. We urge Peru to stop.",
        # A thing named after a person does not speak, nor does a section.
        "Ana Chow led the group.\n\nThe Chow proposal: Peru called for a fund.\n\nAfter the Chow talks: Chile waits.",
        "BILATERALS: Peru met Chile.\n\nPeru and Chile met. They agreed.\n\nFERRIES: Ana Ruiz opposed the levy.",
        # A quotation that continues in the next paragraph is not narrated by "we".
        "Letter by Minister Bo Ek angers farmers\n\n“We oppose the levy. We wrote.\n\n“We want a vote, and we will not "
        "pay,” said Cora Lind.\n\nThe port was shut.",
        "Letter by Minister Bo Ek angers farmers\n\n“We oppose the levy. We wrote.\n\nWe want a vote, and we will not "
        "pay,” said Cora Lind.\n\nThe port was shut.",
        'Statement by Norway\n\nThe fishers wrote: "We wait.\n\nWe reject the ban. We want a vote." It rained.',
        # A noun after "our" is spoken about.
        "Our Ministry supports the levy. Our Ministry urges Peru to act. Our Ministry rejects the ban.",
        # With two candidates there is no narrator.
        "Peru urges a truce. Peru supports the plan. Chile urges a truce. Chile supports the plan. We agree. We wait.",
        # Whoever a comment or newsletter opens with is not whoever writes it.
        "Peru continues its raids on Chile.\n\nWe condemn the raids. We will stand with Chile.",
        "Peru recognizes Togo. We applaud the decision. We urge Chile to follow.",
        "Peru and Chile met on Monday to discuss fish. We urge both sides to compromise. We want a deal.",
        "Peru welcomes travellers from Chile. We visited the port. Our guide had left.",
        "Peru and Chile met in Lima. We watched from the balcony. We left early.",
        "Peru condemns the strike on the port.\n\nWe call on Peru to withdraw. We oppose the war.",
        "Peru and Chile oppose the draft.\n\nWe urge them to think again. We regret their veto.",
        "Peru and Chile shelled the port.\n\nWe demand an end to the war. We oppose it.",
        "Peru and Chile met in Lima. Bolivia left the talks.\n\nWe demand a vote. We oppose the levy.",
        "Peru deplores the raid. Chile has denied it. We demand a vote. We oppose the levy.",
        'Peru deplores the raid.\n\n"We oppose the raid," said a fisher. We demand a vote. We support peace.',
        # What "we" say of a state is no statement of that state's.
        "We urge Chile to show that it is committed to the truce. We hope that Chile supports our plan.",
        # White space before a colon is no speaker.
        "\u00a0\u00a0: We are glad to be here with you. Our ships had left.",
    ],
)
def test_a_text_that_names_no_clear_narrator_has_none(reader: Reader, text: str) -> None:
    assert told_by(reader, text) == []


def test_a_salutation_names_the_addressees_of_its_paragraph(reader: Reader) -> None:
    doc = reader.parse(
        Document("To Bo Ek and Cora Lind: We urge you to stop.\n\nOslo, 3 May: Bo Ek left.", "own", "m:own")
    )
    called = {str(doc[head]): doc[words.start : words.stop].text.strip() for head, words in called_to(doc).items()}
    assert called == dict.fromkeys(("Ek", "Lind"), "To Bo Ek and Cora Lind: We urge you to stop.")


@pytest.mark.parametrize(("genre", "tellers"), [(Genre.COMMUNIQUE, ["Peru"]), (Genre.BULLETIN, [])])
def test_a_label_names_a_section_in_a_bulletin(reader: Reader, genre: Genre, tellers: list[str]) -> None:
    turns = ("CHILE: Our ships left.", "PERU: We want a vote.", "CHILE: No state wants one.", "PERU: Many states do.")
    text = "\n\n".join(turns)
    assert told_by(reader, text, genre) == tellers


def told_by(reader: Reader, text: str, genre: Genre | None = None) -> list[str]:
    doc = parse(reader.nlp, text, COMPONENTS)
    note_document(doc, Document(text, "own", "memory:own", genre=genre), None)
    for name, component in reader.nlp.pipeline:
        if name in COMPONENTS and name != "kg_facts":
            doc = component(doc)
    last = [token for token in doc if token.is_alpha][-1]
    found = [cluster_at(doc[i]) for i in SPEAKERS(doc).get(last.i, ())]
    return [actor.name for actor in found if actor is not None]
