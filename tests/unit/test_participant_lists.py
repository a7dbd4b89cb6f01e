"""Lists of people as communes keep them: workbooks, texts of every encoding, tables pasted in, hostile files."""

import csv
import io
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, strategies as st

from lcc_desktop.domain.checks import is_line
from lcc_desktop.domain.errors import FileUnreadable, TableRefused
from lcc_desktop.domain.people import Doubt, NewParticipant, PlannedRow
from lcc_desktop.exchange.participants import Layout, plan, read_layout
from lcc_desktop.exchange.people_words import Meaning, age_of, category_of, gender_of, label_meaning
from lcc_desktop.exchange.tables import LARGEST, MOST_ROWS, read_pasted, read_tables
from lcc_desktop.wording.errors import PASTED, TABLES
from tests.properties import tried

FRENCH = """Nom et prénom;Organisation;Qualité;Sexe;Âge
Participante 1;Association Amal;Société civile;F;31
Participant 2;;Conseiller communal;M;45-59
"""
ARABIC = """الاسم الكامل;الهيئة;الصفة;الجنس
مشاركة 1;جمعية الأمل;المجتمع المدني;أنثى
مشارك 2;;مستشار جماعي;ذكر
"""


def pasted(text: str) -> Layout:
    return read_layout(read_pasted(text))


def people(layout: Layout) -> list[NewParticipant]:
    return [row.new for row in plan(layout)]


