"""Find organizations and other bodies that no list has, as the tagger sees them or by a word such as "Alliance"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import follows_prefix, lowered, occurrences, word_at
from kg.extract.grammar.phrase import tells_kind_of_person
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.mention_finder import MentionFinder, head_of
from kg.extract.mentions.names_of_things import is_part_of_text
from kg.extract.mentions.title_spans import are_posts, before_title, is_title, opens_title_of_state, title_tokens
from kg.extract.text.layout import is_in_heading
from kg.extract.text.memo import once_a_document
from kg.extract.words import lexicon
from kg.extract.words.amounts import amounts
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["DASHES", "DETERMINERS", "NAMES_OF_NO_ACTOR", "ORGANIZATION_WORDS", "STATE_NOUNS", "find_organizations"]

ORGANIZATION_WORDS = word_set("organization-words")
STATE_NOUNS = word_set("state-nouns")
NAMES_OF_NO_ACTOR = word_set("names-of-no-actor")
NO_NAMES_ALONE = word_set("no-names-alone")
HOUSES_OF_INSTITUTES = word_set("houses-of-institutes")
REGIONAL_ADJECTIVES = word_set("regional-adjectives")
RANKS = {"junior", "senior"}
LARGER_REGIONS = word_set("larger-regions")
NOUNS_FOR_NAMED_BODIES = word_set("nouns-for-named-bodies")
DASHES = {"-", "–", "—"}
PLUS = "+"
AND = "&"
LETTERS_OF_CURRENCIES = 3
"""Letters of a currency's code in ISO 4217; no other unit of this length is the beginning of a name."""
DETERMINERS = word_set("determiners")
ENDS_NO_NAME = word_set("words-inside-names") | {"'", ",", "(", ")"}
"""What the tagger may leave at the end of a name."""
WORDS_INSIDE_NAMES_OF_BODIES_AND_MARKS = word_set("words-inside-names-of-bodies") | {"'", "-", "&"}


PLURALS_WITHOUT_S = word_set("plurals-without-s")
NOUNS_FOR_MISSIONS = {"Mission", "Operation"}
BODIES_ON_A_SUBJECT = word_set("bodies-on-a-subject")
BODIES_WITH_AN_AIM = {"campaign", "coalition", "committee"}
ARTICLES_AND_THIS = {"a", "an", "this"}
TREATIES = {"agreement", "memorandum", "treaty"}
LINKS_TO_FIELDS = {"for", "of", "on"}
LONGEST_NAME = 30
"""Words that a name may have before, or after, a word such as "Alliance"."""


def find_organizations(doc: Doc, finder: MentionFinder) -> None:
    """Add the bodies that the tagger finds, then those that it has missed, by their words."""
    of_persons = {i for m in finder.taken.values() if m.type == ActorType.PERSON for i in range(m.start, m.end)}
    for ent, start, end in ((entity, *part) for entity in doc.ents for part in _parts(doc, entity.start, entity.end)):
        start, end = _without_marks(doc, start, end)
        if start >= end or ent.label_ not in {"ORG", "NORP", "GPE", "FAC", "LOC"}:
            continue
        if ent.label_ == "ORG":
            start, end = _with_first_words(doc, start, end, finder), _whole_name(doc, start, end, finder)
        else:
            end = before_title(doc, start, end)
        end = _before_bracket(doc, start, _with_plus(doc, start, end))
        if all(i in finder.covered or doc[i].text in DASHES | {AND} for i in range(start, end)):
            continue  # "Chilean-Peruvian", "Chile & Peru": two states
        name, words = doc[start:end], lowered(doc)[start:end]
        if "\n" in name.text or not any(t.text[:1].isupper() for t in name):
            continue
        if ent.label_ in {"FAC", "LOC"} and ORGANIZATION_WORDS.isdisjoint(words):
            continue
        if not of_persons.isdisjoint(range(start, end)) and not _has_an_aim(doc, start):
            continue
        kind = {"NORP": ActorType.GROUP, "GPE": ActorType.STATE, "LOC": ActorType.STATE}.get(
            ent.label_, ActorType.ORGANIZATION
        )
        head = head_of(doc, start, end)
        if kind == ActorType.STATE and words[-1] == "states":
            kind = ActorType.GROUP  # "Member States"
        if doc[head].lower_ in {"delegation", "mission", "team"}:
            kind = ActorType.DELEGATION
        if (
            words[-1] in STATE_NOUNS
            or {words[-1], name.text.casefold()} & NAMES_OF_NO_ACTOR
            or is_title(doc, start, end)
            or is_part_of_text(doc, start, end)
            or opens_title_of_state(doc, start, end)
        ):
            continue
        if (words[0] in NO_NAMES_ALONE and len(words) == 1) or words[0] in word_set("names-of-storms"):
            continue
        if _only_describes(doc, start, end, is_people=ent.label_ == "NORP") or _is_money(name.text):
            continue
        if are_posts(doc, start, end) or _ends_post(doc, start, end):
            continue
        _add_body(doc, finder, start, end, head, kind)
    _proper_bodies(doc, finder, of_persons)


