# tests of text/
check_PROGRAMS += tests/text/check_text
TESTS += tests/text/check_text
tests_text_check_text_SOURCES = tests/text/check_text.c
tests_text_check_text_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_text_check_text_LDADD = libdm_text.la $(CHECK_LIBS)
