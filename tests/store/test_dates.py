"""Dates: complete, incomplete, relative, and numbers that only look like years."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.dates import find_dates, find_days

POSTED = dt.date(2019, 9, 24)  # a Tuesday


def found(text: str, posted: dt.date | None = POSTED) -> list[tuple[str, str, str]]:
    return [
        (date.span.of(text), date.date_from.isoformat(), date.date_to.isoformat())
        for date in find_dates(text, posted=posted)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24 September 2019", "2019-09-24"),
        ("September 24, 2019", "2019-09-24"),
        ("Tue 24 Sep 2019", "2019-09-24"),
        ("30 August 2019", "2019-08-30"),
        ("2019-09-24", "2019-09-24"),
        ("25/09/2019", "2019-09-25"),
        ("09/25/2019", "2019-09-25"),
        ("1st of October 2018", "2018-10-01"),
        ("24 septembre 2019", "2019-09-24"),
        ("24 de septiembre de 2019", "2019-09-24"),
        ("24 сентября 2019", "2019-09-24"),
        ("October 17th, 2016", "2016-10-17"),
        ("13/12/2018", "2018-12-13"),  # a running head: the day first
        ("13.12.2018", "2018-12-13"),
        ("2019/09/24", "2019-09-24"),
        ("2019-09-24T10:00:00Z", "2019-09-24"),
        ("24-Sep-2019", "2019-09-24"),
        ("1er octobre 2018", "2018-10-01"),
        ("1 er octobre 2018", "2018-10-01"),  # a raised ending, read from a PDF
        ("1ᵉʳ octobre 2018", "2018-10-01"),
        ("1º de octubre de 2018", "2018-10-01"),
        ("8 févr. 2018", "2018-02-08"),
        ("25-го сентября 2019", "2019-09-25"),
        ("Thursday, 13 December 2018", "2018-12-13"),
        ("13\u00a0December\u00a02018", "2018-12-13"),
        ("11 November 1918", "1918-11-11"),
        ("24 October 1945", "1945-10-24"),
    ],
)
def test_complete_days_need_no_posting(text: str, day: str) -> None:
    assert found(text, None) == [(text, day, day)]
    assert not find_dates(text, posted=None)[0].relative


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("October 2016", "2016-10-01", "2016-10-31"),
        ("February 2020", "2020-02-01", "2020-02-29"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("early 2015", "2015-01-01", "2015-12-31"),
        ("mid-2016", "2016-01-01", "2016-12-31"),
        ("2017-2018", "2017-01-01", "2018-12-31"),
        ("1990s", "1990-01-01", "1999-12-31"),
        ("24-25 September 2019", "2019-09-24", "2019-09-25"),
        ("24/25 September 2019", "2019-09-24", "2019-09-25"),
        ("September 24-25, 2019", "2019-09-24", "2019-09-25"),
        ("24 au 25 septembre 2019", "2019-09-24", "2019-09-25"),
        ("24 al 25 de septiembre de 2019", "2019-09-24", "2019-09-25"),
        ("24 по 25 сентября 2019", "2019-09-24", "2019-09-25"),
        ("24 September-2 October 2019", "2019-09-24", "2019-10-02"),
        ("28 December to 3 January 2019", "2018-12-28", "2019-01-03"),
        ("November 1917", "1917-11-01", "1917-11-30"),
        ("between 2016 and 2019", "2016-01-01", "2019-12-31"),
        ("from May 2017 to June 2018", "2017-05-01", "2018-06-30"),
        ("since January 2018", "2018-01-01", "9999-12-31"),
        ("before 2015", "0001-01-01", "2014-12-31"),
        ("after 24 September 2019", "2019-09-25", "9999-12-31"),
        ("until early 2015", "0001-01-01", "2015-12-31"),
        ("from 2016 onwards", "2016-01-01", "9999-12-31"),
    ],
)
def test_ranges(text: str, first: str, last: str) -> None:
    assert found(text, None) == [(text, first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Tomorrow morning (25 September)", "2019-09-25", "2019-09-25"),
        ("Tomorrow (30 September)", "2019-09-30", "2019-09-30"),  # the bracket wins
        ("This afternoon (2 April)", "2019-04-02", "2019-04-02"),
        ("earlier today (1 April)", "2019-04-01", "2019-04-01"),
        ("On Friday afternoon (23 May)", "2019-05-23", "2019-05-23"),
        ("tomorrow", "2019-09-25", "2019-09-25"),
        ("yesterday evening", "2019-09-23", "2019-09-23"),
        ("demain matin (30 septembre)", "2019-09-30", "2019-09-30"),
        ("завтра (30 сентября)", "2019-09-30", "2019-09-30"),
        ("mañana (30 de septiembre)", "2019-09-30", "2019-09-30"),
        ("demain", "2019-09-25", "2019-09-25"),
        ("hier", "2019-09-23", "2019-09-23"),
        ("aujourd’hui", "2019-09-24", "2019-09-24"),
        ("завтра утром", "2019-09-25", "2019-09-25"),
        ("вчера", "2019-09-23", "2019-09-23"),
        ("послезавтра", "2019-09-26", "2019-09-26"),
        ("позавчера", "2019-09-22", "2019-09-22"),
        ("day after tomorrow", "2019-09-26", "2019-09-26"),
        ("25-го сентября", "2019-09-25", "2019-09-25"),
        ("this afternoon", "2019-09-24", "2019-09-24"),
        ("earlier today", "2019-09-24", "2019-09-24"),
        ("25 September", "2019-09-25", "2019-09-25"),
        ("25 sept", "2019-09-25", "2019-09-25"),
        ("Sept 25", "2019-09-25", "2019-09-25"),
        ("3 to 5 May", "2019-05-03", "2019-05-05"),
        ("last year", "2018-01-01", "2018-12-31"),
        ("this month", "2019-09-01", "2019-09-30"),
        ("next week", "2019-09-30", "2019-10-06"),
        ("last October", "2018-10-01", "2018-10-31"),
        ("two years ago", "2017-01-01", "2017-12-31"),
        ("3 days ago", "2019-09-21", "2019-09-21"),
        ("over the past six months", "2019-03-24", "2019-09-24"),
        ("next Tuesday", "2019-10-01", "2019-10-01"),
        ("last Tuesday", "2019-09-17", "2019-09-17"),
    ],
)
def test_relative(text: str, first: str, last: str) -> None:
    assert found(text) == [(text, first, last)]
    assert find_dates(text, posted=POSTED)[0].relative
    assert find_dates(text, posted=None) == []


def test_weekday_alone_follows_the_tense() -> None:
    assert found("The Council will meet on Friday.") == [("on Friday", "2019-09-27", "2019-09-27")]
    assert found("The Council met on Friday.") == [("on Friday", "2019-09-20", "2019-09-20")]


@pytest.mark.parametrize(
    ("text", "posted", "day"),
    [
        ("Tomorrow (3 January)", dt.date(2018, 12, 28), "2019-01-03"),
        ("on 20 December", dt.date(2018, 1, 10), "2017-12-20"),
        ("on 28 November", dt.date(2018, 12, 5), "2018-11-28"),
        # 23 May was a Friday in 2025, not in the year of a November post
        ("Friday 23 May", dt.date(2024, 11, 30), "2025-05-23"),
    ],
)
def test_the_turn_of_the_year(text: str, posted: dt.date, day: str) -> None:
    assert [date for _, date, _ in found(text, posted)] == [day]


def test_shared_years_and_months() -> None:
    assert found("June 2018 and January and July 2019") == [
        ("June 2018", "2018-06-01", "2018-06-30"),
        ("January", "2019-01-01", "2019-01-31"),
        ("July 2019", "2019-07-01", "2019-07-31"),
    ]
    assert found("22 and 25 January 2018") == [
        ("22", "2018-01-22", "2018-01-22"),
        ("25 January 2018", "2018-01-25", "2018-01-25"),
    ]
    assert found("22, 23 and 25 January 2018") == [
        ("22", "2018-01-22", "2018-01-22"),
        ("23", "2018-01-23", "2018-01-23"),
        ("25 January 2018", "2018-01-25", "2018-01-25"),
    ]
    assert found("September 24 and 25, 2018") == [
        ("24", "2018-09-24", "2018-09-24"),
        ("25, 2018", "2018-09-25", "2018-09-25"),
    ]
    assert found("22 January and 25 June 2018", None) == [
        ("22 January", "2018-01-22", "2018-01-22"),
        ("25 June 2018", "2018-06-25", "2018-06-25"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "S/PV.7796, p. 4, 28 October 2016",
        "para. 3, 28 October 2016",
        "paras. 3 and 28 October 2016",
        "pp. 2, 3 and 28 October 2016",
        "with 15 members, 12, 28 October 2016",
        "resolution 2396 (2017) of 28 October 2016",
        "30 and 28 October 2016",
    ],
)
def test_a_number_before_a_date_is_no_day(text: str) -> None:
    assert found(text, None) == [("28 October 2016", "2016-10-28", "2016-10-28")]


@pytest.mark.parametrize(
    "text",
    [
        "of 13 August 1948 4 and 5 January 1949",
        "of 13 August 1948, 4 and 5 January 1949",
        "of 13 August 4 and 5 January 1949",
        "of 13 August 1948%4 and 5 January 1949",
    ],
)
def test_the_mark_of_a_note_behind_a_date_is_no_day(text: str) -> None:
    days = [day for _, day, _ in found(text, None)]
    assert "1949-01-04" not in days
    assert "1949-01-05" in days


def test_a_resolution_gives_its_year_to_its_day() -> None:
    text = (
        "Recalling its resolutions 186 (1964) of 4 March, 187 (1964) of Friday, 13 March, 200 "
        "(1965) of 4 and 5 May and 222 (1966) of 16 June 1966, and the letter of 2 June,"
    )
    posted = dt.date(1968, 6, 18)
    assert [day.date_from.isoformat() for day in find_days(text, posted=posted)] == [
        "1964-03-04",
        "1964-03-13",
        "1965-05-04",
        "1965-05-05",
        "1966-06-16",
        "1968-06-02",
    ]
    assert [
        day.date_from.year for day in find_days("resolution 186 (1964) of 4 March", posted=None)
    ] == [1964]


def test_days_for_a_timeline_are_those_printed() -> None:
    text = (
        "Since 24 September 2019, and not before 2018, the Council met from 1 to 3 May 2018 and "
        "on 5 June (S/PV.7796), after two weeks in October 2016; it will meet tomorrow."
    )
    days = find_days(text, posted=POSTED)
    assert [
        (day.span.of(text), day.date_from.isoformat(), day.date_to.isoformat()) for day in days
    ] == [
        ("24 September 2019", "2019-09-24", "2019-09-24"),
        ("1 to 3 May 2018", "2018-05-01", "2018-05-03"),
        ("5 June", "2019-06-05", "2019-06-05"),
        ("tomorrow", "2019-09-25", "2019-09-25"),
    ]
    assert [day.span.of(text) for day in find_days(text, posted=None)] == [
        "24 September 2019",
        "1 to 3 May 2018",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the 1970 Libya Sanctions Committee",
        "the 1988 Committee",
        "2048 sanctions regime",
        "resolution 2017",
        "resolution 2396 (2017)",
        "S/2019/742",
        "https://www.securitycouncilreport.org/whatsinblue/2019/09/debate.php",
        "2000 troops",
        "$2000",
        "12,2019",
        "32/13/2019",
        "they may march",
        "those that may 5 times",
        "2/9 18-43649",
        "18-43649 3/9",
        "resolution 1970",
        "in paragraph 12/2018",
        "30 February",
        "31-12",
        "4 July 1492 years",
    ],
)
def test_no_date(text: str) -> None:
    assert found(text) == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["25", " ", "September", "24 and", "1er", "9 May,", "p. 3,", "à",
             "2019", "-", "and", "since", "(", ")", "tomorrow", "Friday",
             "/", "31", "02", ".", "last", "year", "999", "years ago", "from", "to", "29 February"]
        ),
        max_size=30,
    ).map(" ".join)
    | st.text(max_size=80),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
)  # fmt: skip
def test_ordered_apart_and_never_backwards(text: str, posted: dt.date) -> None:
    dates = find_dates(text, posted=posted)
    for before, after in pairwise(dates):
        assert before.span.end <= after.span.start
    for date in dates:
        assert date.date_from <= date.date_to
        assert date.span.of(text).strip()


@pytest.mark.timeout(60)  # quadratic work on so much would take many minutes
@pytest.mark.parametrize(
    "junk",
    ["24 ", "September ", "24 September ", "24, ", "24 and ", "1 January, ", "p. 4 and ", "24/",
     "2019-", "January and ", "24" + " " * 500_000, "in ",
     "Friday ("]
)  # fmt: skip
def test_long_junk_is_linear(junk: str) -> None:
    text = junk * max(500_000 // len(junk), 1)
    for date in find_dates(text, posted=POSTED):
        assert date.span.end <= len(text)