def _without_marks(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The words that the tagger takes for a name, without the article and marks around it."""
    while start < end and (_opens_no_name(doc[start]) or doc[start].text in DASHES):
        start += 1
    while end > start and doc[end - 1].text in ENDS_NO_NAME:
        end -= 1
    return start, end


def _opens_no_name(token: Token) -> bool:
    """Whether a word is an article or the like before a name: "[a] Rural Fund", "[This] Task Force"."""
    opens_sentence = token.is_sent_start and token.lower_ in ARTICLES_AND_THIS
    return token.lower_ == "the" or opens_sentence or (token.is_lower and token.lower_ in DETERMINERS)


def _is_treaty(doc: Doc, start: int, end: int) -> bool:
    """Whether a name begins with the word for a treaty and its field: "Memorandum of Cooperation"."""
    return doc[start].lower_ in TREATIES and start + 2 < end and doc[start + 1].lower_ in {"of", "on"}


def _has_an_aim(doc: Doc, start: int) -> bool:
    """Whether a name goes on with the purpose of the body, which may name a person: "Committee to Elect Bo Ek"."""
    return doc[start].lower_ in ORGANIZATION_WORDS and word_at(doc, start + 1) in {"against", "for", "to"}


def _ends_post(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are the end of a title, and no body: "Under Secretary of [State for Rural Affairs]"."""
    of_post = word_at(doc, start - 1) == "of" and start - 2 in title_tokens(doc)
    return of_post and end - start > 1 and doc[start + 1].lower_ == "for" and word_at(doc, start - 2) == "secretary"


def _before_bracket(doc: Doc, start: int, end: int) -> int:
    """Where a name ends before a bracket that is not closed in it: "[Agency for Roads] (AR"."""
    bracket = next((i for i in reversed(range(start + 1, end)) if doc[i].text == "("), end)
    return end if any(doc[i].text == ")" for i in range(bracket, end)) else bracket


def _parts(doc: Doc, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of the names in one entity of the tagger's; none if it is the first half of one, "[the Lima Women's]
    Fund"."""
    if doc[end - 1].text == "'s" and doc[end - 2].lower_ in PLURALS_WITHOUT_S:
        return ()
    return _institute_and_house(doc, _with_people(doc, start), end)


def _institute_and_house(doc: Doc, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of an institute and of its academy, university or ministry, where the tagger took both for one name:
    "Institute of Economics [of] the Lima Academy of Sciences"; else the whole span."""
    for i in reversed(range(start + 1, end - 2)):
        is_joined = doc[i].lower_ in {"of", "at", "under"} and doc[i + 1].lower_ == "the"
        if is_joined and not HOUSES_OF_INSTITUTES.isdisjoint(lowered(doc)[i + 2 : end]):
            return (start, i), (i + 1, end)
    return ((start, end),)


def _with_people(doc: Doc, start: int) -> int:
    """Where a name begins from which the tagger left out people before it: "the [Lima Women's] Fund"."""
    if start < 2 or doc[start - 1].text != "'s" or doc[start - 2].lower_ not in PLURALS_WITHOUT_S:
        return start
    name_start = start - 2
    while name_start > 0 and _may_be_in_name(doc[name_start - 1]):
        name_start -= 1
    return name_start


def _whole_name(doc: Doc, start: int, end: int, finder: MentionFinder) -> int:
    """Where a name ends, without a title, with last words that the tagger left out: "State Oil Company [of Peru]",
    "Support Mission in [Libya]", "Office of the United Nations [High Commissioner for Refugees]", "Elm [& May]"."""
    if doc[start].lower_ == "office" and word_at(doc, start + 1) == "of":
        while end < len(doc) - 1 and (
            _may_be_in_name(doc[end]) or (doc[end].text in {"of", "for"} and _may_be_in_name(doc[end + 1]))
        ):
            end += 1
        before_person = any(t.ent_type_ == "PERSON" for t in doc[end : end + 1])
        return before_title(doc, start, end) if before_person else end  # "Office of Trade [Director] Bo Ek"
    indices = range(start + 1, min(end + 1, len(doc) - 1))
    ampersands = [i for i in indices if doc[i].text == AND and all(_is_half(doc[n], finder) for n in (i - 1, i + 1))]
    end = max(before_title(doc, start, end), *(i + 2 for i in ampersands), start)
    mission = next((i for i in range(start + 2, end) if doc[i].text in NOUNS_FOR_MISSIONS), None)
    if mission is not None:
        end = max(end, _with_purpose_and_place(doc, mission + 1))
    is_cut = end - start > 1 and doc[end - 1].pos_ == "ADP"
    next_index = end if is_cut else end + 1
    goes_on = is_cut or (doc[end - 1].lower_ in ORGANIZATION_WORDS and doc[end : end + 1].text in {"of", "for"})
    stop = next_index
    while goes_on and stop < len(doc) and _may_be_in_name(doc[stop]):
        stop += 1
    stop = before_title(doc, start, stop)  # "Bank of Canada Governor"
    if stop > next_index:
        end = stop
    elif is_cut:
        end -= 1
    while (longer_end := _with_field(doc, start, end, finder)) > end:
        end = longer_end
    return end


def _with_field(doc: Doc, start: int, end: int, finder: MentionFinder) -> int:
    """Where a name ends, with one more of the words for its field or aim that the tagger left out: "Ministry [of the
    Interior]", "Court of Appeals [for the Third Circuit]", "Bureau of Roads [and Rail]"; not with another body, "Board
    [of the Boreal Foundation]", or a day, "Parliament [on Monday]", nor with what the name is no noun for: "pressed the
    Council [on Palm Oil]", "accused the Army [of the Callao raid]"."""
    words, last, link = lowered(doc)[start:end], word_at(doc, end - 1), word_at(doc, end)
    of_verb = link != "to" and end < len(doc) and doc[end].head.pos_ in {"AUX", "VERB"}
    if end + 1 >= len(doc) or of_verb or (end - 1 in finder.covered and link != "and"):
        return end
    field_start = end + 1 + (word_at(doc, end + 1) == "the")
    if link == "to" and last in BODIES_WITH_AN_AIM and doc[end + 1].pos_ == "VERB" and doc[field_start].text.istitle():
        aim_end = field_start  # "Coalition [to Defeat ISIS]"
        while aim_end < len(doc) and doc[aim_end].text[:1].isupper() and doc[aim_end].pos_ in {"PROPN", "VERB"}:
            aim_end += 1
        return aim_end if aim_end - field_start > 1 and not is_in_heading(doc[field_start]) else end
    stop = field_start
    while stop < len(doc) and _is_of_field(doc[stop], finder):
        stop += 1
    is_modifier = stop > field_start and doc[stop - 1].head.i >= stop
    if stop == field_start or is_modifier or not ORGANIZATION_WORDS.isdisjoint(lowered(doc)[field_start:stop]):
        return end
    if link == "and":
        joins = (
            field_start == end + 1 and not LINKS_TO_FIELDS.isdisjoint(words) and doc[start].tag_ not in {"NNS", "NNPS"}
        )
        return stop if joins and not any(t.ent_type_ in {"FAC", "ORG"} for t in doc[field_start:stop]) else end
    fits_link = {
        "of": field_start > end + 1 and last in ORGANIZATION_WORDS,
        "for": not ORGANIZATION_WORDS.isdisjoint(words),
        "on": last in BODIES_ON_A_SUBJECT,
    }
    return stop if fits_link.get(link, False) else end


def _is_of_field(token: Token, finder: MentionFinder) -> bool:
    """Whether a word may be part of the name of a body's field: no known name and no post ("Office of the [Chair]")."""
    is_taken = token.i in finder.covered or token.i in title_tokens(token.doc)
    return _may_be_in_name(token) and token.ent_type_ != "GPE" and token.text[:1].isupper() and not is_taken


def _with_first_words(doc: Doc, start: int, end: int, finder: MentionFinder) -> int:
    """Where a name begins, with first words that the tagger left out: "[Open] Market Foundation"."""
    while start > 0 and doc[start - 1].text.istitle() and _may_open(doc[start - 1], start, end, finder):
        start -= 1
    return start


def _may_open(token: Token, start: int, end: int, finder: MentionFinder) -> bool:
    """Whether a proper noun before a name is part of it: of no other name, and a modifier of a word of this one."""
    is_of_other_name = bool(token.ent_type_) or token.i in finder.covered or token.i in title_tokens(token.doc)
    return not is_of_other_name and token.pos_ == "PROPN" and token.dep_ == "compound" and start <= token.head.i < end


def _is_half(word: Token, finder: MentionFinder) -> bool:
    """Whether a word beside "&" may be half of a name: capitalized, and no name that is known by itself."""
    return word.pos_ == "PROPN" and word.text[:1].isupper() and word.i not in finder.covered


def _with_purpose_and_place(doc: Doc, end: int) -> int:
    """Where a mission's name ends, with its purpose and place: "Mission [for the Referendum in Western Sahara]"."""
    while word_at(doc, end) in {"for", "in"}:
        place_start = end + 1 + (word_at(doc, end + 1) == "the")
        stop = place_start
        while stop < len(doc) and _may_be_in_name(doc[stop]):
            stop += 1
        if stop == place_start:
            break
        end = stop
    return end


def _with_plus(doc: Doc, start: int, end: int) -> int:
    """Where a name ends, with a plus and a number that follow: "C5+1"."""
    is_unspaced = start < end < len(doc) - 1 and not doc[end - 1].whitespace_ and not doc[end].whitespace_
    return end + 2 if is_unspaced and doc[end].text == PLUS and doc[end + 1].text.isdigit() else end


def _may_be_in_name(token: Token) -> bool:
    """Whether a word may be part of a body's name: a proper noun that is not of a person, date or time."""
    return token.pos_ == "PROPN" and token.ent_type_ not in {"PERSON", "DATE", "TIME"}


def _is_money(words: str) -> bool:
    return any(amount.start == 0 and len(amount.unit or "") == LETTERS_OF_CURRENCIES for amount in amounts(words))


def _only_describes(doc: Doc, start: int, end: int, *, is_people: bool) -> bool:
    """Whether the words only modify a noun: an adjective of a region, tagged as a people, "[South American]
    states", or one with a prefix, "[pro-Chilean] rebels"."""
    last_word = doc[end - 1]
    words_before = doc[start : end - 1]
    is_region = last_word.lower_ in REGIONAL_ADJECTIVES and all(
        t.lower_ in LARGER_REGIONS | {"-"} for t in words_before
    )
    is_adjective = (is_people and is_region) or (end - start > 1 and follows_prefix(doc, end - 1))
    return is_adjective and last_word.head.i >= end and last_word.dep_ in {"amod", "compound", "nmod"}


def _add_body(doc: Doc, finder: MentionFinder, start: int, end: int, head: int, kind: ActorType) -> None:
    """Add the name of a body, owned by a state or bloc that is part of it; not where a known name inside is enough."""
    inner_mentions = [m for m in finder.taken.values() if m.start >= start and m.end <= end]
    if _is_treaty(doc, start, end):
        finder.covered.update(range(start, end))
        return
    if any(_is_before_noun(doc, m, start, end) for m in inner_mentions):
        return
    owners = (
        m for m in inner_mentions if m.type in {ActorType.STATE, ActorType.BLOC} and word_at(doc, m.start - 1) != "in"
    )
    owner = next(owners, None)
    noun = doc[start].lower_.removesuffix("s") if doc[start].lower_ not in STATE_NOUNS else doc[start].lower_
    if owner is not None and noun in STATE_NOUNS and word_at(doc, start + 1) == "of":
        finder.add(replace(owner, start=start, end=end, head=head, reason=MentionReason.NOMINAL, noun=noun))
        return  # "the Government of Kenya" is Kenya, as "the Governments of Kenya and Ghana" are both
    if any(m.head == head for m in inner_mentions):
        same_head = next(m for m in inner_mentions if m.head == head)
        if same_head.end - same_head.start >= end - start - 1:
            return
        del finder.taken[head]
        finder.inner[head] = same_head
    plural = doc[head].tag_ in {"NNS", "NNPS"} and kind == ActorType.GROUP
    country, owned_by = (owner.country, owner.head) if owner is not None else (None, None)
    name = doc[start:end].text
    finder.add(
        TokenMention(start, end, head, kind, MentionReason.NAME, name, country=country, owner=owned_by, plural=plural)
    )


def _is_before_noun(doc: Doc, inner: TokenMention, start: int, end: int) -> bool:
    """Whether the words are a known body's name and a noun for what it is: "the [Reuters] news agency"."""
    is_listed_body = inner.entry is not None and inner.type in {ActorType.ORGANIZATION, ActorType.BLOC}
    has_noun = doc[end - 1].lower_ in NOUNS_FOR_NAMED_BODIES and all(t.is_lower for t in doc[inner.end : end])
    return is_listed_body and inner.start == start and has_noun


def _proper_bodies(doc: Doc, finder: MentionFinder, of_persons: set[int]) -> None:
    """Add capitalised phrases with a word for organizations, such as "North Sea Catchers' Alliance"."""
    for token in occurrences(doc, ORGANIZATION_WORDS):
        if not token.text[0].isupper() or token.i in finder.taken:
            continue
        if is_title(doc, token.i, token.i + 1) or tells_kind_of_person(token):
            continue
        if token.i in finder.covered or is_in_heading(token):
            continue
        start, first_index = token.i, max(0, token.i - LONGEST_NAME)
        while start > first_index and (
            doc[start - 1].text[:1].isupper() or doc[start - 1].text in WORDS_INSIDE_NAMES_OF_BODIES_AND_MARKS
        ):
            if doc[start - 1].lower_ in DETERMINERS or (
                doc[start - 1].is_punct and doc[start - 1].text not in {"'", "-"}
            ):
                break
            if doc[start - 1].is_sent_start and doc[start - 1].is_stop:
                break
            start -= 1
        while start < token.i and not doc[start].text[:1].isupper():
            start += 1
        end, last_index = token.i + 1, min(len(doc), token.i + LONGEST_NAME)
        while end + 1 < last_index and doc[end].text in {"of", "for"} and doc[end + 1].text[:1].isupper():
            end += 2
            while end < last_index and (doc[end].text[:1].isupper() or _is_inner_hyphen(doc, end)):
                end += 2 if _is_inner_hyphen(doc, end) else 1
        if not of_persons.isdisjoint(range(start, end)) or _is_no_name(doc, start, end, token):
            continue
        _add_body(doc, finder, start, end, head_of(doc, start, end), ActorType.ORGANIZATION)


def _is_inner_hyphen(doc: Doc, i: int) -> bool:
    """Whether a hyphen joins two words of a name: "Union of Non[-]Coastal Towns"."""
    return doc[i].text in DASHES and not doc[i].whitespace_ and doc[i + 1 : i + 2].text[:1].isupper()


def _is_no_name(doc: Doc, start: int, end: int, token: Token) -> bool:
    """Whether the words are a common noun, modify one with a rank ("[SENIOR Administration] OFFICIAL"), or open a
    title ("[Union] Minister")."""
    if end - start == 2 and doc[start].lower_ in RANKS:
        return token.dep_ == "compound"
    if opens_title_of_state(doc, start, end):
        return True
    return end - start == 1 and _is_common(token)


def _is_common(token: Token) -> bool:
    """Whether a word is capitalised only at the beginning of a sentence: "[Police] came. The police left"."""
    opens_sentence = token.is_sent_start or token.nbor(-1).text == '"'
    return bool(opens_sentence) and token.lower_ in lexicon.nominals() and token.lower_ in _common_nouns(token.doc)


@once_a_document
def _common_nouns(doc: Doc) -> frozenset[str]:
    """The words for organizations that are in lower case throughout the text, except at the beginning of sentences and
    in compounds."""
    tokens_inside = [t for t in occurrences(doc, ORGANIZATION_WORDS) if not t.is_sent_start and t.dep_ != "compound"]
    return frozenset(t.lower_ for t in tokens_inside) - {t.lower_ for t in tokens_inside if not t.is_lower}
