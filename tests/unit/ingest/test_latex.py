"""LaTeX to Unicode: what bibliographies hold, and pylatexenc as the judge of what both know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from evidence.ingest.latex import decode
from evidence.normalise import clean, fold


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"AT&T and 5% of {\'e}", "AT&T and 5% of é"),
        (r"n {\textless} 5, \textgreater{}6", "n < 5, >6"),
        (r"``a'' --- \& b--c", "“a” — & b–c"),
        ("Review of ``Home truths''", "Review of “Home truths”"),
        ("`Home truths' in it's own", "‘Home truths’ in it's own"),
        ("costs of $5 million and $3 million", "costs of $5 million and $3 million"),
        ("from $5-$10", "from $5-$10"),
        (r"it is \$5", "it is $5"),
        ("p $<$ 0.05", "p < 0.05"),
        (r"in C:\temp\new", r"in C:\temp\new"),
        (r"\textsuperscript{2} \emph{it}", "2 it"),
        ("A~B --- C", "A B — C"),
        ("{{N}ested {B}races}", "Nested Braces"),
        (
            r"The {\it Drosophila} of {\em housing} policy in {\sl Fly}",
            "The Drosophila of housing policy in Fly",
        ),
        (r"the 5\({}^{\mbox{th}}\) Workshop", "the 5th Workshop"),
        (r"Grids of $n \times n$ homes with $\sim$20 rooms", "Grids of n × n homes with ∼20 rooms"),
        (r"reviews in \LaTeX{} and \TeX", "reviews in LaTeX and TeX"),
        (r"CO$_2$, H$_{2}$O, m$^2$, 10$^{-5}$, $^{13}$C", "CO2, H2O, m², 10⁻⁵, ¹³C"),
        (r"{\'{\i}}\'\i\c{c}\v{s}\v s\H{o}\d{h}{\L}{\'o}d{\'z}", "ííçššőḥŁódź"),
        (r"Nguy{\~{\^e}}n, L\^{\d{e}}, D\'{\^{o}}", "Nguyễn, Lệ, Dố"),
        (r"Ro{\textcommabelow s}ia, GaN (112\=0)", "Roșia, GaN (1120\u0304)"),
        (r"\{\{\vphantom{\}\}}{{GaAs}}\vphantom\{\}\vphantom\{\} wires", "{{GaAs}} wires"),
        (r"K\o benhavn, Stra{\ss}e, \AA rhus", "København, Straße, Århus"),
        (r"\unknown{kept} \unseen", r"kept \unseen"),
        (r"{\noopsort{b}}\textcolor{red}{hot} \href{http://x.org}{text}", "hot text"),
        (r"\url{https://example.org/a_b~c%20}", "https://example.org/a_b~c%20"),
        (r"\$\{x\} 10\,000 and x\-y \enquote{q}", "${x} 10 000 and xy “q”"),
        (r"Children\'s homes", "Children's homes"),
        (r"\frac{1}{2} of $\frac{a}{b}$ \ensuremath{\beta}", "1/2 of a/b β"),
        ("a -- b", "a – b"),
        ("\\", "\\"),
        ("$", "$"),
    ],
)
def test_latex(latex, text):
    assert decode(latex) == text


def test_a_formula_in_three_spellings_compares_as_one():
    spellings = [r"CO$_2$ in m$^2$", r"CO\textsubscript{2} in m\textsuperscript{2}", "CO₂ in m²", "CO2 in m2"]
    assert len({fold(decode(spelling)) for spelling in spellings}) == 1


WORDS = st.sampled_from(["alpha", "homes", "NHS", "of", "5", "(a)", "x,"])
MACROS = st.sampled_from(
    [
        r"{\'e}",
        r"\'{e}",
        r"{\"o}",
        r"\c{c}",
        r"\v{s}",
        r"{\ss}",
        r"{\o}",
        r"{\AA}",
        r"\&",
        r"\%",
        r"\_",
        r"\#",
        "---",
        "--",
    ]
    + [
        "``",
        "''",
        r"\emph{it}",
        r"\textit{in vitro}",
        r"\textbf{b}",
        r"{\L}",
        r"\~n",
        r"\^{a}",
        r"\k{a}",
        r"\H{o}",
        "{B}",
    ]
    + [r"$\alpha$", r"$\times$", r"\dag{}", r"\textendash{}", r"\guillemotleft{}", r"\ae{}", r"\u{g}"]
)


@given(st.lists(st.one_of(WORDS, MACROS), min_size=1, max_size=12))
def test_pylatexenc_agrees(pieces):
    latex = " ".join(pieces)
    judge = LatexNodes2Text(math_mode="text").latex_to_text(latex)
    assert decode(latex) == " ".join(judge.split())


@given(st.text(alphabet=st.sampled_from("\\{}$`'\"~^_ abcé5-&%(["), max_size=60))
def test_nothing_raises_and_no_mark_of_ours_is_left(text):
    decoded = decode(text)
    assert "\ufdd0" not in decoded


@given(st.text(alphabet=st.sampled_from("{}`'\"~^_ abcé5-&%(["), max_size=60))
def test_without_commands_every_letter_stays_in_its_place(text):
    assert [c for c in decode(text) if c in "abcé5"] == [c for c in text if c in "abcé5"]


def test_characters_that_are_no_text_become_no_sign():
    """Unicode keeps U+FDD0 to U+FDEF for the inside of programs: a file may hold them, a value does not."""
    assert decode("Abstract {\ufdd0 \\emph{of\ufdd1} it\ufdd3") == "Abstract of it"
    assert clean("Abstract \ufdd0of\ufdef it") == "Abstract of it"


def test_a_quotation_mark_named_by_its_command_stands_next_to_its_word():
    assert decode(r"Homes\textquoteright s cost \pounds 5 and\slash or more") == "Homes’s cost £5 and/or more"
