"""What comes after a round: letters to applicants, and a memo about a choice."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.test_batch import batch, table, write_project
from tests.cli.test_round import ROUND
from verbetertool.cli.app import run
from verbetertool.cli.boundary import guarded


def call(*arguments: object) -> int:
    return guarded([str(argument) for argument in arguments], run)


def words(path: str) -> str:
    """The words of a page, without its style."""
    page = re.sub("<style>.*?</style>", "", Path(path).read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished round with a project to leave alone, two to ask something, and a file that can't be read."""
    monkeypatch.chdir(tmp_path)
    write_project("in/a.yaml", "Alfa", "{vaste-begeleider: 2}", target_groups="[lvb]", organisation="Stichting A")
    same = '"dit is precies dezelfde lange toelichting die ook bij een ander staat, woord voor woord gelijk aan elkaar"'
    for name in ("Beta", "Gamma"):
        answers = f"{{maatwerk: {{level: 3, note: {same}}}}}"
        write_project(f"in/{name.lower()}.yaml", name, answers, target_groups="[multiproblematiek]")
    Path("in/stuk.yaml").write_text("format: verbetertool/1\nrubric: jongeren-naar-werk\nproject:\n\tname: x\n")
    Path("ronde.yaml").write_text(ROUND + "letters:\n  received: Dank u zeer.\npriorities: [lvb, Eigen doel]\n")
    assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 2
    return tmp_path


def test_a_letter_for_everyone_who_sent_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Received, questions or incomplete, with the funder's own text where it has one, and a table for mail merge."""
    capsys.readouterr()
    assert call("letters", "uit", "-f", "html") == 0
    assert capsys.readouterr().out == "4 brieven, in: uit/brieven\n"
    rows = {row["key"]: row for row in table("uit/brieven/brieven.csv")}
    assert {key: row["soort"] for key, row in rows.items()} == {
        "a.yaml": "received",
        "beta.yaml": "questions",
        "gamma.yaml": "questions",
        "stuk.yaml": "incomplete",
    }
    received, asked, incomplete = (words(f"uit/brieven/{name}.html") for name in ("a", "beta", "stuk"))
    assert "Dank u zeer." in received
    assert "Stichting A" in received
    assert "Dezelfde tekst staat ook in een andere aanvraag" in asked
    assert "Hier staat een tab." in incomplete
    for text in (asked, incomplete):
        assert "uiterlijk 31 januari 2027" in text
        assert "subsidies@voorbeeld.nl" in text
    assert rows["beta.yaml"]["sluit_op"] == "uiterlijk 31 januari 2027"
    assert call("batch", "--verify", "uit") == 0


def test_a_letter_names_no_other_applicant() -> None:
    """Who shares a text with whom is for the funder alone."""
    assert call("letters", "uit", "-f", "html") == 0
    for name in ("beta.html", "brieven.csv"):
        text = Path("uit/brieven", name).read_text(encoding="utf-8")
        if name.endswith("csv"):
            text = next(line for line in text.splitlines() if line.startswith("beta"))
        assert "gamma" not in text.casefold()


def test_a_rejected_file_has_its_letter_whatever_its_key() -> None:
    """Also where a table keeps its key from being a formula with an apostrophe, at its beginning or further on."""
    for name in ("=a.yaml", "'b.yaml", "c;=d.yaml"):
        shutil.copy("in/stuk.yaml", f"in/{name}")
    assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 2
    assert call("letters", "uit", "-f", "html") == 0
    incomplete = [row["project"] for row in table("uit/brieven/brieven.csv") if row["soort"] == "incomplete"]
    assert len(incomplete) == 4


