"""A text is refused only if it is certainly in another language than English."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from kg.errors import DocumentError
from kg.model import Document
from loaders.language import foreign

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

ENGLISH = "The chief negotiator said that her government would not accept the draft unless the tariffs were lifted. "
GERMAN = (
    "Die Unterhändler beider Länder trafen sich am Freitag erneut in Genf. Der Minister sagte, dass seine Regierung "
    "den Entwurf nicht annehmen werde, und die Delegation verließ den Saal gegen Mittag ohne ein weiteres Wort. "
)
FOREIGN = {
    "de": GERMAN,
    "fr": "Les négociateurs des deux pays se sont retrouvés vendredi à Genève. Le ministre a dit que son gouvernement "
    "n'accepterait pas le projet, et la délégation a quitté la salle vers midi sans un mot.",
    "es": "Los negociadores de los dos países se reunieron de nuevo el viernes en Ginebra. El ministro dijo que su "
    "gobierno no aceptaría el borrador, y la delegación salió de la sala al mediodía.",
    "nl": "De onderhandelaars van beide landen kwamen vrijdag opnieuw bijeen in Genève. De minister zei dat zijn "
    "regering het ontwerp niet zou aanvaarden, of dat er meer tijd nodig was.",
    "da": "Forhandlerne fra de to lande mødtes igen fredag i Genève. Ministeren sagde, at hans regering ikke ville "
    "acceptere udkastet, og delegationen forlod salen ved middagstid for at tale med andre.",
    "ru": "Переговорщики двух стран снова встретились в пятницу в Женеве. Министр сказал, что его правительство не "
    "примет проект, и делегация покинула зал около полудня, не сказав больше ни слова.",
    "zh": "两国谈判代表星期五在日内瓦再次会面。部长说，他的政府不会接受草案，代表团在中午前后离开了会场。",
    "ar": "التقى مفاوضو البلدين مرة أخرى يوم الجمعة في جنيف. وقال الوزير إن حكومته لن تقبل المسودة، وغادر الوفد القاعة "
    "قرابة الظهر دون أن يقول كلمة أخرى لأحد من الصحفيين.",
}
CAPITALS = (
    "PRESENT: MINISTER JOENSEN (FAROE ISLANDS), MR. TANGVALD (NORWAY), MS. SIGURJÓNSDÓTTIR (ICELAND), AMBASSADOR "
    "OKAFOR (NIGERIA), DR. MÜLLER (SWITZERLAND), COUNSELLOR ITO (JAPAN), MRS. DUBOIS (FRANCE), SECRETARY HOLT (UK)"
)


@pytest.mark.parametrize(("code", "text"), FOREIGN.items())
def test_another_language_is_named_and_refused(refusal: Refuse, code: str, text: str) -> None:
    error = refusal(text, "talks.txt")
    assert error.code == "KG-L009"
    assert error.fields["language"] == code
    assert "talks.txt" in str(error)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Verhandlungen in Genf: no text yet.",
        CAPITALS,
        ENGLISH.upper() * 3,
        ENGLISH * 6 + GERMAN,
        ENGLISH * 200 + GERMAN + ENGLISH * 200,
        "Iran, Iraq, Oman, Qatar, Kuwait, Bahrain, Yemen, Jordan, Egypt, Sudan, Libya, Chad, Niger, Mali, Ghana, Togo, "
        "Benin, Gabon, Congo, Angola, Zambia, Malawi",
    ],
)
def test_english_passes_with_any_content(text: str) -> None:
    assert foreign(text) is None


CHINESE = "两国谈判代表星期五在日内瓦再次会面。部长说，他的政府不会接受草案，代表团在中午前后离开了会场。"


@pytest.mark.parametrize(
    "text",
    [
        CHINESE[:25],
        "\n".join((CHINESE * 10)[:360]),
        "兩國談判代表星期五在日內瓦再次會面。部長說，" + "中美談判繼續。" * 49,
        "对不起，我唔知道佢哋喺边度倾偈。" * 22 + "12345678",
        "Xinhua, Geneva (Liu He) " + CHINESE[:24],
    ],
)
def test_chinese_is_refused_in_any_variety(text: str) -> None:
    assert foreign(text) == "zh"


def test_a_foreign_text_with_an_english_sentence_is_foreign() -> None:
    assert foreign(GERMAN * 5 + ENGLISH) == "de"


def test_without_the_check_the_language_is_still_detected(document: Read) -> None:
    assert document(GERMAN, "talks.txt", check_language=False).language == "de"


def test_one_foreign_record_stops_nothing(read_file: Callable[..., list[Document | DocumentError]]) -> None:
    lines = "\n".join(
        json.dumps({"id": number, "text": text}) for number, text in enumerate((ENGLISH, GERMAN, ENGLISH))
    )
    first, second, third = read_file(lines, "talks.jsonl")
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert isinstance(second, DocumentError)
    assert str(second.fields["place"]).endswith("talks.jsonl, 1")


SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
@pytest.mark.parametrize(
    "path",
    ["corpora/enb_vol12.jsonl", "corpora/unlabelled_wikinews.jsonl", "corpora/polnear_train.jsonl", "gold/*/*.txt"],
)
def test_no_english_text_of_the_corpora_is_refused(path: str) -> None:
    found = list(loaders.read([str(SHARED / path)]))
    assert found
    assert [error for error in found if isinstance(error, DocumentError)] == []
