"""What the commands of LaTeX mean that stand in bibliographies: accents, letters, signs, ways of setting."""

from __future__ import annotations

MARKS = {
    **{
        "'": "\u0301",
        "`": "\u0300",
        "^": "\u0302",
        '"': "\u0308",
        "~": "\u0303",
        "=": "\u0304",
        ".": "\u0307",
    },
    **{"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a"},
    **{"d": "\u0323", "b": "\u0331", "t": "\u0361"},
}
# Marks with names, as programs write them that go from Unicode to LaTeX.
NAMED_MARKS = {
    "textcommabelow": "\u0326",
    "textcommaabove": "\u0313",
    "textsubring": "\u0325",
    "textsubbreve": "\u032e",
    "textroundcap": "\u0311",
    "textacutemacron": "\u0304\u0301",
    "textgravemacron": "\u0304\u0300",
    "textdotacute": "\u0301\u0307",
}
MARKS |= NAMED_MARKS
# Letters: TeX swallows the space after their names, as in `K\o benhavn`.
LETTERS = {
    **{
        "ss": "ß",
        "SS": "ẞ",
        "ae": "æ",
        "AE": "Æ",
        "oe": "œ",
        "OE": "Œ",
        "aa": "å",
        "AA": "Å",
        "o": "ø",
        "O": "Ø",
    },
    **{
        "l": "ł",
        "L": "Ł",
        "i": "ı",
        "j": "ȷ",
        "dh": "ð",
        "DH": "Ð",
        "th": "þ",
        "TH": "Þ",
        "dj": "đ",
        "DJ": "Đ",
    },
    **{"ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ"},
}
SPOKEN = {
    **{
        "TeX": "TeX",
        "LaTeX": "LaTeX",
        "LaTeXe": "LaTeX2e",
        "BibTeX": "BibTeX",
        "XeTeX": "XeTeX",
        "LuaTeX": "LuaTeX",
    },
    **{
        "XeLaTeX": "XeLaTeX",
        "AmS": "AMS",
        "AMS": "AMS",
        "copyright": "©",
        "pounds": "£",
        "euro": "€",
        "EUR": "€",
    },
    **{
        name: name
        for name in ("log", "ln", "exp", "sin", "cos", "tan", "min", "max", "lim", "sup", "inf", "det")
    },
    **{name: name for name in ("arg", "dim", "mod", "gcd", "Pr")},
}
SYMBOLS = {
    **{"textquotesingle": "'", "textquotedblleft": "“", "textquotedblright": "”", "textquotedbl": '"'},
    **{
        "textquoteleft": "‘",
        "textquoteright": "’",
        "lq": "‘",
        "rq": "’",
        "quotesinglbase": "‚",
        "quotedblbase": "„",
    },
    **{"guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»"},
    **{
        "guilsinglleft": "‹",
        "guilsinglright": "›",
        "flqq": "«",
        "frqq": "»",
        "glqq": "„",
        "grqq": "“",
        "glq": "‚",
    },
    **{
        "grq": "‘",
        "textendash": "–",
        "textemdash": "—",
        "textbackslash": "\\",
        "textasciitilde": "~",
        "slash": "/",
    },
    **{
        "textasciicircum": "^",
        "textasciigrave": "\ufdd3",  # stands for a sign that is meant and opens no quotation: see latex.py
        "textasciiacute": "´",
        "textunderscore": "_",
        "textbar": "|",
    },
    **{
        "textless": "<",
        "textgreater": ">",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textregistered": "®",
    },
    **{
        "texttrademark": "™",
        "textcopyright": "©",
        "textdegree": "°",
        "degree": "°",
        "textmu": "µ",
        "micro": "µ",
    },
    **{
        "textellipsis": "…",
        "ldots": "…",
        "dots": "…",
        "cdots": "⋯",
        "textbullet": "•",
        "bullet": "•",
        "cdot": "·",
    },
    **{
        "textperiodcentered": "·",
        "textexclamdown": "¡",
        "textquestiondown": "¿",
        "textsection": "§",
        "S": "§",
    },
    **{
        "P": "¶",
        "textparagraph": "¶",
        "textsterling": "£",
        "texteuro": "€",
        "textyen": "¥",
        "textdollar": "$",
    },
    **{"textcent": "¢", "dag": "†", "ddag": "‡", "dagger": "†", "ddagger": "‡", "textordfeminine": "ª"},
    **{
        "textordmasculine": "º",
        "textonehalf": "½",
        "textonequarter": "¼",
        "textthreequarters": "¾",
        "textpm": "±",
    },
    **{
        "texttimes": "×",
        "textdiv": "÷",
        "times": "×",
        "div": "÷",
        "pm": "±",
        "mp": "∓",
        "ast": "∗",
        "star": "⋆",
    },
    **{
        "circ": "°",
        "prime": "′",
        "sim": "∼",
        "approx": "≈",
        "simeq": "≃",
        "cong": "≅",
        "neq": "≠",
        "ne": "≠",
    },
    **{"leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥", "lt": "<", "gt": ">"},
    **{
        "ll": "≪",
        "gg": "≫",
        "equiv": "≡",
        "propto": "∝",
        "infty": "∞",
        "to": "→",
        "rightarrow": "→",
        "leftarrow": "←",
    },
    **{"leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "uparrow": "↑"},
    **{"downarrow": "↓", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩"},
    **{
        "emptyset": "∅",
        "forall": "∀",
        "exists": "∃",
        "neg": "¬",
        "wedge": "∧",
        "vee": "∨",
        "oplus": "⊕",
        "otimes": "⊗",
    },
    **{
        "sum": "∑",
        "prod": "∏",
        "int": "∫",
        "partial": "∂",
        "nabla": "∇",
        "sqrt": "√",
        "ell": "ℓ",
        "hbar": "ℏ",
    },
    **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ"},
    **{
        "eta": "η",
        "theta": "θ",
        "iota": "ι",
        "kappa": "κ",
        "lambda": "λ",
        "mu": "μ",
        "nu": "ν",
        "xi": "ξ",
        "pi": "π",
    },
    **{
        "rho": "ρ",
        "sigma": "σ",
        "tau": "τ",
        "upsilon": "υ",
        "phi": "ϕ",
        "varphi": "φ",
        "chi": "χ",
        "psi": "ψ",
    },
    **{
        "omega": "ω",
        "Gamma": "Γ",
        "Delta": "Δ",
        "Theta": "Θ",
        "Lambda": "Λ",
        "Xi": "Ξ",
        "Pi": "Π",
        "Sigma": "Σ",
    },
    **{"Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "lbrace": "{", "rbrace": "}", "langle": "⟨"},
    **{"rangle": "⟩", "mid": "|", "vert": "|", "colon": ":", "backslash": "\\", "perp": "⊥", "parallel": "∥"},
}
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
# Ways of setting leave no sign; a space after them is theirs.
NOTHING = (
    dict.fromkeys(_SETTINGS.split(), "")
    | dict.fromkeys(
        [
            "newline",
            "linebreak",
            "par",
            "newblock",
            "quad",
            "qquad",
            "enspace",
            "enskip",
            "thinspace",
            "space",
            "break",
            "hfill",
            "item",
        ],
        " ",
    )
    | {"hyp": "-"}
)
# Commands whose argument is no text: keys for sorting, lengths, labels, names of environments and colours.
DROPPED = (
    *(
        "noopsort",
        "NoopSort",
        "SortNoop",
        "sortnoop",
        "singleletter",
        "switchargs",
        "label",
        "vspace",
        "hspace",
        "vskip",
    ),
    *(
        "hskip",
        "index",
        "color",
        "phantom",
        "hphantom",
        "vphantom",
        "begin",
        "end",
        "usepackage",
        "documentclass",
    ),
    *(
        "pagestyle",
        "thispagestyle",
        "selectlanguage",
        "includegraphics",
        "bibliographystyle",
        "fontencoding",
        "fontfamily",
    ),
)
SUPERSCRIPTS = dict(zip("0123456789+-−=()ni°′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ°′", strict=True))
