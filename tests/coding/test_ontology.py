"""The algebra: every cell of the two design tables, compositions to any depth, fallback to parents."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.coding.ontology import Ontology
from coder.dictionaries.ontology import load_ontology

FOLDER = Path(__file__).parents[2] / "dictionaries" / "ontology"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(FOLDER)


def test_counts(ontology: Ontology) -> None:
    roots = [code for code in ontology.codes.values() if not code.parent]
    assert len(roots) == 20
    assert len(ontology.codes) - len(roots) == 298


@pytest.mark.parametrize(
    ("code", "label", "parent", "quad", "penta", "goldstein", "plover"),
    [
        ("01", "MAKE PUBLIC STATEMENT", "", 1, 0, 0.0, ""),
        ("016", "Deny responsibility", "01", 1, 0, None, ""),
        ("0256", "Appeal for de-escalation of military engagement", "025", 1, 0, -0.3, ""),
        ("042", "Make a visit", "04", 1, 1, 1.9, "CONSULT"),
        ("057", "Sign formal agreement", "05", 1, 1, 8.0, "SUPPORT"),
        ("073", "Provide humanitarian aid", "07", 2, 2, 7.4, "AID"),
        ("0813", "Ease curfew", "081", 2, 2, 5.0, "RETREAT"),
        ("0874", "Retreat or surrender militarily", "087", 2, 2, 10.0, "RETREAT"),
        ("093", "Investigate military action", "09", 2, 3, -2.0, "ACCUSE"),
        ("1056", "Demand de-escalation of military engagement", "105", 3, 3, -5.0, "REQUEST"),
        ("139", "Give ultimatum", "13", 3, 3, -7.0, "THREATEN"),
        ("145", "Protest violently, riot, not specified below", "14", 3, 4, -7.5, "PROTEST"),
        ("155", "Mobilize or increase cyber-forces", "15", 4, 4, None, "MOBILIZE"),
        ("163", "Impose embargo, boycott, or sanctions", "16", 4, 3, None, "COERCE"),
        ("1712", "Destroy property", "171", 4, 4, -9.2, "ASSAULT"),
        ("2042", "Detonate nuclear weapons", "204", 4, 4, -10.0, "ASSAULT"),
    ],
)
def test_codes_and_classes(
    ontology: Ontology,
    code: str,
    label: str,
    parent: str,
    quad: int,
    penta: int,
    goldstein: float | None,
    plover: str,
) -> None:
    found = ontology.codes[code]
    assert (found.code, found.label, found.parent, found.root) == (code, label, parent, code[:2])
    assert (found.quad, found.penta, found.goldstein, found.plover) == (quad, penta, goldstein, plover)


STANCES = ("perform", "intend", "appeal", "demand", "refuse", "halt", "halt threaten")
COOPERATION = {
    "06": "06 031 021 101 121 160 130",
    "060": "060 031 021 101 121 160 130",
    "061": "061 0311 0211 1011 1211 160 130",
    "062": "062 0312 0212 1012 1212 160 130",
    "063": "063 0313 0213 1013 1213 160 130",
    "064": "064 0314 0214 1014 1214 160 130",
    "05": "05 032 022 102 120 161 1313",
    "050": "050 032 022 102 120 161 1313",
    "051": "051 032 022 102 120 160 130",
    "052": "052 032 022 102 120 160 130",
    "053": "053 032 022 102 120 160 130",
    "054": "054 032 022 102 120 161 1313",
    "055": "055 032 022 102 120 160 130",
    "056": "056 032 022 102 120 160 130",
    "07": "07 033 023 103 122 162 1311",
    "070": "070 033 023 103 122 162 1311",
    "071": "071 0331 0231 1031 1221 1621 1311",
    "072": "072 0332 0232 1032 1222 1622 1311",
    "073": "073 0333 0233 1033 1223 1623 1311",
    "074": "074 0334 0234 1034 1224 1661 136",
    "075": "075 033 023 103 122 162 1311",
    "081": "081 0351 0251 1051 1241 - -",
    "082": "082 0352 0252 1052 1242 - -",
    "083": "083 034 024 104 123 - -",
    "0831": "0831 0341 0241 1041 1231 - -",
    "0832": "0832 0342 0242 1042 1232 - -",
    "0833": "0833 0343 0243 1043 1233 - -",
    "0834": "0834 0344 0244 1044 1234 - -",
    "084": "084 0353 0253 1053 1243 - -",
    "0841": "0841 0353 0253 1053 1243 - -",
    "0842": "0842 0353 0253 1053 1243 - -",
    "085": "085 0354 0254 1054 1244 - -",
    "086": "086 0355 0255 1055 1245 166 136",
    "0861": "0861 0355 0255 1055 1245 1661 136",
    "0862": "0862 0355 0255 1055 1245 1662 136",
    "0863": "0863 0355 0255 1055 1245 1663 136",
    "087": "087 0356 0256 1056 1246 - -",
    "0871": "0871 0356 0256 1056 1246 - -",
    "0872": "0872 0356 0256 1056 1246 - -",
    "0873": "0873 0356 0256 1056 1246 - -",
    "0874": "0874 0356 0256 1056 1246 - -",
    "04": "04 036 026 106 125 164 134",
    "040": "040 036 026 106 125 164 134",
    "041": "041 036 026 106 125 164 134",
    "042": "042 036 026 106 125 164 134",
    "043": "043 036 026 106 125 164 134",
    "044": "044 036 026 106 125 164 134",
    "046": "046 036 026 106 125 164 134",
    "057": "057 037 027 107 127 - -",
    "045": "045 039 028 108 126 165 135",
}
HOSTILE_STANCES = (
    "perform",
    "threaten",
    "future",
    "halt",
    "halt appeal",
    "halt demand",
    "halt intend",
    "halt refuse",
    "accuse",
)
CONFLICT = {
    "14": "14 133 133 082 0252 1052 0352 1242 112",
    "140": "140 133 133 082 0252 1052 0352 1242 112",
    "1411": "1411 133 133 082 0252 1052 0352 1242 112",
    "143": "143 133 133 082 0252 1052 0352 1242 112",
    "145": "145 133 133 082 0252 1052 0352 1242 112",
    "152": "152 138 138 087 0256 1056 0356 1246 1123",
    "154": "154 138 138 0873 0256 1056 0356 1246 1123",
    "163": "163 1312 1312 085 0254 1054 0354 1244 112",
    "170": "170 137 137 081 0251 1051 0351 1241 1122",
    "1711": "1711 137 137 0842 0253 1053 0353 1243 1122",
    "172": "172 132 132 081 0251 1051 0351 1241 1122",
    "1721": "1721 1321 1321 0811 0251 1051 0351 1241 1122",
    "1722": "1722 1322 1322 0812 0251 1051 0351 1241 1122",
    "1723": "1723 1323 1323 0813 0251 1051 0351 1241 1122",
    "1724": "1724 1324 1324 0814 0251 1051 0351 1241 1122",
    "173": "173 137 137 0841 0253 1053 0353 1243 1122",
    "174": "174 137 137 081 0251 1051 0351 1241 1122",
    "175": "175 137 137 081 0251 1051 0351 1241 1122",
    "18": "18 1383 1383 087 0256 1056 0356 1246 1123",
    "180": "180 1383 1383 087 0256 1056 0356 1246 1123",
    "181": "181 1383 1383 087 0256 1056 0356 1246 1122",
    "1822": "1822 1383 1383 087 0256 1056 0356 1246 1122",
    "183": "183 1383 1383 087 0256 1056 0356 1246 1123",
    "1831": "1831 1383 1383 087 0256 1056 0356 1246 1123",
    "186": "186 1383 1383 087 0256 1056 0356 1246 1123",
    "190": "190 1384 1384 087 0256 1056 0356 1246 1123",
    "191": "191 1381 1381 0872 0256 1056 0356 1246 1123",
    "192": "192 1382 1382 0874 0256 1056 0356 1246 1123",
    "194": "194 1384 1384 087 0256 1056 0356 1246 1123",
    "1951": "1951 1384 1384 087 0256 1056 0356 1246 1123",
    "200": "200 1383 1383 087 0256 1056 0356 1246 1124",
    "203": "203 1383 1383 087 0256 1056 0356 1246 1124",
    "2041": "2041 1385 1385 087 0256 1056 0356 1246 1124",
}


def cells(table: dict[str, str], stances: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [
        (stance, act, expected)
        for act, row in table.items()
        for stance, expected in zip(stances, row.split(), strict=True)
    ]


@pytest.mark.parametrize(("stances", "act", "expected"), cells(COOPERATION, STANCES))
def test_every_cell_of_cooperation(ontology: Ontology, stances: str, act: str, expected: str) -> None:
    assert (ontology.compose_all(tuple(stances.split()), act) or "-") == expected


@pytest.mark.parametrize(("stances", "act", "expected"), cells(CONFLICT, HOSTILE_STANCES))
def test_every_cell_of_conflict(ontology: Ontology, stances: str, act: str, expected: str) -> None:
    assert (ontology.compose_all(tuple(stances.split()), act) or "-") == expected


@pytest.mark.parametrize(
    ("stances", "act", "expected"),
    [
        ("halt appeal", "190", "0256"),
        ("halt demand", "163", "1054"),
        ("halt intend", "14", "0352"),
        ("halt threaten", "072", "1311"),
        ("halt threaten appeal", "190", "020"),
        ("appeal refuse", "0871", "1246"),
        ("halt appeal refuse", "194", "1246"),
        ("halt appeal accept", "194", "0356"),
        ("halt demand accept", "163", "0354"),
        ("intend appeal", "073", "0233"),
        ("intend halt", "071", "1221"),
        ("intend appeal demand", "046", "100"),
        ("halt halt", "161", "161"),
        ("halt halt", "073", "073"),
        ("halt halt", "163", None),
        ("intend intend", "061", "0311"),
        ("refuse threaten", "073", "1311"),
        ("refuse threaten", "040", "134"),
        ("accuse deny", "190", "016"),
        ("accuse refuse", "190", "016"),
        ("accuse investigate", "203", "094"),
        ("halt praise", "190", "051"),
        ("refuse criticise", "0862", "111"),
        ("halt refuse criticise", "190", "111"),
    ],
)
def test_stances_stack(ontology: Ontology, stances: str, act: str, expected: str | None) -> None:
    assert ontology.compose_all(tuple(stances.split()), act) == expected


@pytest.mark.parametrize(
    ("operator", "act", "expected"),
    [
        ("accept", "045", "038"),
        ("accept", "039", "038"),
        ("accept", "0871", "0356"),
        ("accept", "0234", "0334"),
        ("accept", "112", "015"),
        ("accept", "139", "080"),
        ("accept", "163", None),
        ("intend", "145", "133"),
        ("intend", "163", "1312"),
        ("intend", "1661", "136"),
        ("future", "014", "014"),
        ("future", "093", "093"),
        ("future", "111", "111"),
        ("future", "042", "036"),
        ("future", "1623", "1311"),
        ("appeal", "163", "020"),
        ("appeal", "094", "020"),
        ("appeal", "204", "020"),
        ("appeal", "036", "026"),
        ("demand", "194", "100"),
        ("demand", "111", "100"),
        ("demand", "204", "100"),
        ("refuse", "190", None),
        ("refuse", "163", None),
        ("refuse", "010", "011"),
        ("refuse", "022", "120"),
        ("refuse", "0256", "1246"),
        ("refuse", "1053", "1243"),
        ("refuse", "112", "016"),
        ("oppose", "163", "120"),
        ("oppose", "0874", "1246"),
        ("halt", "022", None),
        ("halt", "111", None),
        ("halt", "120", None),
        ("halt", "138", "080"),
        ("halt", "162", "070"),
        ("halt", "1662", "0862"),
        ("threaten", "040", "130"),
        ("threaten", "1324", "1324"),
        ("accuse", "072", "112"),
        ("accuse", "064", "1125"),
        ("accuse", "176", "1123"),
        ("deny", "190", "016"),
        ("deny", "060", None),
        ("praise", "2042", "051"),
        ("criticise", "163", "111"),
        ("consider", "190", "014"),
        ("investigate", "1822", "092"),
        ("investigate", "195", "093"),
        ("investigate", "1831", "091"),
        ("investigate", "042", "090"),
        ("permit", "073", "0863"),
        ("permit", "141", "0811"),
        ("permit", "094", "0862"),
        ("permit", "190", None),
    ],
)
def test_other_cells(ontology: Ontology, operator: str, act: str, expected: str | None) -> None:
    assert ontology.compose(operator, act) == expected


@pytest.mark.parametrize("operator", ["perform", "appeal", "demand", "praise", "criticise", "consider"])
def test_these_stances_are_open_to_every_act(ontology: Ontology, operator: str) -> None:
    assert all(ontology.compose(operator, code) in ontology.codes for code in ontology.codes)


def test_whatever_comes_out_is_a_code(ontology: Ontology) -> None:
    for operator in ontology.operators:
        composed = {ontology.compose(operator, code) for code in ontology.codes}
        assert composed - {None} <= set(ontology.codes)


def test_every_target_root_is_reached_by_its_operator(ontology: Ontology) -> None:
    """No leaf of appeal, demand, intent, rejection or threat is unreachable but those that rules name."""
    reached = {
        composed
        for code in ontology.codes
        for operator in ("intend", "accept", "appeal", "demand", "refuse", "threaten")
        if (composed := ontology.compose(operator, code)) != code
    }
    leaves = {code for code in ontology.codes if len(code) > 2}
    stances = {code for code in leaves if code[:2] in ("02", "03", "10", "12", "13")}
    assert sorted(stances - reached) == ["128", "129", "139"]


def test_an_unlisted_leaf_takes_the_line_of_its_parent(ontology: Ontology) -> None:
    table = ontology.operators["appeal"].table
    assert "0874" not in table
    assert "087" in table
    assert ontology.compose("appeal", "0874") == table["087"]


def test_an_unknown_operator_is_an_error(ontology: Ontology) -> None:
    with pytest.raises(KeyError):
        ontology.compose("wonder", "190")


@pytest.mark.parametrize(
    ("act", "mirror"),
    [("040", "040"), ("042", "043"), ("043", "042"), ("046", "046"), ("057", "057"), ("061", "061"),
     ("0311", "0311"), ("036", "036"), ("045", None), ("190", None), ("073", None), ("051", None)],
)  # fmt: skip
def test_mirrors(ontology: Ontology, act: str, mirror: str | None) -> None:
    assert ontology.mirror(act) == mirror


def test_actor_codes(ontology: Ontology) -> None:
    assert ontology.roles["GOV"].kind == "primary"
    assert ontology.roles["LEG"].kind == "secondary"
    assert len(ontology.roles) == 34
    kinds = {code: ontology.international[code].kind for code in ("IGO", "EUR", "UNO", "SHI", "KUR")}
    assert kinds == {
        "IGO": "type", "EUR": "region", "UNO": "organisation", "SHI": "religion", "KUR": "ethnic",
    }  # fmt: skip
