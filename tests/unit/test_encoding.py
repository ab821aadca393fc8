"""Encodings: by marks, by the lines that are not UTF-8, by what a person named."""

import io

import pytest

from evidence.encoding import Encoding, decode, known, tell
from evidence.ingest.stage import Source, ingest

TITLES = {
    "cp1250": "Współpraca organizacji pozarządowych z gminą|Bezdomność młodzieży: przegląd badań|Świętochłowska, Żaneta",
    "cp1251": "Сотрудничество общественных организаций|Бездомность молодёжи: обзор|Щербаков, Юрий",
    "koi8-r": "Сотрудничество общественных организаций|Бездомность молодёжи: обзор|Щербаков, Юрий",
    "cp1252": "Wohnungslosigkeit in Großstädten|L’accès à l’emploi des chômeurs|Sjöström, Åsa",
    "mac-roman": "La qualité des services publics|Évaluation d’un dispositif expérimental|Hébert, François",
    "cp1253": "Κοινωνική κατοικία και απασχόληση|Ποιότητα των δημόσιων υπηρεσιών|Παπαδόπουλος, Γιώργος",
    "cp1254": "Gençlerde evsizlik: araştırmaların gözden geçirilmesi|İşsizlik ve kamu hizmetleri|Yıldız, Çağla",
    "cp1255": "דיור ציבורי ותעסוקה בישראל|איכות השירותים הציבוריים|כהן, משה",
    "cp1256": "السكن الاجتماعي والعمل في المدن|جودة الخدمات العامة للعاطلين|حسن، فاطمة",
    "cp1257": "Viešųjų paslaugų kokybė bedarbiams|Jaunimo benamystė: tyrimų apžvalga|Žukauskienė, Šarūnė",
    "gb18030": "社区住房合作研究|公共服务中的社会组织与地方政府合作|王小明",
    "big5": "社區住宅合作研究|公共服務中的社會組織與地方政府合作|陳雅婷",
    "cp932": "公共サービスにおける市民団体との協働|地域における住宅政策の評価|山田太郎",
    "euc_jp": "公共サービスにおける市民団体との協働|地域における住宅政策の評価|鈴木一郎",
    "cp949": "공공서비스에서 시민단체와의 협력에 관한 연구|지역사회 주택 정책의 평가|김민수",
}


def ris(titles):
    return "".join(f"TY  - JOUR\nTI  - {title}\nPY  - 2001\nER  - \n" for title in titles)


def told(data, named=""):
    return tell(io.BytesIO(data), named)


def text(data, named=""):
    return decode(data, told(data, named))


@pytest.mark.parametrize("codec", TITLES)
def test_the_letters_of_a_small_export_are_right_and_the_guess_is_said(codec):
    titles = TITLES[codec].split("|")
    result = ingest([Source("literature/records/x.ris", ris(titles).encode(codec))])
    assert [record.title for record in result.records] == titles
    assert result.counts[0].format == "ris"
    assert any("was read as" in r.problem and "config.yaml" in r.how_to_fix for r in result.remarks)


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]
)
def test_unicode_is_certain(codec):
    data = ris(["Café – no", "Łódź 住房"]).encode(codec)
    assert text(data) == ris(["Café – no", "Łódź 住房"])
    assert told(data).said() == ()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_few_letters(codec):
    assert text("Caf\u00e9 \u2013 no".encode(codec)) == "Caf\u00e9 \u2013 no"


def test_iso_2022_jp_is_seven_bits():
    assert text(ris(["住宅政策の評価"]).encode("iso2022_jp")) == ris(["住宅政策の評価"])


def test_one_bad_byte_does_not_garble_the_other_lines():
    data = "Crépon\nno\n".encode() + "Dépôt\n".encode("cp1252") + "Ünal".encode()
    assert text(data) == "Crépon\nno\nDépôt\nÜnal"


