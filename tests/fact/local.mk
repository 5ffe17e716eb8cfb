# tests of fact/
check_PROGRAMS += tests/fact/check_demands
TESTS += tests/fact/check_demands
tests_fact_check_demands_SOURCES = tests/fact/check_demands.c
tests_fact_check_demands_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_fact_check_demands_LDADD = libdm_fact.la $(CHECK_LIBS)
