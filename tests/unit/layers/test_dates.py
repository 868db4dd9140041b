"""What the words of a date mean, and that nothing is lost or sharpened on the way."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.date_words import edtf, is_first_of_january, parse
from layers.values import UncertainDate

DAYS = st.dates(date(1003, 1, 1), date(2990, 12, 31))
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-03", "2018-03-01", "2018-03-31"),
        ("2018-03-05", "2018-03-05", "2018-03-05"),
        ("2018.03.05.", "2018-03-05", "2018-03-05"),
        ("2018. 3. 5.", "2018-03-05", "2018-03-05"),
        ("2018-03-05T10:20:00Z", "2018-03-05", "2018-03-05"),
        ("9 Oct 2023", "2023-10-09", "2023-10-09"),
        ("October 9, 2023", "2023-10-09", "2023-10-09"),
        ("Monday, 9th October 2023", "2023-10-09", "2023-10-09"),
        ("March 2018", "2018-03-01", "2018-03-31"),
        ("in March 2018", "2018-03-01", "2018-03-31"),
        ("spring 2019", "2019-03-01", "2019-05-31"),
        ("winter 2018", "2017-12-01", "2019-02-28"),
        ("winter 2018/19", "2018-12-01", "2019-02-28"),
        ("early 2019", "2019-01-01", "2019-05-31"),
        ("mid-2019", "2019-04-01", "2019-09-30"),
        ("late 2019", "2019-08-01", "2019-12-31"),
        ("early March 2018", "2018-03-01", "2018-03-12"),
        ("the mid-1990s", "1993-01-01", "1997-12-31"),
        ("1990s", "1990-01-01", "1999-12-31"),
        ("1900s", "1900-01-01", "1999-12-31"),
        ("before 2012", None, "2011-12-31"),
        ("after 2012", "2013-01-01", None),
        ("since 2012", "2012-01-01", None),
        ("until 2012", None, "2012-12-31"),
        ("by 2014", None, "2014-12-31"),
        ("not before 9 Oct 2023", "2023-10-09", None),
        ("before spring 2019", None, "2019-05-31"),
        ("after 2012 and before 2015", "2013-01-01", "2014-12-31"),
        ("1998-12/2000-01", "1998-12-01", "2000-01-31"),
        ("1967-1974", "1967-01-01", "1974-12-31"),
        ("1967 – 1974", "1967-01-01", "1974-12-31"),
        ("1950-53", "1950-01-01", "1953-12-31"),
        ("from 2012 to 2015", "2012-01-01", "2015-12-31"),
        ("between March 2018 and 5 May 2019", "2018-03-01", "2019-05-05"),
        ("March to May 2018", "2018-03-01", "2018-05-31"),
        ("9-12 October 2023", "2023-10-09", "2023-10-12"),
        ("2012-present", "2012-01-01", None),
        ("2018-21", "2018-03-01", "2018-05-31"),
        ("2020-21", "2020-01-01", "2021-12-31"),
        ("2018-XX", "2018-01-01", "2018-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("../2012", None, "2012-12-31"),
        ("2012/..", "2012-01-01", None),
        ("2018-03-00", "2018-03-01", "2018-03-31"),
        ("03/05/2018", "2018-03-05", "2018-05-03"),
        ("13/05/2018", "2018-05-13", "2018-05-13"),
        ("Q3 2019", "2019-07-01", "2019-09-30"),
        ("2018년", "2018-01-01", "2018-12-31"),
        ("2018년 3월", "2018-03-01", "2018-03-31"),
        ("2018년 3월 5일", "2018-03-05", "2018-03-05"),
        ("2018년 봄", "2018-03-01", "2018-05-31"),
        ("2018년 3월~5월", "2018-03-01", "2018-05-31"),
        ("2012년부터 2015년까지", "2012-01-01", "2015-12-31"),
        ("1990년대 중반", "1993-01-01", "1997-12-31"),
        ("2019년 상반기", "2019-01-01", "2019-06-30"),
        ("2012년 이전", None, "2012-12-31"),
        ("2012년 이후", "2012-01-01", None),
        ("2009년 화폐개혁 이후", "2009-01-01", None),
        ("2009년 화폐개혁 이전", None, "2009-12-31"),
    ],
)
def test_words_mean_these_bounds(words: str, earliest: str | None, latest: str | None) -> None:
    found = parse(words)
    assert (found.earliest and found.earliest.isoformat()) == earliest
    assert (found.latest and found.latest.isoformat()) == latest
    assert found.words == words


@pytest.mark.parametrize(
    "words",
    [
        *("", "unknown", "after the currency reform", "2018-02-30", "9999", "2018 to 2015"),
        *("9 October", "화폐개혁 이후", "43164", "/", "..", "2018" * 100, "\x00", "<b>2018</b>"),
    ],
)
def test_what_cannot_be_read_stays_undated_with_its_words(words: str) -> None:
    assert parse(words) == UncertainDate(None, None, words)


@pytest.mark.parametrize(
    "words", ["about 2012", "c. 2012", "2012~", "2012?", "2012%", "2012년경", "약 2012년", "~2012"]
)
def test_about_a_year_is_wider_than_the_year(words: str) -> None:
    found = parse(words)
    assert found.earliest == date(2010, 1, 1)
    assert found.latest == date(2014, 12, 31)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("2018-01-01", True),
        ("2018.01.01.", True),
        ("1 January 2018", True),
        ("2018-01", False),
        ("2018-01-02", False),
        ("01/02/2018", False),
        ("since 2018-01-01", False),
    ],
)
def test_first_of_january_is_recognised(words: str, answer: bool) -> None:
    assert is_first_of_january(words) is answer


def spellings(day: date) -> list[str]:
    """Ways to write a day that leave no doubt, or less than the day."""
    year, name = day.year, MONTH_NAMES[day.month - 1]
    return [
        day.isoformat(),
        f"{day:%Y.%m.%d.}",
        f"{day.day} {name[:3]} {year}",
        f"{name} {day.day}, {year}",
        f"{year}년 {day.month}월 {day.day}일",
        f"{day.day}/{day.month}/{year}",
        f"{day.month}/{day.day}/{year}",
        f"{name} {year}",
        f"{year}-{day.month:02}",
        f"{year}년 {day.month}월",
        f"{year}",
        f"about {year}",
        f"{year}-{day.month:02}~",
        f"{year // 10}0s",
        f"{year // 10}X",
        f"since {day.isoformat()}",
        f"by {name} {year}",
        f"before {year + 1}",
        f"after {year - 1}",
        f"{year}년 이전",
        f"{year}년 이후",
        f"between {year - 1} and {year}",
        f"{year}-{day.month:02}/..",
        f"../{year}",
        f"{year}-{year + 3}",
    ]


SEASONS = ("winter", "winter", *["spring"] * 3, *["summer"] * 3, *["autumn"] * 3, "winter")


@given(DAYS, st.data())
@settings(deadline=None)
def test_bounds_hold_the_day_that_the_words_were_made_from(day: date, data: st.DataObject) -> None:
    words = data.draw(st.sampled_from([*spellings(day), f"{SEASONS[day.month - 1]} {day.year}"]))
    found = parse(words)
    assert found.words == words
    assert found.is_dated
    assert found.earliest is None or found.earliest <= day
    assert found.latest is None or day <= found.latest


@given(DAYS, st.sampled_from(["early", "mid", "late"]))
@settings(deadline=None)
def test_every_day_of_a_year_lies_in_one_of_its_parts(day: date, part: str) -> None:
    parts = [parse(f"{part} {day.year}") for part in ("early", "mid", "late")]
    assert any(p.may_overlap(day, day) for p in parts)
    whole = parse(f"{part} {day:%Y-%m}")
    assert whole.earliest is not None
    assert whole.latest is not None
    assert whole.earliest.month == whole.latest.month == day.month


@given(st.text(max_size=250))
@settings(deadline=None)
def test_any_text_is_read_without_an_error_and_kept(words: str) -> None:
    assert parse(words).words == words


@given(st.lists(st.sampled_from("0123456789-/.~?년월일 초말X") | st.sampled_from(["before "])))
@settings(deadline=None)
def test_text_that_looks_like_a_date_is_read_without_an_error(pieces: list[str]) -> None:
    words = "".join(pieces)
    assert parse(words).words == words


@st.composite
def bounds(draw: st.DrawFn) -> UncertainDate:
    """Bounds that lie on days, months, years or decades, open or closed."""
    first, length = draw(DAYS), draw(st.integers(0, 4000))
    last = min(first + timedelta(days=length), date(2999, 12, 31))
    if draw(st.booleans()):
        first = first.replace(day=1)
        last = last.replace(day=monthrange(last.year, last.month)[1])
    if draw(st.booleans()):
        first, last = first.replace(month=1, day=1), last.replace(month=12, day=31)
    open_start, open_end = draw(st.booleans()), draw(st.booleans())
    return UncertainDate(None if open_start else first, None if open_end else last, "any words")


@given(bounds())
@settings(deadline=None)
def test_edtf_gives_the_bounds_back(made: UncertainDate) -> None:
    again = parse(edtf(made))
    assert (again.earliest, again.latest) == (made.earliest, made.latest)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("March 2018", "2018-03"),
        ("2018", "2018"),
        ("1990s", "199X"),
        ("spring 2019", "2019-21"),
        ("before 2012", "../2011"),
        ("2012-02-05 to 2013", "2012-02-05/2013"),
        ("nobody knows", ""),
    ],
)
def test_edtf_is_the_shortest_form(words: str, form: str) -> None:
    assert edtf(parse(words)) == form