def test_one_bad_byte_does_not_garble_the_rest_of_its_line():
    data = "Łódź, Kraków\n".encode() * 5 + "Wspó".encode() + b"\x96" + "łpraca\n".encode()
    assert text(data).endswith("Wspó–łpraca\n")


def test_a_line_that_happens_to_be_utf8_is_no_line_of_utf8_in_a_file_that_is_not():
    lines = TITLES["gb18030"].split("|")
    assert (
        "联通".encode("gb18030").decode("utf-8", errors="replace") != "联通"
    )  # C1 AA CD A8: not UTF-8 in full
    accident = "茅"  # its bytes in GB18030 are those of `é` in UTF-8
    assert accident.encode("gb18030").decode("utf-8") == "é"
    body = "\n".join([*lines * 4, accident])
    assert text(body.encode("gb18030")) == body


def test_bytes_that_are_utf8_by_chance_are_no_letters_of_utf8():
    body = "%0 Journal Article\n%A 李华\n%T 公共服务中的社会组织\n%D 2019\n"
    assert text(body.encode("gb18030")) == body


def test_two_exports_of_different_encodings_stay_right():
    one, two = ris(["Wohnungen für Ältere", "Straßen"]), ris(["Łódź", "Kraków żyje"])
    assert text(one.encode("cp1252") + two.encode()) == one + two
    assert told(one.encode("cp1252") + two.encode()).mixed


def test_bom_before_bad_bytes_and_in_the_middle():
    assert text(b"\xef\xbb\xbfa\xff") == "aÿ"
    assert text(b"a\n\xef\xbb\xbfTY  - JOUR") == "a\nTY  - JOUR"


def test_line_ends_and_nul():
    assert text(b"a\r\nb\rC\nd\x00e") == "a\nb\nC\nde"


def test_a_file_is_judged_as_a_whole_though_it_is_read_in_parts():
    plain, last = ris([f"Tea {n}" for n in range(3_000)]), ris(TITLES["cp1250"].split("|"))
    from evidence.ingest.stage import stream

    data = plain.encode() + last.encode("cp1250")
    records = [r for batch in stream([Source("x.ris", io.BytesIO(data))], size=10_000) for r in batch.records]
    assert [r.title for r in records[-3:]] == TITLES["cp1250"].split("|")


def test_what_a_person_names_is_taken():
    data = ris(["Køge"]).encode("cp1250", errors="replace") + "TY  - JOUR\nTI  - Łaźnia\nER  - ".encode(
        "iso8859-2"
    )
    assert told(data, "iso8859-2") == Encoding("iso8859-2")
    names = {"literature/records/*.ris": "cp1252", "b.ris": "mac-roman"}
    given = ris(["Málaga"]).encode("mac-roman")
    one, two = ingest(
        [Source("literature/records/a.ris", given), Source("literature/records/b.ris", given)],
        encodings=names,
    ).records
    assert (one.title, two.title) == ("M‡laga", "Málaga")


def test_names_of_encodings():
    assert [known(name) for name in ("cp1250", "Windows-1250", "latin-1", "base64", "polski", "")] == [
        *(True, True, True, False, False, False)
    ]


def test_a_mark_of_utf16_on_a_text_without_a_zero_is_none():
    (record,) = ingest([Source("f", b"\xfe\xff\nTY  - JOUR\nTI  - On tea\nER  - \n")]).records
    assert record.title == "On tea"


def test_characters_that_steer_a_terminal_are_no_text():
    (record,) = ingest([Source("f", b"TY\x1b  - JOUR\nTI\x07  - On tea\nER  - \n")]).records
    assert (record.title, record.kind) == ("On tea", "article")


def test_one_odd_byte_in_a_line_with_one_letter_of_utf8_garbles_nothing_else():
    text = "TY  - JOUR\nTI  - Señal and #x\nER  - \n".encode().replace(b"#", b"\xff")
    (record,) = ingest([Source("f", text)]).records
    assert record.title.startswith("Señal and")


