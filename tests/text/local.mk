# tests of text/
check_PROGRAMS += tests/text/check_text
TESTS += tests/text/check_text
tests_text_check_text_SOURCES = tests/text/check_text.c
tests_text_check_text_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_text_check_text_LDADD = libdm_text.la $(CHECK_LIBS)
check_PROGRAMS += tests/text/check_conllu
TESTS += tests/text/check_conllu
tests_text_check_conllu_SOURCES = tests/text/check_conllu.c
tests_text_check_conllu_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_text_check_conllu_LDADD = libdm_text.la $(CHECK_LIBS)
