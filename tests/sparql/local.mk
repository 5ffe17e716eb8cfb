# tests of sparql/
check_PROGRAMS += tests/sparql/check_results
TESTS += tests/sparql/check_results
tests_sparql_check_results_SOURCES = tests/sparql/check_results.c
tests_sparql_check_results_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_sparql_check_results_LDADD = libdm_sparql.la libdm_base.la $(CHECK_LIBS)
