# tests of link/
check_PROGRAMS += tests/link/check_link
TESTS += tests/link/check_link
tests_link_check_link_SOURCES = tests/link/check_link.c
tests_link_check_link_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_link_check_link_LDADD = libdm_link.la $(CHECK_LIBS)
