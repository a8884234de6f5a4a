"""Running heads and page numbers are passed over, and nothing else of a page."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from briefing.load.pdf import read_pdf
from briefing.load.running import Line, without_running

HEAD, FOOT, PRINT = 800.0, 40.0, 11.0
WORDS = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda".split()


def page(number: int, *edges: tuple[str, float], size: float = PRINT) -> list[Line]:
    """A page with a text of its own, and lines above and below it."""
    text = [
        Line(f"{word} of page {WORDS[number]}", PRINT, 700 - 15 * n) for n, word in enumerate(WORDS)
    ]
    return [*(Line(text, size, height) for text, height in edges), *text]


def left_out(pages: list[list[Line]]) -> list[list[str]]:
    return [
        [line.text for line in before if line not in after]
        for before, after in zip(pages, without_running(pages), strict=True)
    ]


def test_the_same_line_at_the_same_height_is_a_head() -> None:
    pages = [page(n, ("S/PV.7138", HEAD), ("14-27345", FOOT)) for n in range(4)]
    assert left_out(pages) == [["S/PV.7138", "14-27345"]] * 4


def test_a_number_that_goes_up_with_the_pages_makes_a_head_whatever_stands_beside_it() -> None:
    heads = ["1", "Chapter 1: Ports 2", "3 The Annual Report", "Chapter 2: Gates 4", "5"]
    pages = [page(n, (head, HEAD)) for n, head in enumerate(heads)]
    assert left_out(pages) == [[head] for head in heads]


def test_pages_may_be_numbered_from_anywhere_and_left_and_right_may_differ() -> None:
    pages = [page(n, (f"{n + 17}" if n % 2 else f"Gazette {n + 17}", FOOT)) for n in range(8)]
    assert left_out(pages) == [[f"{n + 17}" if n % 2 else f"Gazette {n + 17}"] for n in range(8)]


def test_what_is_not_on_a_third_of_the_pages_or_on_two_alone_stays() -> None:
    few = [page(n, *([("Annex", HEAD)] if n < 3 else [])) for n in range(10)]
    assert left_out(few) == [[]] * 10
    assert left_out([page(n, ("Minutes", HEAD)) for n in range(2)]) == [[], []]


def test_headings_items_and_numbers_of_the_text_stay() -> None:
    titles = [page(n, (f"Article {n + 1}", HEAD), size=16) for n in range(6)]
    items = [page(n, (f"{n + 1}. The Council decides so.", HEAD)) for n in range(6)]
    sections = [page(n, (f"{n + 1}.1 Scope", HEAD)) for n in range(6)]
    figures = [page(n, (f"{value}", FOOT)) for n, value in enumerate([300, 17, 5, 88, 1, 940])]
    elsewhere = [page(n, ("The Council decides so.", 500 - 20 * n)) for n in range(6)]
    long = [page(n, ("It said so. " * 10, HEAD)) for n in range(6)]
    for pages in (titles, items, sections, figures, elsewhere, long):
        assert left_out(pages) == [[]] * 6


@given(
    st.lists(
        st.lists(
            st.builds(
                Line, st.sampled_from([*WORDS, "1", "2", "a 3"]), st.just(9.0), st.floats(0, 800)
            )
        ),
        max_size=5,
    )
)
def test_lines_are_left_out_and_neither_added_nor_moved(pages: list[list[Line]]) -> None:
    for before, after in zip(pages, without_running(pages), strict=True):
        rest = iter(before)
        assert all(line in rest for line in after)
    assert without_running([]) == []


class Report(FPDF):
    def header(self) -> None:
        self.set_font("Helvetica", size=9)
        self.cell(text="Report of the Port Authority", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=9)
        self.cell(text=f"{self.page_no()} of 3")


def report() -> bytes:
    file = Report()
    sentences = [
        ("The port closed its gates on Monday because the works at the eastern quay of", "Halden"),
        ("had begun. Hauliers were told to wait at the southern gate until the end of the", "week"),
        ("and not to leave their lorries on the road. The director said so in a letter.", ""),
    ]
    for line, last in sentences:
        file.add_page()
        file.set_font("Helvetica", size=12)
        file.cell(text=line, new_x="LMARGIN", new_y="NEXT")
        if last:
            file.cell(text=f"and at the other quay, the one that lies north of the town of {last}")
    return bytes(file.output())


def test_a_sentence_that_goes_on_overleaf_is_one_sentence() -> None:
    article = read_pdf(report(), "a.pdf")
    assert "the town of Halden had begun." in article.text
    assert "until the end of the and" in article.text
    assert "Authority" not in article.text
    assert "of 3" not in article.text
    assert len(article.pages) == 3


def test_threads_may_read_pdfs_side_by_side() -> None:
    data = report()
    with ThreadPoolExecutor(8) as pool:
        texts = {article.text for article in pool.map(lambda _: read_pdf(data, "a"), range(64))}
    assert len(texts) == 1
