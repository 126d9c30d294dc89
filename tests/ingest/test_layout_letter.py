"""Letters and what is annexed to them."""

from __future__ import annotations

import pytest
from un_pages import days, heading, kept, labels, note, page, units

from ingest.formats import Block, Page
from ingest.layouts.letter import lay_out_letter, looks_like_letter
from store.records import DayKind, Kind

MASTHEAD = (
    "United Nations S/2031/867 Security Council Distr.: General 17 October 2031 Original: Russian"
)
TITLE = (
    "Letter dated 14 October 2031 from the Permanent Representative of Peru to the United Nations "
    "addressed to the Secretary-General"
)


def letter(*after: str | Block) -> Page:
    return page(
        MASTHEAD,
        heading(TITLE),
        "I have the honour to send a concept paper on lakes (see annex).",
        "(Signed) A. Fisher",
        heading("Annex to the letter dated 14 October 2031 from the Permanent Representative"),
        "[Original: Spanish]",
        heading("Concept paper"),
        "Lakes are deep.",
        heading("Questions"),
        "Members may wish to ask:",
        "1. Who fishes?",
        "2. Who rests:",
        "(a) By day?",
        "Members may also say nothing.",
        note("1 See the map."),
        *after,
    )


def test_a_letter_and_its_annex() -> None:
    source = letter(heading("Annex II"), "Names of lakes.")
    assert looks_like_letter(source)
    laid = lay_out_letter(source, name="file")
    assert kept(source, laid)
    assert laid.kind is Kind.LETTER
    assert laid.title == TITLE
    assert laid.symbol == "S/2031/867"
    assert laid.authors == ("Peru",)
    assert laid.original_language == "ru"
    assert days(laid) == {DayKind.MASTHEAD: "2031-10-17", DayKind.LETTER: "2031-10-14"}
    assert laid.posted is not None
    assert laid.posted.isoformat() == "2031-10-17"
    assert labels(laid) == [
        ("", "I have the"),
        ("", "(Signed) A. Fisher"),
        ("annex", "Annex to the"),
        ("annex", "[Original: Spanish]"),
        ("annex, section “Concept paper”", "Concept paper"),
        ("annex, section “Concept paper”", "Lakes are deep."),
        ("annex, section “Questions”", "Questions"),
        ("annex, section “Questions”", "Members may wish"),
        ("annex, section “Questions”, para. 1", "1. Who fishes?"),
        ("annex, section “Questions”, para. 2", "2. Who rests:"),
        ("annex, section “Questions”, para. 2 (a)", "(a) By day?"),
        ("annex, section “Questions”", "Members may also"),
        ("annex II", "Annex II"),
        ("annex II", "Names of lakes."),
    ]
    assert len(set(units(laid))) == len(units(laid)) == 6


def test_the_annex_may_say_what_it_was_written_in() -> None:
    source = page(TITLE, "Lakes.", "Annex", "[Original: Spanish]", "Lakes are deep.")
    assert lay_out_letter(source, name="file").original_language == "es"


def test_a_letter_of_two_organs_has_two_annexes_and_an_enclosure() -> None:
    title = (
        "Identical letters dated 9 April 2031 from the Permanent Representatives of Chad and the "
        "Russian Federation to the United Nations addressed to the Secretary-General and the "
        "President of the Security Council"
    )
    source = page(
        "United Nations A/85/833–S/2031/376",
        "General Assembly Security Council Distr.: General 10 April 2031 Original: French/Russian",
        "General Assembly Eighty-fifth session Agenda items 31 and 34 (a)",
        "Prevention of drought",
        "Security Council Eighty-sixth year",
        heading(title),
        "We have the honour to send two papers, under agenda items 31 and 34 (a).",
        "(Signed) A. Fisher",
        f"Annex I to the {title[0].lower()}{title[1:]}",
        "[Original: Russian]",
        heading("Statement on lakes"),
        "1. Lakes are deep.",
        "2. They are blue.",
        heading("Enclosure"),
        "A table of depths.",
        "Annex II",
        "[Original: French]",
        "Names of lakes.",
    )
    assert looks_like_letter(source)
    laid = lay_out_letter(source, name="file")
    assert kept(source, laid)
    assert laid.symbol == "A/85/833-S/2031/376"
    assert laid.authors == ("Chad", "Russian Federation")
    assert (laid.session, laid.agenda_item) == ("Eighty-fifth session", "31 and 34 (a)")
    assert days(laid) == {DayKind.MASTHEAD: "2031-04-10", DayKind.LETTER: "2031-04-09"}
    assert labels(laid) == [
        ("", "We have the"),
        ("", "(Signed) A. Fisher"),
        ("annex I", "Annex I to"),
        ("annex I", "[Original: Russian]"),
        ("annex I, section “Statement on lakes”", "Statement on lakes"),
        ("annex I, section “Statement on lakes”, para. 1", "1. Lakes are"),
        ("annex I, section “Statement on lakes”, para. 2", "2. They are"),
        ("enclosure", "Enclosure"),
        ("enclosure", "A table of"),
        ("annex II", "Annex II"),
        ("annex II", "[Original: French]"),
        ("annex II", "Names of lakes."),
    ]


