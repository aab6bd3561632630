"""Advance widths of the bundled sans face, in thousandths of the type size.

Holds two tables and nothing else: characters grouped by width, regular and bold. Liberation Sans,
whose widths equal those of Arial, so that text measured here fits on machines that have either.
"""

from __future__ import annotations

from typing import Final

REGULAR: Final[dict[int, str]] = {
    191: "'",
    222: "ijl\u2018\u2019",
    260: "|\u00a6",
    278: " !,./:;I[\\]ft\u00a0\u00b7\u00cc\u00cd\u00ce\u00cf\u00ec\u00ed\u00ee\u00ef",
    333: "()-`r\u00a1\u00a8\u00ad\u00b2\u00b3\u00b4\u00b8\u00b9\u201c\u201d",
    334: "{}",
    350: "\u2022",
    355: '"',
    365: "\u00ba",
    370: "\u00aa",
    389: "*",
    400: "\u00b0",
    469: "^",
    500: "Jcksvxyz\u00e7\u00fd\u00ff\u2191\u2193",
    537: "\u00b6",
    549: "\u00b1\u00f7\u2264\u2265\u2248",
    552: "\u00af",
    556: (
        "#$0123456789"
        "?L_abdeghnop"
        "qu\u00a2\u00a3\u00a4\u00a5\u00a7\u00ab\u00bb\u00e0\u00e1\u00e2"
        "\u00e3\u00e4\u00e5\u00e8\u00e9\u00ea\u00eb\u00f0\u00f1\u00f2\u00f3\u00f4"
        "\u00f5\u00f6\u00f9\u00fa\u00fb\u00fc\u00fe\u2013\u20ac\u2020"
    ),
    576: "\u00b5",
    584: "+<=>~\u00ac\u00d7\u2212",
    611: "FTZ\u00bf\u00df\u00f8",
    667: "&ABEKPSVXY\u00c0\u00c1\u00c2\u00c3\u00c4\u00c5\u00c8\u00c9\u00ca\u00cb\u00dd\u00de",
    722: "CDHNRUw\u00c7\u00d0\u00d1\u00d9\u00da\u00db\u00dc",
    737: "\u00a9\u00ae",
    778: "GOQ\u00d2\u00d3\u00d4\u00d5\u00d6\u00d8",
    833: "Mm",
    834: "\u00bc\u00bd\u00be",
    889: "%\u00e6",
    944: "W",
    1000: "\u00c6\u2014\u2026\u2190\u2192",
    1015: "@",
}

BOLD: Final[dict[int, str]] = {
    238: "'",
    278: " ,./I\\ijl\u00a0\u00b7\u00cc\u00cd\u00ce\u00cf\u00ec\u00ed\u00ee\u00ef\u2018\u2019",
    280: "|\u00a6",
    333: "!()-:;[]`ft\u00a1\u00a8\u00ad\u00b2\u00b3\u00b4\u00b8\u00b9",
    350: "\u2022",
    365: "\u00ba",
    370: "\u00aa",
    389: "*r{}",
    400: "\u00b0",
    474: '"',
    500: "z\u201c\u201d\u2191\u2193",
    549: "\u00b1\u00f7\u2264\u2265\u2248",
    552: "\u00af",
    556: (
        "#$0123456789"
        "J_aceksvxy\u00a2\u00a3"
        "\u00a4\u00a5\u00a7\u00ab\u00b6\u00bb\u00e0\u00e1\u00e2\u00e3\u00e4\u00e5"
        "\u00e7\u00e8\u00e9\u00ea\u00eb\u00fd\u00ff\u2013\u20ac\u2020"
    ),
    576: "\u00b5",
    584: "+<=>^~\u00ac\u00d7\u2212",
    611: (
        "?FLTZbdghnop"
        "qu\u00bf\u00df\u00f0\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u00f8"
        "\u00f9\u00fa\u00fb\u00fc\u00fe"
    ),
    667: "EPSVXY\u00c8\u00c9\u00ca\u00cb\u00dd\u00de",
    722: ("&ABCDHKNRU\u00c0\u00c1\u00c2\u00c3\u00c4\u00c5\u00c7\u00d0\u00d1\u00d9\u00da\u00db\u00dc"),
    737: "\u00a9\u00ae",
    778: "GOQw\u00d2\u00d3\u00d4\u00d5\u00d6\u00d8",
    833: "M",
    834: "\u00bc\u00bd\u00be",
    889: "%m\u00e6",
    944: "W",
    975: "@",
    1000: "\u00c6\u2014\u2026\u2190\u2192",
}
