# tests of redland/
check_PROGRAMS += tests/redland/check_redland
TESTS += tests/redland/check_redland tests/redland/rdfproc.sh
dist_check_SCRIPTS += tests/redland/rdfproc.sh
tests_redland_check_redland_SOURCES = tests/redland/check_redland.c
tests_redland_check_redland_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(REDLAND_ALL_CFLAGS)
tests_redland_check_redland_LDADD = libdm_redland.la $(CHECK_LIBS)
