# tests of syntax/
check_PROGRAMS += tests/syntax/check_pattern
TESTS += tests/syntax/check_pattern
tests_syntax_check_pattern_SOURCES = tests/syntax/check_pattern.c
tests_syntax_check_pattern_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_syntax_check_pattern_LDADD = libdm_syntax.la $(CHECK_LIBS)
check_PROGRAMS += tests/syntax/check_syntax
TESTS += tests/syntax/check_syntax
tests_syntax_check_syntax_SOURCES = tests/syntax/check_syntax.c
tests_syntax_check_syntax_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_syntax_check_syntax_LDADD = libdm_syntax.la $(CHECK_LIBS)
