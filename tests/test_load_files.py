"""PDF, DOCX, mail and folders: real files, whole, broken and hostile."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SettingsError, SourceEmptyError, SourceError, SourceUnreadableError
from briefing.load import load, load_all, load_sources
from briefing.load.articles import read_article
from briefing.load.pdf import read_pdf
from tests.conftest import Write
from tests.test_cli import run
from tests.test_load import PAGE, passages

FIRST = "The minister said on Monday that his government would not accept the proposal."
SECOND = "The chancellor answered on Tuesday that the offer would stand until the end of the year."


@contextmanager
def read_or_refused() -> Iterator[None]:
    """Lets a refusal pass that says what to do."""
    try:
        yield
    except SourceError as error:
        if not error.hint:
            raise


def pdf(*pages: str, edit: Callable[[FPDF], None] | None = None) -> bytes:
    file = FPDF()
    file.set_font("Helvetica", size=12)
    for text in pages:
        file.add_page()
        if text:
            file.multi_cell(180, 6, text, new_x="LMARGIN", new_y="NEXT")
    if edit:
        edit(file)
    return bytes(file.output())


def word(*paragraphs: str, edit: Callable[[docx.document.Document], None] | None = None) -> bytes:
    file = docx.Document()
    for text in paragraphs:
        file.add_paragraph(text)
    if edit:
        edit(file)
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


# PDF ------------------------------------------------------------------------------------


def test_a_sentence_of_a_pdf_is_on_its_page(write: Write) -> None:
    document = load(write("a.pdf", pdf(FIRST, "", SECOND)))
    assert passages(document) == [FIRST, SECOND]
    assert [document.page_at(sentence.start) for sentence in document.sentences] == [1, 3]
    assert len(document.pages) == 3


def test_lines_broken_for_want_of_room_are_joined_and_paragraphs_kept(write: Write) -> None:
    def edit(file: FPDF) -> None:
        file.set_font("Helvetica", size=20)
        file.multi_cell(180, 10, "Talks fail", new_x="LMARGIN", new_y="NEXT")
        file.set_font("Helvetica", size=12)
        for text in (f"{FIRST} {SECOND}", f"{SECOND} {FIRST}"):
            file.multi_cell(180, 6, text, new_x="LMARGIN", new_y="NEXT")

    document = load(write("a.pdf", pdf("", edit=edit)))
    assert document.text == f"Talks fail\n{FIRST} {SECOND}\n{SECOND} {FIRST}"
    assert document.title == "Talks fail"


def test_a_word_broken_at_the_end_of_a_line_is_one_word_again() -> None:
    def edit(file: FPDF) -> None:
        lines = ["The govern-", "ment sent long-", "range weapons, and a", "long-range missile."]
        for number, line in enumerate(lines):
            file.text(20, 50 + 6 * number, line)

    text = read_pdf(pdf("", edit=edit), "a.pdf").text
    assert "government sent long-range weapons" in text


def test_a_sentence_that_runs_over_a_page_is_one_sentence_of_its_first_page() -> None:
    article = read_pdf(pdf("The minister said on Monday that he", "would not go. She stayed."), "a")
    assert article.text == "The minister said on Monday that he would not go. She stayed."
    assert article.pages == (0, article.text.index("would"))


def test_title_and_author_of_a_pdf_are_its_properties_but_not_its_date(write: Write) -> None:
    def edit(file: FPDF) -> None:
        file.set_title("The proposal")
        file.set_author("Jo Smith")

    document = load(write("a.pdf", pdf(FIRST, edit=edit)))
    assert (document.title, document.author, document.published) == (
        *("The proposal", "Jo Smith"),
        None,
    )


def test_text_that_a_pdf_does_not_show_is_not_read() -> None:
    def edit(file: FPDF) -> None:
        file.set_text_color(255, 255, 255)
        file.multi_cell(180, 6, "Unseen white words.", new_x="LMARGIN", new_y="NEXT")
        file.set_text_color(0)
        file.set_font("Helvetica", size=1)
        file.multi_cell(180, 6, "Unseen tiny words.", new_x="LMARGIN", new_y="NEXT")
        file.set_font("Helvetica", size=12)
        with file.local_context(text_mode="INVISIBLE"):
            file.multi_cell(180, 6, "Unseen invisible words.", new_x="LMARGIN", new_y="NEXT")
        file.multi_cell(180, 6, SECOND, new_x="LMARGIN", new_y="NEXT")

    text = read_pdf(pdf(FIRST, edit=edit), "a.pdf").text
    assert FIRST in text
    assert SECOND in text
    assert "nseen" not in text


def test_a_pdf_with_a_password_a_scan_and_a_broken_one_say_what_to_do(write: Write) -> None:
    def lock(file: FPDF) -> None:
        file.set_encryption(owner_password="o", user_password="u")

    def draw(file: FPDF) -> None:
        file.rect(10, 10, 50, 50)

    whole = pdf(FIRST)
    for data, error, why in (
        (pdf(FIRST, edit=lock), SourceUnreadableError, "encrypted"),
        (pdf("", edit=draw), SourceEmptyError, "scanned"),
        (whole[:300], SourceUnreadableError, "broken"),
        (b"%PDF-1.7\nnothing", SourceUnreadableError, "broken"),
    ):
        with pytest.raises(error, match=why) as caught:
            load(write("a.pdf", data))
        assert caught.value.hint


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_pdf_is_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(pdf(FIRST))
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(8, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with read_or_refused():
        read_pdf(bytes(damaged), "a.pdf").text.encode()


def test_what_a_file_is_called_does_not_say_what_it_is(write: Write) -> None:
    assert load(write("a.pdf", PAGE.encode())).title == "Minister rejects the proposal"
    assert passages(load(write("a.html", pdf(FIRST)))) == [FIRST]
    assert passages(load(write("a.txt", word(FIRST)))) == [FIRST]


def test_a_pdf_of_too_many_characters_is_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from briefing.load import pdf as module

    monkeypatch.setattr(module, "_CHARACTERS", 100)
    with pytest.raises(SourceUnreadableError, match="too long"):
        read_pdf(pdf(FIRST, SECOND), "a.pdf")


# DOCX -----------------------------------------------------------------------------------


def test_a_word_document_is_read_paragraph_by_paragraph_with_its_tables(write: Write) -> None:
    def edit(file: docx.document.Document) -> None:
        file.core_properties.title = "The proposal"
        file.core_properties.author = "Jo Smith"
        table = file.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Left cell.", "Right cell."

    document = load(write("a.docx", word(FIRST, SECOND, edit=edit)))
    assert document.text == f"{FIRST}\n{SECOND}\nLeft cell.\nRight cell."
    assert (document.title, document.author) == ("The proposal", "Jo Smith")


def test_text_that_a_word_document_does_not_show_is_not_read() -> None:
    def edit(file: docx.document.Document) -> None:
        paragraph = file.add_paragraph("Seen. ")
        paragraph.add_run("Unseen hidden. ").font.hidden = True
        paragraph.add_run("Unseen white. ").font.color.rgb = RGBColor(255, 255, 255)
        paragraph.add_run("Unseen tiny. ").font.size = Pt(1)
        style = file.styles.add_style("Gone", WD_STYLE_TYPE.PARAGRAPH)
        style.font.hidden = True
        built = file.styles.add_style("Built", WD_STYLE_TYPE.PARAGRAPH)
        built.base_style = style
        file.add_paragraph("Unseen by style.", style="Gone")
        file.add_paragraph("Unseen by base style.", style="Built").add_run(
            " Shown."
        ).font.hidden = False
        ns = nsdecls("w")
        for markup in (
            f"<w:del {ns} w:id='1'><w:r><w:delText>Unseen deleted. </w:delText></w:r></w:del>",
            f"<w:moveFrom {ns} w:id='2'><w:r><w:t>Unseen moved. </w:t></w:r></w:moveFrom>",
            f"<w:ins {ns} w:id='3'><w:r><w:t>Inserted. </w:t></w:r></w:ins>",
            f"<w:r {ns}><w:instrText>UNSEEN \\* FIELD</w:instrText></w:r>",
            f"<w:hyperlink {ns}><w:r><w:t>Linked.</w:t></w:r></w:hyperlink>",
        ):
            paragraph._p.append(parse_xml(markup))

    article = read_article(word(edit=edit), "a.docx")
    assert article.text == "Seen. Inserted. Linked.\nShown."


def test_notes_of_a_word_document_come_after_its_text(write: Write) -> None:
    def edit(file: docx.document.Document) -> None:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        notes = (
            f"<w:footnotes {nsdecls('w')}>"
            "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>Unseen.</w:t></w:r></w:p>"
            "</w:footnote><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>"
            f"<w:r><w:t> {SECOND}</w:t></w:r></w:p></w:footnote></w:footnotes>"
        )
        part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), file.part.package)
        file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    assert load(write("a.docx", word(FIRST, edit=edit))).text == f"{FIRST}\n{SECOND}"


def test_a_broken_word_document_says_what_to_do(write: Write) -> None:
    whole = word(FIRST)
    for data in (whole[:-200], whole[:2000], whole.replace(b"word/styles", b"word/stylez")):
        with pytest.raises(SourceError) as caught:
            load(write("a.docx", data))
        assert caught.value.hint


def test_a_word_document_that_unpacks_without_end_is_refused(write: Write) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(150_000_000))
    with pytest.raises(SourceUnreadableError, match="unpacks to more than 100 MB"):
        load(write("a.docx", data.getvalue()))
    # An archive that lies about it is cut off where it says it ends.
    lying = data.getvalue().replace(struct.pack("<I", 150_000_000), struct.pack("<I", 1000))
    with pytest.raises(SourceUnreadableError, match="broken"):
        load(write("b.docx", lying))


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY y "laughing "><!ENTITY x "' + "&y;" * 50 + '">',
    ],
)
def test_entities_of_a_word_document_are_not_resolved(entities: str, write: Write) -> None:
    data = io.BytesIO(word("Shown MARK."))
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for item in old.infolist():
            part = old.read(item)
            if item.filename == "word/document.xml":
                part = part.replace(
                    b"<w:document", f"<!DOCTYPE d [{entities}]><w:document".encode()
                )
                part = part.replace(b"MARK", b"&x;")
            new.writestr(item, part)
    try:
        text = load(write("a.docx", changed.getvalue())).text
    except SourceError:
        return
    assert text.startswith("Shown")
    assert "laughing" not in text
    assert len(text) < 20


# Mail -----------------------------------------------------------------------------------

MAIL = f"""From: "Ministry of =?utf-8?q?D=C3=A9fense?=" <press@example.org>
To: desk@example.com
Subject: =?utf-8?q?Talks_fail=E2=80=94?=
 a statement
