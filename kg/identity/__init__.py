"""What is one thing: IRIs from names alone, a curated file that corrects them, and dated links between IRIs that documents show to be one."""

from kg.identity.known import END, GRAPH, Identity, Record
from kg.identity.minting import company_key, exchange_key, iri, person_key, slug

__all__ = ["END", "GRAPH", "Identity", "Record", "company_key", "exchange_key", "iri", "person_key", "slug"]
