"""A small graph laid out as ontology/README.md says, two documents, for tests of what lies behind the build."""

from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.store import DocumentEntry, Manifest, StoreWriter

BIGGAR = "0" * 15 + "1"
EXCELL = "0" * 15 + "2"
TEXTS = {
    BIGGAR: 'Toronto - "A good quarter," said William J. Biggar,\r\nPresident & Chief Executive\r\n Officer. Costs – in café dollars – fell.\r\n',
    EXCELL: "Thunder Bay, February 7, 2006. Jim Excell, President and CEO, said so.\n",
}
HEAD = """
@base <https://minekg.example/> .
@prefix mkg: <https://minekg.example/ns#> . @prefix dcterms: <http://purl.org/dc/terms/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix schema: <https://schema.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
"""
ORG = """<id/org/north-american-palladium-ltd> a org:FormalOrganization ; schema:name "North American Palladium Ltd." .
<id/post/north-american-palladium-ltd/ceo> a mkg:Post ;
  org:postIn <id/org/north-american-palladium-ltd> ; org:role <id/role/ceo> ; mkg:exclusive true ."""


def _document(key: str, stem: str, published: str, person: str, name: str, title: str, start: int, end: int) -> str:
    quote = TEXTS[key][start:end].replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\n", "\\n")
    return f"""
<graph/doc/{key}> {{
<id/doc/{key}> a mkg:Document ; dcterms:identifier "{stem}" ; mkg:fileName "{stem}.txt" ; schema:sha256 "{key * 4}" ;
  schema:datePublished "{published}"^^xsd:date ; dcterms:publisher <id/org/north-american-palladium-ltd> .
{ORG}
<id/person/north-american-palladium-ltd/{person}> a foaf:Person ; schema:name "{name}" .
<id/fact/{key}/role/00000000000a> a mkg:Attestation ; dcterms:issued "{published}"^^xsd:date ; mkg:inDocument <id/doc/{key}> ;
  mkg:slot <id/post/north-american-palladium-ltd/ceo> ; mkg:filler <id/person/north-american-palladium-ltd/{person}> ; mkg:asWritten "{title}" ;
  sem:hasLatestBeginTimeStamp "{published}"^^xsd:date ; sem:hasEarliestEndTimeStamp "{published}"^^xsd:date .
<id/fact/{key}/site/00000000000b> a mkg:Statement ; dcterms:issued "{published}"^^xsd:date ; mkg:inDocument <id/doc/{key}> ;
  rdf:subject <id/site/lac-des-iles> ; rdf:predicate schema:name ; rdf:object "Lac des Iles" .
<id/site/lac-des-iles> a mkg:Mine ; schema:name "Lac des Iles" ; schema:alternateName "LDI" .
}}
<graph/prov/{key}> {{
<id/fact/{key}/role/00000000000a> prov:wasQuotedFrom <id/doc/{key}#offset_{start}_{end}> ; mkg:confidence 1.0 ; mkg:rule "said" ;
  prov:wasGeneratedBy <id/run/{key}/role-0.1.0> .
<id/fact/{key}/site/00000000000b> prov:wasQuotedFrom <id/doc/{key}#offset_{start}_{end}> ; mkg:confidence 1.0 ; mkg:rule "named" ;
  prov:wasGeneratedBy <id/run/{key}/role-0.1.0> .
<id/run/{key}/role-0.1.0> a prov:Activity ; prov:used <id/doc/{key}> ; prov:wasAssociatedWith <id/agent/role/0.1.0> .
<id/doc/{key}#offset_{start}_{end}> a nif:OffsetBasedString ; nif:referenceContext <id/doc/{key}> ; nif:anchorOf "{quote}" ;
  nif:beginIndex "{start}"^^xsd:nonNegativeInteger ; nif:endIndex "{end}"^^xsd:nonNegativeInteger .
}}"""


REST = """
<graph/reference> {
<id/role/ceo> a skos:Concept ; skos:prefLabel "chief executive officer"@en , "directeur général"@fr ; skos:notation "ceo" .
}
<graph/derived> {
<id/org/north-american-palladium-ltd> skos:prefLabel "North American Palladium Ltd." .
<id/site/lac-des-iles> skos:prefLabel "Lac des Iles" ; skos:altLabel "LDI" .
<id/person/north-american-palladium-ltd/biggar-william> skos:prefLabel "William J. Biggar" .
<id/person/north-american-palladium-ltd/excell-james> skos:prefLabel "James D. Excell" .
}"""
RUNS = '<graph/runs> { <id/run/x> prov:startedAtTime "2026-11-20T10:00:00Z"^^xsd:dateTime . }'
BAD = '<graph/doc/0000000000000001> { <id/doc/0000000000000001> schema:datePublished "2099-01-01"^^xsd:date . }'


def quads(trig: str) -> list[Quad]:
    """The quads of a piece of TriG under the prefixes above."""
    return list(parse(HEAD + trig, format=RdfFormat.TRIG))


DOCUMENTS = {
    BIGGAR: (
        DocumentEntry(BIGGAR, "000", "000.txt", "2012-07-09", {"role": 1, "site": 1}),
        quads(_document(BIGGAR, "000", "2012-07-09", "biggar-william", "William J. Biggar", "President & Chief Executive Officer", 33, 90)),
    ),
    EXCELL: (
        DocumentEntry(EXCELL, "003", "003.txt", "2006-02-07", {"role": 1, "site": 1}),
        quads(_document(EXCELL, "003", "2006-02-07", "excell-james", "James D. Excell", "President and CEO", 31, 60)),
    ),
}


def add_all(writer: StoreWriter, keys: tuple[str, ...] = (BIGGAR, EXCELL)) -> None:
    for key in keys:
        entry, facts = DOCUMENTS[key]
        writer.add_document(entry, TEXTS[key], facts)
    writer.add(quads(REST if len(keys) > 1 else ""))
    writer.add(quads(RUNS))
    writer.add_quarantine(quads(BAD))


def write_store(directory: Path, keys: tuple[str, ...] = (BIGGAR, EXCELL)) -> Manifest:
    """Builds the small store, with its documents in the given order."""
    with StoreWriter(directory, version="0.1.0") as writer:
        add_all(writer, keys)
    return writer.manifest
