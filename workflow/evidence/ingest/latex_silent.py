"""Commands of LaTeX that stand for no text of their own: ways of setting, spaces, and what is only for the machine."""

from __future__ import annotations

_SETTINGS = """
textit textbf textsl textsc texttt textrm textsf textup textmd textnormal emph text mbox hbox fbox makebox underline
uline textsuperscript textsubscript uppercase lowercase MakeUppercase MakeLowercase mathrm mathbf mathit mathsf mathtt
mathcal mathbb mathfrak mathscr mathnormal boldsymbol bm operatorname overline bar hat tilde vec dot ddot widehat
widetilde textlatin protect relax it em sl bf sc tt rm sf up md itshape slshape scshape bfseries mdseries rmfamily
sffamily ttfamily upshape normalfont normalsize small footnotesize scriptsize tiny large Large LARGE huge Huge cal
left right big Big bigl bigr displaystyle textstyle nobreak allowbreak noindent centering ignorespaces bgroup egroup
begingroup endgroup sb sp ce nocase titlecap bibtitle sortnoop textsmaller smaller boldmath unboldmath selectfont
leavevmode null unskip mathop mathord mathbin mathrel ensuremath xspace hyphenation hyp
"""
_SPACES = """
newline linebreak par newblock quad qquad enspace enskip thinspace space break hfill item
"""
# Ways of setting leave no sign; a space after them is theirs.
NOTHING = dict.fromkeys(_SETTINGS.split(), "") | dict.fromkeys(_SPACES.split(), " ") | {"hyp": "-"}
# Commands whose argument is no text: keys for sorting, lengths, labels, names of environments and colours.
_NO_TEXT = """
noopsort NoopSort SortNoop sortnoop singleletter switchargs label vspace hspace vskip hskip index color
phantom hphantom vphantom begin end usepackage documentclass pagestyle thispagestyle selectlanguage
includegraphics bibliographystyle fontencoding fontfamily
"""
DROPPED = tuple(_NO_TEXT.split())