def test_an_annex_has_no_letter() -> None:
    """What stands in the folder of an assessed file belongs to it; what stands alone is all that somebody sent."""
    for name in ("p1/bijlagen/verslag.pdf", "p2/plan.pdf", "los.pdf"):
        Path("in", name).parent.mkdir(parents=True, exist_ok=True)
        Path("in", name).write_bytes(b"%PDF-1.7")
    write_project("in/p1/aanvraag.yaml", "Delta", "{vaste-begeleider: 2}")
    assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 2
    assert call("letters", "uit", "-f", "html") == 0
    kinds = {row["key"]: row["soort"] for row in table("uit/brieven/brieven.csv")}
    assert kinds.keys() >= {"p1/aanvraag.yaml", "p2/plan.pdf", "los.pdf", "stuk.yaml"}
    assert "p1/bijlagen/verslag.pdf" not in kinds
    assert kinds["p2/plan.pdf"] == "incomplete"


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_a_letter_that_a_person_changed_stays(ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named, the others are made again; with --force all of them are."""
    pytest.importorskip("docx")
    assert call("letters", "uit", "-f", ending) == 0
    letter = Path(f"uit/brieven/beta.{ending}")
    made = letter.read_bytes()
    changed = made.replace(b"</main>", b"Groet, Anna</main>") if ending == "html" else made + b" "
    letter.write_bytes(changed)
    Path("ronde.yaml").write_text(ROUND.replace("Kansen 2027", "Nieuwe naam"))
    capsys.readouterr()
    assert call("letters", "uit", "-f", ending) == 0
    assert f"bleven zoals ze zijn: beta.{ending}\n" in capsys.readouterr().err
    assert letter.read_bytes() == changed
    if ending == "html":
        assert "Nieuwe naam" in words("uit/brieven/a.html")
    assert call("letters", "uit", "-f", ending, "--force") == 0
    assert "Groet" not in letter.read_bytes().decode(errors="replace")
    assert "bleven" not in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_a_letter_to_nobody_of_the_round_goes(ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Once its applicant is gone; one that a person changed stays and is named, and so does what is no letter."""
    pytest.importorskip("docx")
    assert call("letters", "uit", "-f", ending) == 0
    folder = Path("uit/brieven")
    letter = folder / f"gamma.{ending}"
    letter.write_bytes(letter.read_bytes().replace(b"</main>", b"Groet, Anna</main>") + b" ")
    (folder / "van-mij.html").write_text("<p>van mij</p>")
    (folder / "notitie.txt").write_text("van mij")
    assert call("memo", "uit", "--keys", "a.yaml", "-o", folder / "memo.html") == 0
    Path("in/beta.yaml").unlink()
    Path("in/gamma.yaml").unlink()
    assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 2
    capsys.readouterr()
    assert call("letters", "uit", "-f", ending) == 0
    said = capsys.readouterr()
    assert said.out == "2 brieven, in: uit/brieven\n"
    stays = ", ".join(sorted([letter.name, "memo.html", "van-mij.html"]))
    assert f"Deze brieven horen niet bij deze ronde, en bleven staan: {stays}\n" in said.err
    left = {path.name for path in folder.iterdir()}
    letters = {f"a.{ending}", f"stuk.{ending}", letter.name}
    assert left == {*letters, "brieven.csv", "memo.html", "notitie.txt", "van-mij.html"}


def test_the_letters_of_another_round_go(capsys: pytest.CaptureFixture[str]) -> None:
    """`batch --force` takes them away with what else the other round made, but for one that a person changed."""
    assert call("letters", "uit", "-f", "html") == 0
    letter = Path("uit/brieven/a.html")
    letter.write_text(letter.read_text(encoding="utf-8").replace("</main>", "Groet</main>"), encoding="utf-8")
    Path("p.yaml").write_text("goals: [opleiding]\n")
    assert batch("in", "-o", "uit", "--round", "ronde.yaml", "--profile", "p.yaml", "--force") == 2
    assert [path.name for path in sorted(Path("uit/brieven").glob("*.html"))] == ["a.html"]


def test_letters_in_word() -> None:
    """Word is what comes without -f."""
    docx = pytest.importorskip("docx")
    assert call("letters", "uit") == 0
    document = docx.Document("uit/brieven/stuk.docx")
    assert "Uw aanvraag is nog niet compleet" in "".join(paragraph.text for paragraph in document.paragraphs)


def test_a_memo_about_a_choice() -> None:
    """A part per project with room for a decision; what the choice covers, what not, and who could."""
    assert call("memo", "uit", "--keys", "a.yaml, beta.yaml", "-o", "memo.html") == 0
    text = words("memo.html")
    assert "Memo bij een keuze" in text
    assert "Kansen 2027" in text
    assert text.count("Voorwaarden") == 2
    covered = text.partition("Doelgroepen")[2].partition("Doelen")[0]
    assert covered.index("licht verstandelijke beperking") < covered.index("Jongeren buiten beeld")
    assert "Jongeren met een licht verstandelijke beperking Alfa" in text.replace("  ", " ")
    assert "Eigen doel zelf te beoordelen" in text
    assert call("memo", "uit", "--keys", "a.yaml", "-o", "memo2.html") == 0
    assert "(wel bij Beta en Gamma)" in words("memo2.html")


def test_a_key_with_a_comma() -> None:
    """It is itself where an argument is that key as a whole; `--keys` may be given more than once."""
    write_project("in/a.yaml, beta.yaml", "Komma", "{vaste-begeleider: 2}")
    assert batch("in", "-o", "uit", "--round", "ronde.yaml") == 2
    keys = ["a.yaml", "a.yaml, beta.yaml", "beta.yaml", "gamma.yaml"]
    assert [row["key"] for row in sorted(table("uit/portfolio.csv"), key=lambda row: row["key"])] == keys
    assert call("memo", "uit", "--keys", "a.yaml, beta.yaml", "--keys", "gamma.yaml,beta.yaml", "-o", "memo.html") == 0
    page = Path("memo.html").read_text(encoding="utf-8")
    assert len(re.findall('<section aria-labelledby="project-', page)) == 3


def test_a_memo_has_a_page_per_project() -> None:
    """Each project, and what is decided of all, begins a page, in Word as in HTML; the first section does not."""
    docx = pytest.importorskip("docx")
    for ending in ("html", "docx"):
        assert call("memo", "uit", "--keys", "a.yaml,beta.yaml", "-o", f"memo.{ending}") == 0
    page = Path("memo.html").read_text(encoding="utf-8")
    sections = re.findall(r'<section aria-labelledby="([^"]+)"( class="by-itself")?', page)
    assert [name for name, by_itself in sections if by_itself] == ["project-1", "project-2", "besluit"]
    assert ".by-itself{break-before:page}" in page
    headings = [each for each in docx.Document("memo.docx").paragraphs if each.style.name == "Heading 1"]
    begins = [each.text for each in headings if each.paragraph_format.page_break_before]
    assert begins == ["Alfa", "Beta", "Besluit over het geheel"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("memo", "uit", "--keys", "b.yaml"), "geen project met «b.yaml»"),
        (("memo", "uit", "--keys", ","), "Welke projecten?"),
        (("memo", "in", "--keys", "a.yaml"), "geen manifest.json"),
        (("letters", "weg"), "geen manifest.json"),
        (("letters", "uit", "-f", "xls"), "Kies uit: docx, html"),
        (("letters", "uit", "--round", "weg.yaml"), "weg.yaml"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and nothing is made."""
    assert call(*arguments) == 2
    assert said in capsys.readouterr().err
    assert not Path("uit/brieven").exists()


def test_a_round_that_was_damaged(capsys: pytest.CaptureFixture[str]) -> None:
    """Its results or reports can't be read: that is said, with the file."""
    Path("uit/rapporten/a.json").write_text("{}")
    assert call("memo", "uit", "--keys", "a.yaml") == 2
    assert "a.json" in capsys.readouterr().err
    Path("uit/results.jsonl").write_text("{}\n")
    assert call("letters", "uit") == 2
    assert "results.jsonl" in capsys.readouterr().err


def test_a_round_begins_with_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    """`round init` writes one that can be used at once, also with every line of it taken in; it overwrites none."""
    assert call("round", "init", "-o", "nieuw.yaml") == 0
    assert batch("in/a.yaml", "-o", "uit2", "--round", "nieuw.yaml") == 0
    text = Path("nieuw.yaml").read_text(encoding="utf-8")
    filled = re.sub(r"^# (?= *[a-z_]+:(?: |$)(?!verbetertool))", "", text, flags=re.M).replace("style:", "# style:")
    Path("vol.yaml").write_text(filled, encoding="utf-8")
    assert "\npriorities:" in filled
    capsys.readouterr()
    assert batch("in/a.yaml", "-o", "uit3", "--round", "vol.yaml") == 0, capsys.readouterr().err
    assert call("round", "init", "-o", "nieuw.yaml") == 3
    capsys.readouterr()
    assert call("round", "init", "-o", "-") == 0
    assert capsys.readouterr().out == text
