"""Writes the questions about a day: the rules of `on-date.rules` around the slots that each question asks for.

    python queries/make_questions.py

The `#+` lines at the head of each .rq file are its own and are kept; all below them is written here. SPARQL has no functions, so what the
questions share is one text in each: the evidence of the slots, with what goes by several IRIs put together as known on the day, and the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
KNOWN = 'COALESCE(?__known_xsd_date, "9999-12-30"^^xsd:date)'
PREFIXES = {
    "mkg": "https://minekg.example/ns#",
    "role": "https://minekg.example/id/role/",
    "relation": "https://minekg.example/id/relation/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BEFORE = "?before ?beforeDate{} ?beforeQuote ?beforeStart ?beforeEnd ?beforeDocument ?beforeFact ?beforeAnnounced"


@dataclass(frozen=True)
class Question:
    """What one question has of its own: the parameter whose slots it asks for, the slots, the columns, and what it adds to the rules."""

    of: str
    slots: str
    columns: str = "?certainty ?holder ?interim"  # with DISTINCT where the tail looks up what several documents describe
    share: bool = False
    tail: str = ""
    order: str = "?slot ?holder ?beforeIri"

    def text(self) -> str:
        """The query below its `#+` lines."""
        sides = BEFORE.format(" ?beforePercent" if self.share else "")
        select = f"SELECT {self.columns}\n       {sides}\n       {sides.replace('before', 'after')}\n       ?holderIri ?beforeIri ?afterIri ?slot\n"
        tail = (PERCENTS if self.share else "") + self.tail
        body = select + self._rules() + tail + f"}}\nORDER BY {self.order}\n"
        return _prefixes(body) + body

    def _rules(self) -> str:
        rules = (HERE / "on-date.rules").read_text("utf-8")
        rules = rules.replace("@known@", KNOWN)
        for suffix in ("", "1"):
            rules = re.sub(rf"( *)@evidence{suffix}@\n", lambda found, end=suffix: _indented(self._evidence(end), found[1]), rules)
        return re.sub(r"( *)@one (\w+) (\w+)@\n", lambda found: _indented(_one(found[2], found[3]), found[1]), rules)

    def _evidence(self, suffix: str) -> str:
        """The evidence of the slots, each under the one IRI of its slot and filler, as known on the day."""
        return "\n".join(
            (
                f"{{ SELECT DISTINCT ?slot ?exclusive{suffix} ?f{suffix} ?p{suffix} ?issued{suffix} WHERE {{",
                "    # The one asked about under all its IRIs, its slots, and the one IRI of each.",
                f"    ?_{self.of}_iri (^mkg:variant/mkg:canonical|^mkg:canonical/mkg:variant)* ?member .",
                *("    " + line for line in _one("head", f"_{self.of}_iri").splitlines()),
                *("    " + line for line in _one("headOfMember", "member").splitlines()),
                "    FILTER(?head = ?headOfMember)",
                *("    " + line for line in self.slots.replace("?exclusive", f"?exclusive{suffix}").splitlines()),
                *("    " + line for line in _one("slot", "s").splitlines()),
                f"    ?f{suffix} mkg:slot ?s ; mkg:filler ?p0 ; dcterms:issued ?issued{suffix} .",
                f"    FILTER(?issued{suffix} <= {KNOWN})",
                *("    " + line for line in _one(f"p{suffix}", "p0").splitlines()),
                "} }",
            )
        )


@dataclass(frozen=True)
class ThenAndNow(Question):
    """The answers of a question as known on the day `then` beside those as known now, where they differ."""

    def text(self) -> str:
        now = self._rules().replace(KNOWN, '"9999-12-30"^^xsd:date')
        then = self._rules().replace(KNOWN, "?_then_xsd_date")
        answer = 'CONCAT(?certainty, " ", STR(COALESCE(?holderIri, rdf:nil)), " ", STR(?fact1), " ", STR(?span1), " ", STR(?fact2), " ", STR(?span2))'
        body = "\n".join(
            (
                "SELECT DISTINCT ?kind ?certaintyThen ?holderThen ?certainty ?holder",
                "       ?beforeQuote ?beforeDocument ?beforePublished ?afterQuote ?afterDocument ?afterPublished",
                "       ?holderIriThen ?holderIri ?beforeFact ?afterFact ?slot",
                "WHERE {",
                # Each answer is packed into one text, so that one group holds that of then and that of now; in OPTIONAL, engines differ.
                "{ SELECT ?slot ?key (MAX(?now0) AS ?now) (MAX(?then0) AS ?then) WHERE {",
                f'{{ SELECT ?slot ?key ({answer} AS ?now0) ("" AS ?then0)\n{now}}} }}',
                "UNION",
                f'{{ SELECT ?slot ?key ("" AS ?now0) ({answer} AS ?then0)\n{then}}} }}',
                "} GROUP BY ?slot ?key }",
                f"FILTER(BOUND(?slot))    # rdflib makes one empty group of nothing\n{UNPACK}}}\nORDER BY {self.order}\n",
            )
        )
        return _prefixes(body) + body


def _one(result: str, variable: str) -> str:
    """Binds the one IRI, as known on the day, of what a variable holds; a record of graph/identity tells another than its own."""
    same = f"?{result}Same"
    return (
        f"OPTIONAL {{ {same} mkg:variant ?{variable} ; mkg:canonical ?{result}One ; mkg:knownFrom ?{result}From ; mkg:knownUntil ?{result}Until .\n"
        f"           FILTER(?{result}From <= {KNOWN} && {KNOWN} < ?{result}Until) }}\n"
        f"BIND(COALESCE(?{result}One, ?{variable}) AS ?{result})"
    )


def _prefixes(body: str) -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if re.search(rf"(?<![\w?]){name}:", body))


def _indented(text: str, blanks: str) -> str:
    return "".join(f"{blanks}{line}\n" for line in text.splitlines())


PERCENTS = "  OPTIONAL { ?fact1 mkg:percent ?beforePercent }\n  OPTIONAL { ?fact2 mkg:percent ?afterPercent }\n"
TOLD = '  FILTER(?certainty != "unknown")\n'
OF_ROLE = "BIND(IRI(CONCAT(STR(role:), ?_role)) AS ?role)\n?s a mkg:Post ; org:postIn ?member ; org:role ?role ; mkg:exclusive ?exclusive ."
ALL = f"""{{ ?s org:postIn|mkg:issuer|mkg:site ?member ; mkg:exclusive ?exclusive }}
UNION
{{ ?said mkg:filler ?member ; mkg:slot ?s ; dcterms:issued ?saidOn . ?s mkg:exclusive ?exclusive . FILTER(?saidOn <= {KNOWN}) }}"""
OF_RELATION = (
    "BIND(IRI(CONCAT(STR(relation:), ?_relation)) AS ?relation)\n"
    "?s a mkg:InterestSlot ; mkg:site ?member ; mkg:relation ?relation ; mkg:exclusive ?exclusive ."
)
EXCHANGE = """  BIND(REPLACE(STR(?slot), "^.*/listing/[^/]*/", "") AS ?market)
  # What the exchange was called on the day: of the dated names the one then borne.
  OPTIONAL { ?slot mkg:exchange ?exchangeIri }
  OPTIONAL { ?name dcterms:isPartOf ?exchangeIri ; skos:notation ?dated .
             OPTIONAL { ?name dcat:startDate ?nameFrom } OPTIONAL { ?name dcat:endDate ?nameUntil }
             FILTER((BOUND(?nameFrom) || BOUND(?nameUntil)) &&
                    COALESCE(?nameFrom <= ?_on_xsd_date, true) && COALESCE(?_on_xsd_date < ?nameUntil, true)) }
  OPTIONAL { ?exchangeIri skos:prefLabel ?usual . FILTER(LANG(?usual) = "en") }
  BIND(COALESCE(?dated, ?usual, ?market) AS ?exchange)