Date: Tue, 24 Nov 2026 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Plain words.
--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>{FIRST}</p><p style=3D"display:none">Unseen words.</p><p>{SECOND}</p>
--b--
"""


def test_a_mail_is_what_its_reader_sees_with_sender_subject_and_date(write: Write) -> None:
    document = load(write("a.eml", MAIL.encode()))
    assert document.text == f"{FIRST}\n{SECOND}"
    assert document.title == "Talks fail— a statement"
    assert document.publisher == "Ministry of Défense"
    assert document.published == "2026-11-24T10:00:00+02:00"


def test_a_plain_mail_is_read_in_its_encoding(write: Write) -> None:
    head = "From: a@example.org\r\nSubject: X\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n"
    text = "Министр заявил в среду: нет."
    document = load(write("a.eml", head.encode() + f"{text}\r\nOn a line.\r\n".encode("koi8-r")))
    assert document.text == f"{text}\nOn a line.\n"
    assert document.publisher == "a@example.org"
    assert document.published is None


@pytest.mark.parametrize(
    "mail",
    [
        "From: a@b.c\nSubject: X\nContent-Type: image/png\n\nabc",
        "X-A: b\nX-C: d\n\ntext",
        "From: a@b.c\nSubject: X\nContent-Type: multipart/mixed; boundary=b\n\n--b--",
    ],
)
def test_a_mail_without_text_says_what_to_do(write: Write, mail: str) -> None:
    with pytest.raises(SourceError, match=r"a\.eml") as caught:
        load(write("a.eml", mail.encode()))
    assert caught.value.hint


def test_headers_without_end_are_not_parsed(write: Write) -> None:
    mail = f"From: {'a@b.c, ' * 50_000}<a@b.c>\nSubject: X\n\nHe left on Monday."
    with pytest.raises(SourceError, match="no mail"):
        load(write("a.eml", mail.encode()))


def test_attachments_are_named_as_not_read(write: Write) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Report"
    message.set_content(FIRST)
    message.add_alternative(f"<p>{FIRST}</p><img src='cid:1'>", subtype="html")
    message.get_payload()[1].add_related(b"x", "image", "png", cid="<1>")  # type: ignore[union-attr,index]
    message.add_attachment(b"%PDF-1.4", "application", "pdf", filename="Report [1](x) 2026.pdf")
    message.add_attachment("They left.", filename=f"{'n' * 300}.txt")
    forwarded = EmailMessage()
    forwarded["Subject"] = "Talks"
    forwarded.set_content("She stayed.")
    forwarded.add_attachment(b"x", "application", "zip", filename="inner.zip")
    message.add_attachment(forwarded)
    path = write("a.eml", message.as_bytes())
    loaded = load_sources([path])
    assert [document.text.strip() for document in loaded.documents] == [FIRST]
    assert [one.location for one in loaded.unread] == [
        f"{path}: attachment Report [1](x) 2026.pdf",
        f"{path}: attachment {'n' * 80}…",
        f"{path}: attachment message/rfc822",
    ]
    assert {one.reason for one in loaded.unread} == {"attachments are not read"}
    done = run("make", path, "--engine", "embedded")
    assert f"not read: {path}: attachment Report" in done.stderr
    assert "attachments are not read" in done.stdout
    assert "[1](x)" not in done.stdout


def test_of_many_attachments_the_number_is_said(write: Write) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Report"
    message.set_content(FIRST)
    for number in range(30):
        message.add_attachment(b"x", "image", "png", filename=f"{number}.png")
    unread = load_sources([write("a.eml", message.as_bytes())]).unread
    assert len(unread) == 21
    assert unread[-1].location.endswith(": 10 more attachments")


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_mail_is_read_or_refused(data: bytes) -> None:
    for head in (
        b"From: a@b.c\nSubject: x\n",
        b"From: =?x?q?=\nDate: y\nContent-Type: multipart/x",
    ):
        with read_or_refused():
            read_article(head + data, "a.eml", suffix=".eml").text.encode("utf-8", "replace")


# Folders --------------------------------------------------------------------------------


def test_a_folder_is_its_readable_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name, text in {
        "b.txt": "He left on Monday.",
        "a.md": "# Talks\n\nShe stayed on Tuesday.",
        "sub/c.html": "<p>They came on Friday.</p>",
        "picture.png": "x",
        ".hidden.txt": "x",
        ".git/x.txt": "x",
    }.items():
        (tmp_path / name).write_text(text)
    read = load_all([tmp_path])
    assert [Path(document.location).name for document in read] == ["a.md", "b.txt", "c.html"]
    assert [document.id for document in read] == ["D1", "D2", "D3"]


def test_a_glob_chooses_among_the_files_of_a_folder(tmp_path: Path) -> None:
    from briefing.load.reading import Reading

    (tmp_path / "a.txt").write_text("He left on Monday.")
    (tmp_path / "b.log").write_text("She stayed on Tuesday.")
    read = load_all([tmp_path], reading=Reading(glob="*.log"))
    assert [document.text for document in read] == ["She stayed on Tuesday."]
    with pytest.raises(SourceEmptyError, match=r"--glob '\*\.pdf'"):
        load_all([tmp_path], reading=Reading(glob="*.pdf"))
    with pytest.raises(SettingsError, match="no pattern"):
        load_all([tmp_path], reading=Reading(glob="/etc/*"))
    with pytest.raises(SettingsError, match="no pattern"):
        load_all([tmp_path], reading=Reading(glob="../*"))
