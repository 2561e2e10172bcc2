"""Titles right before and after a person's name, in lists too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster
from kg.extract.frames.factuality.factuality import is_asserted
from kg.extract.frames.factuality.hedges import is_presumed
from kg.extract.grammar.occurrences import is_possessive_mark, word_at
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.posts_before_names import is_served, is_told_apart
from kg.extract.mentions.title_spans import acts_itself
from kg.extract.roles.bodies_in_titles import WORDS_OF_POSTS_NOT_HELD, body_mentions
from kg.extract.roles.posts import Post, all_posts
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["is_in_list", "named_persons", "posts_beside", "skip_honorifics"]

TOKENS_BACK_TO_TITLE = 30
"""Tokens before a name in which its title may end."""
NEIGHBOURS = 2 * TOKENS_BACK_TO_TITLE
"""Posts before or after another one that are looked at: more than stand within `TOKENS_BACK_TO_TITLE`."""
TOKENS_OF_PLACES_AND_BODIES = 12
"""The most tokens of the places and bodies in a title: "Envoy for Peru, Chile and the Andes"."""
WORDS_BETWEEN_NAME_AND_TITLE = word_set("between-name-and-title") | WORDS_OF_POSTS_NOT_HELD
PREPOSITIONS_IN_TITLES = word_set("prepositions-in-titles")
STYLES_OF_ADDRESS = word_set("styles-of-address")
VERBS_BETWEEN_NAME_AND_TITLE = word_set("verbs-between-name-and-title")
WORDS_OF_SECOND_POSTS = word_set("words-of-second-posts")
WORDS_BEFORE_HONORIFICS = word_set("words-before-honorifics")
WORDS_IN_PLACES_AND_BODIES = {"and", "the", ",", "&"} | PREPOSITIONS_IN_TITLES
WORDS_IN_LISTS_OF_PEOPLE_AND_MARKS = word_set("words-in-lists-of-people") | {",", "&", "(", ")"}


@once_a_document
def named_persons(doc: Doc) -> dict[int, tuple[TokenMention, Cluster]]:
    """Named persons by the token at which they start."""
    persons_by_start: dict[int, tuple[TokenMention, Cluster]] = {}
    for cluster in CLUSTERS(doc):
        if cluster.type == ActorType.PERSON:
            for mention in cluster.mentions:
                if mention.reason == MentionReason.NAME:
                    persons_by_start[mention.start] = (mention, cluster)
    return persons_by_start


def posts_beside(doc: Doc, mention: TokenMention) -> Iterator[tuple[Post, str]]:
    """The posts that the words right around a person's name give, with the rule that found each."""
    names = named_persons(doc)
    posts = all_posts(doc)
    for n, post in _posts_before(doc, mention.start):
        if "\n" in doc[post.right - 1 : mention.start].text or is_served(doc, post.start, mention.start):
            continue
        gap = skip_honorifics(doc, post.right)
        tail = posts[n + 1 : n + 1 + NEIGHBOURS]
        while (
            gap < mention.start
            and (post_between := next((p for p in tail if p.left == gap and not p.plural), None)) is not None
        ):
            gap = skip_honorifics(doc, post_between.right)
        if gap == mention.start or _is_joined_before_name(doc, post, tail, mention.start):
            yield post, "title-before"
            continue
        is_listed = post.plural and gap in names and is_in_list(doc, names, gap, mention.start)
        mark, after_mark = doc[gap].text, skip_honorifics(doc, gap + 1)
        if (post.plural and not is_listed) or (
            mark == "," and (_is_vocative(doc, post) or _is_of_other(doc, post, mention))
        ):
            continue
        if mark == "," and (
            _skip_occupation(doc, after_mark) == mention.start or _ends_at_name(doc, tail, after_mark, mention)
        ):
            yield post, "title-comma-name"
        elif gap < mention.start <= gap + 3 and all(
            t.lower_ in {"is", "was", ",", "the"} for t in doc[gap : mention.start]
        ):
            yield post, "title-is-name"
        elif is_listed:
            yield post, "title-list"
    yield from _posts_after_name(doc, mention, posts)


def _is_joined_before_name(doc: Doc, post: Post, later_posts: Iterable[Post], name: int) -> bool:
    """Whether a post is one of two that the person named next holds: "[Deputy Premier] and Foreign Minister Bo Ek",
    "[Chairman] and CEO Bo Ek"; not "Premier and Foreign Minister Bo Ek", "the Deputy Premier and Foreign Minister Bo
    Ek", "the Chilean Deputy Premier and Peruvian Minister Bo Ek", who may be two."""
    second = next((p for p in later_posts if p.left == post.right + 1), None)
    if second is None or post.plural or second.plural or word_at(doc, post.right) not in {"and", "&"}:
        return False
    words = {t.lower_ for t in doc[post.left : second.right]}
    words_before = doc[max(post.start - 1, 0) : post.left]
    opens_phrase = doc[post.left].text[:1].isupper() and all(t.pos_ not in {"DET", "PRON"} for t in words_before)
    is_one_body = second.body is None or second.body is post.body
    is_joined = bool(words & WORDS_OF_SECOND_POSTS) and opens_phrase and is_one_body and post.how != "possessive"
    return is_joined and skip_honorifics(doc, second.right) == name