"""

UNPACK = """  BIND(IF(?now = "", "unknown", STRBEFORE(?now, " ")) AS ?certainty)
  BIND(IF(?then = "", "unknown", STRBEFORE(?then, " ")) AS ?certaintyThen)
  BIND(STRAFTER(?now, " ") AS ?now2) BIND(STRAFTER(?now2, " ") AS ?now3) BIND(STRAFTER(?now3, " ") AS ?now4)
  BIND(STRAFTER(?now4, " ") AS ?now5) BIND(STRAFTER(?now5, " ") AS ?now6)
  BIND(IF(?now = "", rdf:nil, IRI(STRBEFORE(?now2, " "))) AS ?whoNow)
  BIND(IF(?then = "", rdf:nil, IRI(STRBEFORE(STRAFTER(?then, " "), " "))) AS ?whoThen)
  FILTER(?certainty != ?certaintyThen || ?whoNow != ?whoThen)
  BIND(IF(?now = "", rdf:nil, IRI(STRBEFORE(?now3, " "))) AS ?fact1) BIND(IF(?now = "", rdf:nil, IRI(STRBEFORE(?now4, " "))) AS ?span1)
  BIND(IF(?now = "", rdf:nil, IRI(STRBEFORE(?now5, " "))) AS ?fact2) BIND(IF(?now = "", rdf:nil, IRI(?now6)) AS ?span2)
  BIND(IF(?whoNow = rdf:nil, ?none, ?whoNow) AS ?holderIri) BIND(IF(?whoThen = rdf:nil, ?none, ?whoThen) AS ?holderIriThen)
  BIND(IF(?fact1 = rdf:nil, ?none, ?fact1) AS ?beforeFact) BIND(IF(?fact2 = rdf:nil, ?none, ?fact2) AS ?afterFact)
  OPTIONAL { ?whoNow skos:prefLabel ?labelNow . FILTER(LANG(?labelNow) = "") }
  OPTIONAL { ?whoThen skos:prefLabel ?labelThen . FILTER(LANG(?labelThen) = "") }
  BIND(IF(?whoNow = rdf:nil, ?none, COALESCE(?labelNow, REPLACE(STR(?whoNow), "^.*/", ""))) AS ?holder)
  BIND(IF(?whoThen = rdf:nil, ?none, COALESCE(?labelThen, REPLACE(STR(?whoThen), "^.*/", ""))) AS ?holderThen)
  OPTIONAL { ?span1 nif:anchorOf ?beforeQuote }
  OPTIONAL { ?span1 nif:referenceContext ?beforeDocument }
  OPTIONAL { ?fact1 dcterms:issued ?beforePublished }
  OPTIONAL { ?span2 nif:anchorOf ?afterQuote }
  OPTIONAL { ?span2 nif:referenceContext ?afterDocument }
  OPTIONAL { ?fact2 dcterms:issued ?afterPublished }
  BIND(STRBEFORE(STRAFTER(STR(?slot), "/id/"), "/") AS ?kind)      # post, listing, interest or status
