# tests of rdf/
