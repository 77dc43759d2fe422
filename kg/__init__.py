"""Builds validated RDF knowledge graphs from mining-company disclosures, with the sentence behind every fact."""

__version__ = "0.1.0"
