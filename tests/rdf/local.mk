# tests of rdf/
check_PROGRAMS += tests/rdf/check_rdf
TESTS += tests/rdf/check_rdf
tests_rdf_check_rdf_SOURCES = tests/rdf/check_rdf.c
tests_rdf_check_rdf_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_rdf_check_rdf_LDADD = libdm_rdf.la libdm_base.la $(CHECK_LIBS)
check_PROGRAMS += tests/rdf/check_ontology
TESTS += tests/rdf/check_ontology
tests_rdf_check_ontology_SOURCES = tests/rdf/check_ontology.c
tests_rdf_check_ontology_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_rdf_check_ontology_LDADD = libdm_rdf.la libdm_graph.la libdm_base.la $(CHECK_LIBS)
