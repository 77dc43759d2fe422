"""The shapes of shapes/ against quads: what a document says is checked before it is stored, whole graphs whenever asked.

`default_rules()` are the shapes, the ontology and the reference data, read once a process. `check_document(quads, rules)` takes
milliseconds and sets apart what cannot be right; `check_graph(store, rules)` looks at states and labels, over all documents;
`validate_file(path)` gives the report on any RDF file, by the reference engine.
"""

from kg.validate.findings import Finding, Report, Severity
from kg.validate.quarantine import check_document
from kg.validate.report import check_graph, validate_file, validate_quads
from kg.validate.rules import Rules, default_rules

__all__ = ["Finding", "Report", "Rules", "Severity", "check_document", "check_graph", "default_rules", "validate_file", "validate_quads"]