def doubts(rows: Sequence[PlannedRow]) -> list[list[str]]:
    return [[note.doubt for note in row.notes] for row in rows]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook: rows of one sheet, and whatever else `more` does to it."""

    def write(rows: Sequence[Sequence[object]], more=lambda book, sheet: None, name: str = "liste.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as made:
            sheet = made.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            more(made, sheet)
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_french_text_is_read_in_every_encoding_and_with_every_separator(tmp_path, encoding, separator):
    path = tmp_path / "liste.csv"
    path.write_bytes(FRENCH.replace(";", separator).encode(encoding))
    one, two = people(read_layout(read_tables(path)))
    assert one == NewParticipant("Participante 1", "Association Amal", "female", "civil-society", "25-34")
    assert two == NewParticipant("Participant 2", "", "male", "elected", "45-59")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_an_arabic_text_is_read_in_every_encoding(tmp_path, encoding):
    path = tmp_path / "liste.txt"
    path.write_bytes(ARABIC.encode(encoding))
    one, two = people(read_layout(read_tables(path)))
    assert one == NewParticipant("مشاركة 1", "جمعية الأمل", "female", "civil-society")
    assert two == NewParticipant("مشارك 2", "", "male", "elected")


def test_a_text_in_both_languages_keeps_both(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes("Nom;Prénom;الصفة\nDeux;Hélène;مواطنة\nبن;علي;élu\n".encode("cp1256"))
    assert [one.name for one in people(read_layout(read_tables(path)))] == ["Deux Hélène", "بن علي"]


def test_a_workbook_is_read_with_what_stands_above_the_list(book):
    path = book(
        [
            ["Commune de …"],
            ["Liste de présence des participants à l’atelier du 24 novembre 2026"],
            [],
            ["N°", "Nom", "Prénom", "Fonction", "Signature"],
            [1, "Un", "Participante", "Présidente d’association", ""],
            [2.0, "Deux", "Participant", "Chef de service", ""],
        ]
    )
    layout = read_layout(read_tables(path))
    assert [column.meaning for column in layout.columns] == [
        None, Meaning.LAST_NAME, Meaning.FIRST_NAME, Meaning.CATEGORY, None,
    ]  # fmt: skip
    rows = plan(layout)
    assert [(row.number, row.new.name, row.new.category) for row in rows] == [
        (5, "Un Participante", "civil-society"),
        (6, "Deux Participant", "staff"),
    ]


def test_the_sheet_that_holds_a_list_is_found(tmp_path):
    path = tmp_path / "classeur.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet().write_column(0, 0, ["Programme", "9 h 00 accueil", "9 h 30 ouverture", "10 h atelier"])
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["الاسم الكامل", "الفئة"])
        sheet.write_row(1, 0, ["مشاركة 1", "موظفة"])
        hidden = made.add_worksheet()
        hidden.write_row(0, 0, ["Nom", "Sexe", "Âge", "Groupe", "Qualité"])
        hidden.hide()
    assert people(read_layout(read_tables(path))) == [NewParticipant("مشاركة 1", category="staff")]


def test_a_table_copied_from_excel_or_word_is_read():
    text = 'Nom et prénom\tOrganisation\r\nParticipante 1\t"Service\nde l’état civil"\r\nParticipant 2\t\r\n'
    assert people(pasted(text)) == [
        NewParticipant("Participante 1", "Service de l’état civil"),
        NewParticipant("Participant 2"),
    ]


def test_names_alone_are_enough():
    assert [one.name for one in people(pasted("1. Participante 1\n2) Participant 2\n\n3 - مشارك 3\n"))] == [
        "Participante 1",
        "Participant 2",
        "مشارك 3",
    ]


def test_without_a_header_columns_are_told_by_what_they_hold():
    layout = pasted("1\tParticipante un\tF\tcitoyenne\n2\tParticipant deux\tM\tfonctionnaire\n")
    assert [column.meaning for column in layout.columns] == [None, Meaning.NAME, Meaning.GENDER, Meaning.CATEGORY]


def test_a_title_before_a_name_says_the_gender():
    one, two, three = people(pasted("Nom complet\nMme Participante 1\nالسيد مشارك 2\nM. Participant\n"))
    assert (one.name, one.gender) == ("Participante 1", "female")
    assert (two.name, two.gender) == ("مشارك 2", "male")
    assert (three.name, three.gender) == ("M. Participant", "")


def test_an_open_quotation_mark_does_not_swallow_the_rest():
    text = 'Nom\tOrganisation\n"Participante 1\tA\n' + "Participant 2\tB\n" * 20
    assert len(plan(pasted(text))) == 21


# What may not be kept


@pytest.mark.parametrize(
    "label",
    ["CIN", "N° CNIE", "C.N.I.E", "Carte nationale", "رقم البطاقة الوطنية", "البطاقة الوطنية للتعريف",
     "Parti politique", "Appartenance politique", "الانتماء السياسي", "Syndicat", "Appartenance syndicale",
     "النقابة", "Nom et CIN"],
)  # fmt: skip
def test_columns_that_the_law_forbids_are_left_out_whatever_is_asked(label):
    layout = pasted(f"Nom et prénom\t{label}\nParticipante 1\tsecret\n")
    [forbidden] = layout.forbidden
    assert forbidden.label == label
    asked = layout.with_meaning(forbidden.index, Meaning.ORGANISATION)
    assert people(asked) == people(layout) == [NewParticipant("Participante 1")]


@pytest.mark.parametrize("label", ["Partie prenante", "Médecin", "Discipline", "Association politique locale", "الفئة"])
def test_labels_that_only_sound_so_are_not(label):
    assert label_meaning(label) is not Meaning.FORBIDDEN


def test_identity_numbers_are_recognised_without_a_label():
    layout = pasted("Nom\tRéf.\nParticipante 1\tAB123456\nParticipant 2\tK 98765\nParticipant 3\t\n")
    assert [column.label for column in layout.forbidden] == ["Réf."]


def test_a_name_with_an_identity_number_in_it_cannot_be_taken():
    [row] = plan(pasted("Nom\nParticipante 1 (AB123456)\n"))
    assert not row.possible
    assert not row.advised


# What is noted of rows


def test_who_is_on_the_list_or_further_up_already_is_not_taken_again():
    rows = plan(pasted("Nom et prénom\nParticipante Un\nUN PARTICIPANTE\nParticipant 2\n"), known=["participant  2"])
    assert doubts(rows) == [[], [Doubt.TWICE], [Doubt.KNOWN]]
    assert rows[1].notes[0].detail == "2"
    assert [row.advised for row in rows] == [True, False, False]
    assert all(row.possible for row in rows), "namesakes exist"


def test_what_is_not_understood_is_left_empty_and_said():
    [row] = plan(pasted("Nom\tQualité\tSexe\tÂge\nParticipante 1\ttrésorière\t?\t18-60\n"))
    assert row.new == NewParticipant("Participante 1")
    assert [(note.doubt, note.detail) for note in row.notes] == [
        (Doubt.GENDER, "?"),
        (Doubt.CATEGORY, "trésorière"),
        (Doubt.AGE, "18-60"),
    ]
    assert row.advised


def test_a_row_without_a_name_is_shown_and_left(book):
    rows = plan(pasted("Nom\tQualité\nParticipante 1\télue\n\tcitoyenne\n"))
    assert doubts(rows) == [[], [Doubt.NO_NAME]]


def test_a_name_that_is_too_long_cannot_be_taken():
    [row] = plan(pasted("Nom\n" + "n" * 201 + "\n"))
    assert not row.possible


def test_a_column_is_given_another_meaning_which_no_other_has_then():
    layout = pasted("Nom\tSurnom\nParticipante 1\tautre\n")
    changed = layout.with_meaning(1, Meaning.LAST_NAME)
    assert [column.meaning for column in changed.columns] == [None, Meaning.LAST_NAME]
    assert people(changed.with_meaning(0, Meaning.ORGANISATION)) == [NewParticipant("autre", "Participante 1")]
    assert people(changed.with_meaning(1, None)) == []


# Files of every kind


def test_cells_merged_downwards_hold_for_every_row_and_headings_are_no_people(book):
    def merge(made, sheet):
        sheet.merge_range(1, 1, 2, 1, "Association A")
        sheet.merge_range(3, 0, 3, 3, "Élus")

    rows = [["Nom", "Organisation", "Qualité", "Sexe"], ["Participante 1", "", "citoyenne", "F"]]
    path = book([*rows, ["Participante 2", "", "citoyenne", "F"], [], ["Participant 3", "", "élu", "M"]], merge)
    planned = plan(read_layout(read_tables(path)))
    assert [row.new.organisation for row in planned] == ["Association A", "Association A", "", ""]
    assert doubts(planned) == [[], [], [Doubt.HEADING], []]


def test_formulas_count_as_what_they_last_gave(book):
    def formulas(made, sheet):
        sheet.write_formula(1, 0, '=B2&" 1"', None, "Participante 1")
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")

    path = book([["Nom", "Groupe"], ["", "Participante"], ["", "A"]], formulas)
    rows = plan(read_layout(read_tables(path)))
    assert rows[0].new.name == "Participante 1"
    assert not rows[1].new.name.startswith("=")


def test_what_looks_like_a_formula_is_text(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text('Nom;Organisation\nParticipante 1;=HYPERLINK("http://example.org")\n', encoding="utf-8")
    assert people(read_layout(read_tables(path)))[0].organisation == '=HYPERLINK("http://example.org")'


def test_the_macros_of_a_workbook_are_never_looked_at(book, tmp_path):
    plain = book([["Nom"], ["Participante 1"]])
    path = tmp_path / "liste.xlsm"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            target.writestr(name, data)
        target.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")
    assert people(read_layout(read_tables(path))) == [NewParticipant("Participante 1")]


def test_the_ending_of_the_name_says_nothing(book, tmp_path):
    workbook = book([["Nom"], ["Participante 1"]], name="liste.csv")
    text = tmp_path / "liste.xlsx"
    text.write_text("Nom\nParticipante 1\n", encoding="utf-8")
    for path in (workbook, text):
        assert people(read_layout(read_tables(path))) == [NewParticipant("Participante 1")]


def test_direction_marks_and_odd_spaces_do_not_enter():
    text = "\ufeff\u202bالاسم الكامل\u202c\tالجنس\n\u200fمشاركة\u00a01\u200e\t\u200fأنثى\n"
    assert people(pasted(text)) == [NewParticipant("مشاركة 1", gender="female")]


def test_five_thousand_rows_are_taken_and_one_more_is_not(book):
    rows = [["Nom"], *([f"Participant {number}"] for number in range(MOST_ROWS - 1))]
    assert len(plan(read_layout(read_tables(book(rows))))) == MOST_ROWS - 1
    with pytest.raises(TableRefused) as refused:
        read_tables(book([*rows, ["un"], ["deux"]], name="plus.xlsx"))
    assert refused.value.rule == "too-many-rows"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty"),
        (b"\n;;;\n \n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old-workbook"),
        (b"%PDF-1.7\n\x00\x01\x02", "no-table"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no-table"),
        (b"PK\x03\x04 and then nothing", "workbook-damaged"),
        (b"x" * (LARGEST + 1), "too-large"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(tmp_path, content, rule):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    with pytest.raises(TableRefused) as refused:
        read_tables(path)
    assert refused.value.rule == rule


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "liste.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(TableRefused) as refused:
        read_tables(path)
    assert refused.value.rule == "workbook"


def test_a_file_that_is_not_there_or_a_folder_is_unreadable(tmp_path):
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(FileUnreadable):
            read_tables(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
def test_a_pipe_is_not_waited_for(tmp_path):
    pipe = tmp_path / "liste.csv"
    os.mkfifo(pipe)
    with pytest.raises(FileUnreadable):
        read_tables(pipe)


def test_headers_alone_add_nobody(book):
    assert plan(read_layout(read_tables(book([["Nom", "Prénom", "Sexe"]])))) == ()


def test_an_empty_clipboard_is_said():
    with pytest.raises(TableRefused) as refused:
        read_pasted(" \n")
    assert refused.value.rule == "empty"


def test_every_refusal_has_its_sentence():
    rules = {"too-large", "too-many-rows", "empty", "no-table", "old-workbook", "workbook", "workbook-damaged"}
    assert TABLES.keys() == rules
    assert PASTED.keys() == {"too-large", "too-many-rows", "empty"}


# Words


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("NOM ET PRENOM", Meaning.NAME),
        ("Nom & prénom du participant", Meaning.NAME),
        ("الإسم الكامل", Meaning.NAME),
        ("الاسم العائلي", Meaning.LAST_NAME),
        ("Nom de l’association", Meaning.ORGANISATION),
        ("اسم الجمعية", Meaning.ORGANISATION),
        ("Fonction / qualité", Meaning.CATEGORY),
        ("Sexe (H/F)", Meaning.GENDER),
        ("Tranche d'âge", Meaning.AGE),
        ("الفئة العمرية", Meaning.AGE),
        ("Groupe de travail", Meaning.GROUP),
        ("Téléphone", None),
        ("E-mail", None),
        ("Émargement", None),
        ("", None),
        ("Liste des participants à la formation des élus, des agents et des associations de la commune", None),
    ],
)
def test_labels_are_understood(label, meaning):
    assert label_meaning(label) is meaning


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Président du conseil communal", "elected"),
        ("رئيس جمعية", "civil-society"),
        ("رئيس المجلس", "elected"),
        ("رئيسة مصلحة الموارد البشرية", "staff"),
        ("Président de l’association des parents", "civil-society"),
        ("Caïd", "authority"),
        ("قائد", "authority"),
        ("Animatrice", "facilitator"),
        ("ملاحظة", "observer"),
        ("Citoyen", "citizen"),
        ("commerçant", ""),
    ],
)
def test_categories_are_understood(text, category):
    assert category_of(text) == category


@pytest.mark.parametrize(
    ("text", "gender"), [("F", "female"), ("h.", "male"), ("ذكر", "male"), ("أنثى", "female"), ("X", "")]
)
def test_genders_are_understood(text, gender):
    assert gender_of(text) == gender


@pytest.mark.parametrize(
    ("text", "band"),
    [("31", "25-34"), ("31 ans", "25-34"), ("45-59", "45-59"), ("60+", "60-plus"), ("من 25 إلى 34 سنة", "25-34"),
     ("Moins de 25 ans", "under-25"), ("20-40", ""), ("jeune", ""), ("under-25", "under-25")],
)  # fmt: skip
def test_ages_are_understood(text, band):
    assert age_of(text) == band


# Whatever people's files hold

CELLS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=12)
FRENCH_WORDS = st.tuples(
    st.sampled_from(["", "M", "É", "CÉ"]), st.text(alphabet="abcdefgmnoprstuvéèêàçôîïùû", min_size=1, max_size=10)
).map("".join)
ARABIC_WORDS = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=3, max_size=10)


@tried(40, HealthCheck.function_scoped_fixture)
@given(GRIDS, st.sampled_from(";,\t|"))
def test_any_text_is_read_or_refused_and_names_stay_on_one_line(rows, separator):
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    try:
        planned = plan(pasted(file.getvalue()))
    except TableRefused:
        return
    for row in planned:
        for text in (row.new.name, row.new.organisation, row.new.group):
            assert is_line(text, len(text))


@tried(60)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(content)
    try:
        plan(read_layout(read_tables(path)))
    except TableRefused:
        return


@tried(60)
@given(st.lists(st.tuples(FRENCH_WORDS, FRENCH_WORDS), min_size=1, max_size=8))
def test_french_names_survive_windows_1252(tmp_path_factory, names):
    assert _through(tmp_path_factory, names, "cp1252") == [" ".join(name) for name in names]


@tried(60)
@given(st.lists(st.tuples(ARABIC_WORDS, st.one_of(ARABIC_WORDS, FRENCH_WORDS.map(str.lower))), min_size=1, max_size=8))
def test_arabic_names_survive_windows_1256(tmp_path_factory, names):
    assert _through(tmp_path_factory, names, "cp1256") == [" ".join(name) for name in names]


def _through(factory, names: Sequence[tuple[str, str]], encoding: str) -> list[str]:
    path = factory.getbasetemp() / "encoded.csv"
    path.write_bytes("".join(f"{one} {other};;\n" for one, other in names).encode(encoding))
    return [row.cell(0) for row in read_tables(path)[0].rows]
