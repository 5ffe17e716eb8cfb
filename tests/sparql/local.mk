# tests of sparql/
check_PROGRAMS += tests/sparql/check_results
TESTS += tests/sparql/check_results
tests_sparql_check_results_SOURCES = tests/sparql/check_results.c
tests_sparql_check_results_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_sparql_check_results_LDADD = libdm_sparql.la libdm_base.la $(CHECK_LIBS)
check_PROGRAMS += tests/sparql/check_typed
TESTS += tests/sparql/check_typed
tests_sparql_check_typed_SOURCES = tests/sparql/check_typed.c
tests_sparql_check_typed_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_sparql_check_typed_LDADD = libdm_sparql.la libdm_rdf.la libdm_base.la $(CHECK_LIBS)
