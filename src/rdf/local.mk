# rdf/
