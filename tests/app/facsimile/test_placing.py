"""Finding a quotation among the characters of pages."""

from __future__ import annotations

from app.facsimile.placing import PageText, Place, find
from app.facsimile.records import Sought


def pages(*texts: str) -> list[PageText]:
    return [PageText(number, lambda text=text: text) for number, text in enumerate(texts, 1)]


def words(found: list[Place], *texts: str) -> list[tuple[int, str]]:
    return [
        (place.page, "".join(texts[place.page - 1][at] for at in place.indices)) for place in found
    ]


def test_hyphens_and_spaces_of_the_file_are_passed_over() -> None:
    page = "The Secu-\r\nrity  Council\r\ndecides to remain seized."
    found = find(Sought("Security Council decides"), pages(page))
    assert words(found, page) == [(1, "SecurityCouncildecides")]


def test_a_ligature_and_a_quotation_mark_of_the_file_are_the_same_letters() -> None:
    page = "the “oﬃce” of"
    assert words(find(Sought('the "office" of'), pages(page)), page) == [(1, "theoﬃceof")]


def test_of_two_that_read_alike_it_is_the_one_with_the_same_words_around() -> None:
    page = "First: it was so decided. Second: it was so decided. Third."
    found = find(Sought("it was so decided.", before="Second: ", after=" Third."), pages(page))
    assert found[0].indices[0] == page.rindex("it")


def test_of_two_long_ones_that_read_alike_on_a_page_it_is_that_with_the_same_words_around() -> None:
    quote = "The draft resolution received 15 votes in favour and has been adopted unanimously."
    page = f"On Mali, without a statement: {quote} On Libya, without a statement: {quote} The end."
    asked = Sought(quote, before="On Libya, without a statement: ", after=" The end.", page=1)
    assert find(asked, pages(page))[0].indices[0] == page.rindex("The draft")


def test_of_two_pages_that_say_the_same_it_is_the_one_that_is_said() -> None:
    texts = ["The meeting rose at noon."] * 3
    found = find(Sought("The meeting rose at noon.", page=2), pages(*texts))
    assert [place.page for place in found] == [2]


def test_a_wrong_page_number_does_not_matter() -> None:
    texts = ["nothing here", "nor here", "The Council adopted the draft unanimously that day."]
    found = find(Sought("The Council adopted the draft unanimously", page=1), pages(*texts))
    assert [place.page for place in found] == [3]


def test_a_quotation_goes_on_over_the_page_past_its_foot_and_head() -> None:
    texts = [
        "Members call on all parties to 19-28514 2/20",
        "24/09/2019 S/PV.8626 respect the resolution in all its parts.",
    ]
    quote = "Members call on all parties to respect the resolution in all its parts."
    assert words(find(Sought(quote, page=1), pages(*texts)), *texts) == [
        (1, "Memberscallonallpartiesto"),
        (2, "respecttheresolutioninallitsparts"),
    ]


def test_a_quotation_that_a_footnote_parts_is_found_in_pieces() -> None:
    page = "The arrangements of the region 1 See S/2019/742 continue to matter to members."
    quote = "The arrangements of the region continue to matter to members."
    found = words(find(Sought(quote), pages(page)), page)
    assert found == [(1, "Thearrangementsoftheregioncontinuetomattertomembers")]


def test_what_is_not_there_is_not_found() -> None:
    quote = "Nobody ever said that the price of oil would fall"
    assert find(Sought(quote), pages("The Council met at noon.", "")) == []
    assert find(Sought("…"), pages("…")) == []