def _ends_at_name(doc: Doc, posts: Iterable[Post], start: int, mention: TokenMention) -> bool:
    """Whether one of the posts begins at ``start`` and ends right before a name."""
    return any(p.left == start and skip_honorifics(doc, p.right) == mention.start for p in posts)


def _is_vocative(doc: Doc, post: Post) -> bool:
    """Whether an honorific before a post says that its holder is spoken to: "Thank you, Mr. President, Bo Ek, ..."."""
    return word_at(doc, post.start - 1) in HONORIFICS


def _is_of_other(doc: Doc, post: Post, mention: TokenMention) -> bool:
    """Whether a post before a comma is not that of the name after it; it is of the first name in "Bo Ek, Minister, [Ana
    Ruiz], Mayor of Lima", "elected Bo Ek for Chair, [Ana Ruiz] for Rapporteur"."""
    if is_told_apart(doc, post.end - 1, mention) or _is_chosen_for(doc, post):
        return True
    index_before = post.left - 1
    follows_name = doc[index_before].text == "," and any(m.end == index_before for m, _ in named_persons(doc).values())
    posts_after_name = {p.left for p in all_posts(doc)}.intersection(range(mention.end + 1, mention.end + 4))
    return follows_name and bool(posts_after_name) and doc[mention.end : mention.end + 1].text == ","


def _is_chosen_for(doc: Doc, post: Post) -> bool:
    """Whether the name right before "for" or "as", with its brackets, is that of who gets a post."""
    body = body_mentions(doc)[1].get(post.left - 1)
    index_before = (post.left if body is None else body.start) - 1
    name_ends = {_skip_place(doc, m.end, ()) for m, _ in named_persons(doc).values()}
    return word_at(doc, index_before) in {"as", "for"} and index_before in name_ends


def _posts_before(doc: Doc, place: int) -> list[tuple[int, Post]]:
    """The posts that end at most `TOKENS_BACK_TO_TITLE` tokens before a place, each with its index, in order."""
    ending = _posts_by_end(doc)
    return sorted(
        (
            indexed_post
            for right in range(place - TOKENS_BACK_TO_TITLE + 1, place + 1)
            for indexed_post in ending.get(right, ())
        ),
        key=lambda indexed_post: indexed_post[0],
    )


@once_a_document
def _posts_by_end(doc: Doc) -> dict[int, list[tuple[int, Post]]]:
    """The posts with their indices, by the token after each."""
    posts_by_end: dict[int, list[tuple[int, Post]]] = {}
    for n, post in enumerate(all_posts(doc)):
        posts_by_end.setdefault(post.right, []).append((n, post))
    return posts_by_end


def _skip_occupation(doc: Doc, i: int) -> int:
    """The first token from ``i`` on that is no lower-case word for an occupation: "its founder, hardware merchant [Bo]
    Ek"."""
    index = i
    while index < min(len(doc), i + 4) and doc[index].pos_ in {"NOUN", "ADJ"} and doc[index].text.islower():
        index += 1
    return index


def skip_honorifics(doc: Doc, i: int) -> int:
    """The first token from ``i`` on that is no honorific ("Mr", "His Excellency the Right Honourable")."""
    while i < len(doc) and (
        doc[i].lower_ in HONORIFICS
        or (doc[i].text == "." and doc[i - 1].lower_ in HONORIFICS)
        or doc[i].lower_ in WORDS_BEFORE_HONORIFICS
    ):
        if doc[i].lower_ in {"the", "his", "her"} and not (i + 1 < len(doc) and doc[i + 1].lower_ in STYLES_OF_ADDRESS):
            break
        i += 1
    return i


def is_in_list(doc: Doc, names: dict[int, tuple[TokenMention, Cluster]], start: int, goal: int) -> bool:
    """Whether a list of names that begins at ``start`` ("A of X, B (Y) and C") reaches the name at ``goal``."""
    i = start
    while i < goal:
        if i in names:
            i = names[i][0].end
        elif (
            doc[i].lower_ in WORDS_IN_LISTS_OF_PEOPLE_AND_MARKS
            or CLUSTER_OF(doc).get(i) is not None
            or doc[i].ent_type_ == "GPE"
        ):
            i += 1
        else:
            return False
    return i == goal