"""

QUESTIONS = {
    "holder-on-date": Question("company", OF_ROLE, order="?slot"),
    "holders-on-date": Question("company", OF_ROLE, tail=TOLD),
    "executives-on-date": Question(
        "company",
        "?s a mkg:Post ; org:postIn ?member ; mkg:exclusive ?exclusive .",
        columns="?role ?certainty ?holder ?interim",
        tail=TOLD + '  BIND(REPLACE(STR(?slot), "^.*/", "") AS ?role)\n',
    ),
    "states-on-date": Question(
        "of",
        ALL,
        columns="?kind ?certainty ?holder ?interim",
        tail='  BIND(STRBEFORE(STRAFTER(STR(?slot), "/id/"), "/") AS ?kind)      # post, listing, interest or status\n',
        order="?slot ?holder ?beforeIri ?afterIri",
    ),
    "known-then-and-now": ThenAndNow("of", ALL, order="?slot ?holder ?holderThen ?beforeFact"),
    "owners-on-date": Question("site", OF_RELATION, columns="?certainty ?holder", share=True, tail=TOLD),
    "status-on-date": Question("site", "?s a mkg:StatusSlot ; mkg:site ?member ; mkg:exclusive ?exclusive .", columns="?certainty ?holder"),
    "tickers-on-date": Question(
        "company",
        "?s a mkg:ListingSlot ; mkg:issuer ?member ; mkg:exclusive ?exclusive .",
        columns="DISTINCT ?exchange ?certainty ?holder",
        tail=TOLD + EXCHANGE,
    ),
}


def questions() -> dict[str, str]:
    """The text of each question by its name: the head that its file has, and the query."""
    found = {}
    for name, question in QUESTIONS.items():
        head = [line for line in (HERE / f"{name}.rq").read_text("utf-8").splitlines(keepends=True) if line.startswith("#+")]
        found[name] = "".join(head) + question.text()
    return found


if __name__ == "__main__":
    for name, text in questions().items():
        (HERE / f"{name}.rq").write_text(text, "utf-8")