@pytest.mark.parametrize(
    ("codec", "title"),
    [
        ("iso8859-2", "Příliš žluťoučký kůň a bydlení"),
        ("iso8859-2", "Współpraca z organizacjami są wśród"),
        ("iso8859-2", "Bydlení a sociální práce: šest příběhů žen"),
        ("cp1250", "Osoby bezdomne są wśród nas: źródła i żądania"),
        ("cp1250", "Ľudia bez domova a ich štúdium"),
        ("cp1254", "İstanbul'da konut ve şehir işçiliği"),
        ("cp1254", "Sağlık ve çocuk yoksulluğu"),
        ("cp1252", "Þjóðfélag og húsnæði"),
        ("cp1252", "Hús og þörf"),
        ("iso8859-5", "Жильё и социальная работа в России"),
        ("cp866", "Жильё и социальная работа в России"),
    ],
)
def test_one_title_in_an_encoding_that_has_a_near_neighbour(codec, title):
    (record,) = ingest([Source("x.ris", ris([title]).encode(codec))]).records
    assert record.title == title


# Half of a surrogate pair, as Java and MySQL leave it in UTF-8, and a mark of UTF-16 from a file that was appended.
@pytest.mark.parametrize("odd", [b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xfe\xff", b"\xff\xfe"])
def test_what_is_of_no_encoding_garbles_nothing_else(odd):
    text = "TY  - JOUR\nTI  - Nový #x\nAU  - Čapek, Jan\nER  - \n".encode().replace(b"#", odd)
    result = ingest([Source("f", text)])
    assert result.records[0].title == "Nový \ufffdx"
    assert [remark.problem for remark in result.remarks] == ["a character could not be read"]


def test_a_character_that_was_written_as_two_halves_is_read():
    assert text(b"TI  - On \xed\xa0\xbd\xed\xb8\x80 at home") == "TI  - On \U0001f600 at home"
    assert told(b"TI  - On \xed\xa0\xbd\xed\xb8\x80 at home").sure


@pytest.mark.parametrize(
    ("codec", "title"),
    [
        ("mac-cyrillic", "Влияние субсидий на аренду жилья"),
        ("mac-cyrillic", "Щедрость соседей: опыт трёх районов"),
        ("mac-cyrillic", "Вплив субсидій на оренду житла"),
        ("mac-latin2", "Vliv příspěvků na nájemné ve čtyřech krajích"),
        ("mac-latin2", "Wpływ dopłat na czynsze: trzy województwa, część pierwsza"),
        ("mac-latin2", "A lakbérek és a támogatások hatása három megyében"),
        ("iso8859-2", "Život u domu"),
        ("iso8859-2", "O možnosti volbe"),
        ("iso8859-2", "Medzi ľuďmi: možnosti bývania"),
        ("cp1250", "Život u domu"),
        ("cp1252", "½ life® of tea, 3¾ cups and 5¹"),
    ],
)
def test_one_title_of_the_east_of_europe(codec, title):
    (record,) = ingest([Source("literature/records/x.ris", ris([title]).encode(codec))]).records
    assert record.title == title


@pytest.mark.parametrize("codec", ["mac-latin2", "cp852"])
def test_a_guess_from_one_letter_names_itself_and_the_setting(codec):
    result = ingest([Source("literature/records/x.ris", ris(["Život u domu"]).encode(codec))])
    (remark,) = result.remarks
    assert "Windows-1252 (a guess from 1 letter)" in remark.problem
    assert "`ingest: encodings:` in config/config.yaml" in remark.how_to_fix
    named = ingest(
        [Source("literature/records/x.ris", ris(["Život u domu"]).encode(codec))], encodings={"x.ris": codec}
    )
    assert [record.title for record in named.records] == ["Život u domu"]


def test_a_lone_return_within_a_sentence_ends_no_line_where_others_end_otherwise():
    assert (
        text(b"title,year\nOn tea\rand rent,2001\nB,2002\n") == "title,year\nOn tea and rent,2001\nB,2002\n"
    )
    assert text(b"on tea\rand rent\rboth\n") == "on tea\nand rent\nboth\n"