def _posts_after_name(doc: Doc, mention: TokenMention, posts: tuple[Post, ...]) -> Iterator[tuple[Post, str]]:
    index_after = _skip_place(doc, mention.end, posts)
    if index_after >= len(doc):
        return
    start = doc[index_after]
    is_relative_clause = start.lower_ == "who" and doc[index_after + 1 : index_after + 2].text in {"is", "was"}
    if is_relative_clause or start.text in {",", "(", "—", "–", "-"}:
        for post in _posts_set_off(doc, index_after, posts):
            if not acts_itself(doc, post.end):
                yield post, "name-comma-title"
    elif start.lower_ in VERBS_BETWEEN_NAME_AND_TITLE and is_asserted(start) and not is_presumed(start):
        for post in posts:
            if (
                index_after < post.start <= index_after + 7
                and doc[post.end - 1].dep_ in {"attr", "ROOT", "compound"}
                and all(
                    t.pos_ in {"DET", "ADJ", "ADV", "NOUN", "PROPN", "PART"} for t in doc[index_after + 1 : post.start]
                )
            ):
                yield post, "name-is-title"
                break
    elif start.text[:1].isupper():
        for post in posts:
            if post.left == index_after and post.body is not None and post.how in {"of", "for"}:
                yield post, "name-title"
                break


def _skip_place(doc: Doc, end: int, posts: tuple[Post, ...]) -> int:
    """The first token after a name, its brackets and the body after "of": "Bo Ek (Ghana) of the Fund[,] ..."."""
    index_after = end
    if index_after + 2 < len(doc) and doc[index_after].text == "(":
        close = next((k for k in range(index_after, min(index_after + 7, len(doc))) if doc[k].text == ")"), None)
        if close is not None and not any(index_after < p.start < close for p in posts):
            index_after = close + 1
    if index_after < len(doc) and doc[index_after].lower_ in {"of", "from"}:
        covered = body_mentions(doc)[1]
        while index_after + 1 < len(doc) and (
            doc[index_after].lower_ in {"of", "from", "the"} or index_after in covered
        ):
            index_after += 1
    return index_after


def _posts_set_off(doc: Doc, index_after: int, posts: tuple[Post, ...]) -> Iterator[Post]:
    """The post that a comma, bracket or dash sets off from the name before it, and those joined to it."""
    covered = body_mentions(doc)[1]
    if word_at(doc, index_after + 1) == "and":
        return  # "Bo Ek, and Foreign Minister ...": of the next one
    for n, post in enumerate(posts):
        if not index_after < post.start <= index_after + 10 or "\n" in doc[index_after : post.end].text:
            continue
        if post.plural or is_possessive_mark(doc, post.end):
            continue  # "X, leaders of both parties said"; "X, the president's adviser": the adviser
        joined_posts = [p for p in posts[n + 1 : n + 3] if _is_joined(doc, post, p)]
        own_posts = [p for p in joined_posts if not _runs_into_name(doc, p)]
        if _runs_into_name(doc, post) or (own_posts != joined_posts and post.right == post.end):
            return  # the title belongs to the next name; not in "the president of Peru and Minister Bo Ek"
        posts_before = posts[max(0, n - NEIGHBOURS) : n]
        owned_tokens = {i for p in posts_before if p.start > index_after for i in range(p.start, p.end + 1)}
        stop = post.left if post.how == "person" else post.start
        words_between = [t for t in doc[index_after + 1 : stop] if t.i not in covered and t.i not in owned_tokens]
        if all(
            t.lower_ in WORDS_BETWEEN_NAME_AND_TITLE or (t.pos_ in {"ADJ", "NOUN"} and t.dep_ in {"amod", "compound"})
            for t in words_between
        ):
            yield post
            yield from own_posts
        return


def _is_joined(doc: Doc, post: Post, later_post: Post) -> bool:
    """Whether "and" joins two posts: "prime minister and leader of the Left"."""
    return later_post.left <= post.right + 2 and any(t.lower_ == "and" for t in doc[post.end : later_post.start])


def _runs_into_name(doc: Doc, post: Post) -> bool:
    """Whether a title runs on to a name to which it belongs: "Minister [Bo Ek]", "Envoy for Peru and the Andes [Bo
    Ek]", "Director of the Office of Ports of the People's Party [Bo Ek]"."""
    names, index = named_persons(doc), skip_honorifics(doc, post.right)
    if index in names:
        return doc[post.right - 1].text != ","
    if index + 1 < len(doc) and doc[index].lower_ in PREPOSITIONS_IN_TITLES:
        places_start = index = index + 1
        while (
            index < min(len(doc), places_start + TOKENS_OF_PLACES_AND_BODIES)
            and index not in names
            and _is_in_places_or_bodies(doc[index])
        ):
            index += 1
        is_name_before = doc[index - 1].text[:1].isupper()
        return places_start < index and index in names and is_name_before and not _ends_post(doc, index)
    return False


def _ends_post(doc: Doc, index: int) -> bool:
    return any(skip_honorifics(doc, post.right) == index for _, post in _posts_before(doc, index))


def _is_in_places_or_bodies(token: Token) -> bool:
    return token.text[:1].isupper() or token.pos_ in {"ADJ", "PART"} or token.lower_ in WORDS_IN_PLACES_AND_BODIES