def test_a_letter_of_the_1990s() -> None:
    source = page(
        "UNITED NATIONS S Security Council Distr. GENERAL S/26015 3 July 1993 ENGLISH",
        "ORIGINAL: RUSSIAN",
        "LETTER DATED 1 JULY 1993 FROM THE PERMANENT REPRESENTATIVE OF PERU TO THE UNITED NATIONS "
        "ADDRESSED TO THE PRESIDENT OF THE SECURITY COUNCIL",
        "I have the honour to send a statement.",
        "(Signed) A. FISHER",
        "Annex",
        "Lakes are deep.",
    )
    assert looks_like_letter(source)
    laid = lay_out_letter(source, name="file")
    assert kept(source, laid)
    assert (laid.symbol, laid.original_language) == ("S/26015", "ru")
    assert days(laid) == {DayKind.MASTHEAD: "1993-07-03", DayKind.LETTER: "1993-07-01"}
    assert [label for label, _ in labels(laid)] == ["", "", "annex", "annex"]


def test_a_title_in_bold_is_parted_from_what_runs_on() -> None:
    source = page(Block(f"{TITLE} I have the honour.", bold=len(TITLE)))
    laid = lay_out_letter(source, name="file")
    assert laid.title == TITLE
    assert [block.text for block in laid.blocks] == ["I have the honour."]


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        (
            "Identical letters dated 3 May 2031 from the Chargé d’affaires a.i. of the Permanent "
            "Mission of the Sudan to the United Nations addressed to the Secretary-General and the "
            "President of the Security Council",
            ("Sudan",),
        ),
        (
            "Letter dated 3 May 2031 from the Permanent Representatives of Belgium, Bosnia and "
            "Herzegovina and Peru to the United Nations addressed to the President of the Security "
            "Council",
            ("Belgium", "Bosnia and Herzegovina", "Peru"),
        ),
        (
            "Letter dated 3 May 2031 from the Secretary-General addressed to the President of the "
            "Security Council",
            ("Secretary-General",),
        ),
        (
            "Letter dated 3 May 2031 from the representatives of Peru and Chad to the United "
            "Nations addressed to the President of the Security Council",
            ("Peru", "Chad"),
        ),
        (
            "Letter dated 3 May 2031 from the Head of the Delegation of the European Union to the "
            "United Nations addressed to the President of the Security Council",
            ("European Union",),
        ),
        (
            "Letter dated 3 May 2031 from the Special Representative of the Secretary-General to "
            "the United Nations addressed to the President of the Security Council",
            ("Special Representative of the Secretary-General to the United Nations",),
        ),
        (
            "LETTER DATED 3 MAY 2031 FROM THE PERMANENT REPRESENTATIVE OF THE RUSSIAN FEDERATION "
            "TO THE UNITED NATIONS ADDRESSED TO THE PRESIDENT OF THE SECURITY COUNCIL",
            ("Russian Federation",),
        ),
        (
            "Letter dated 3 May 2031 from the Deputy Prime Minister and Minister for Foreign "
            "Affairs of the Democratic Republic of the Congo addressed to the Secretary-General",
            ("Democratic Republic of the Congo",),
        ),
        (
            "Letter dated 3 May 2031 from the President of the International Court of Lakes "
            "addressed to the Secretary-General",
            ("President of the International Court of Lakes",),
        ),
        (
            "Letter dated 3 May 2031 from the Chair of the Committee established pursuant to "
            "resolution 1970 (2011) concerning Libya addressed to the President of the Security "
            "Council",
            (
                "Chair of the Committee established pursuant to resolution 1970 (2011) concerning "
                "Libya",
            ),
        ),
        (
            "Note verbale dated 3 May 2031 from the Permanent Mission of Chad to the United "
            "Nations addressed to the Chair of the Committee",
            ("Chad",),
        ),
        (
            "Lettre datée du 3 mai 2031, adressée au Secrétaire général par le Représentant "
            "permanent du Tchad auprès de l’Organisation des Nations Unies",
            ("Tchad",),
        ),
        (
            "Письмо Постоянного представителя Перу при Организации Объединенных Наций от 3 мая "
            "2031 года на имя Генерального секретаря",
            ("Перу",),
        ),
    ],
)
def test_who_writes(title: str, authors: tuple[str, ...]) -> None:
    source = page(MASTHEAD, title, "Lakes are deep.")
    assert looks_like_letter(source)
    laid = lay_out_letter(source, name="file")
    assert laid.authors == authors
    assert days(laid)[DayKind.LETTER] == "2031-05-03"


@pytest.mark.parametrize(
    "lines",
    [
        ("Lakes", "Letter to a friend about lakes."),
        ("A letter dated 14 October 2031 from Peru was read.",),
        ("S/PV.9756", "Agenda", TITLE, "The meeting was called to order."),
        (f"{TITLE} said that lakes are deep. " + "They are. " * 80,),
    ],
)
def test_what_is_none(lines: tuple[str, ...]) -> None:
    assert not looks_like_letter(page(*lines))
