# tests of fact/
check_PROGRAMS += tests/fact/check_demands
TESTS += tests/fact/check_demands
tests_fact_check_demands_SOURCES = tests/fact/check_demands.c
tests_fact_check_demands_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_fact_check_demands_LDADD = libdm_fact.la $(CHECK_LIBS)
check_PROGRAMS += tests/fact/check_statements
TESTS += tests/fact/check_statements
tests_fact_check_statements_SOURCES = tests/fact/check_statements.c
tests_fact_check_statements_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_fact_check_statements_LDADD = libdm_fact.la libdm_article.la $(CHECK_LIBS)
