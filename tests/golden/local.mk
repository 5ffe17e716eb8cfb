# Golden articles: each a file, DM_UPDATE=1 make check rewrites their facts.
GOLDEN_FILES = tests/golden/border.txt tests/golden/company.txt
EXTRA_DIST += $(GOLDEN_FILES)
if HAVE_CHECK
check_PROGRAMS += tests/golden/check_golden
TESTS += tests/golden/check_golden
tests_golden_check_golden_SOURCES = tests/golden/check_golden.c
tests_golden_check_golden_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_golden_check_golden_LDADD = libdm_pipeline.la $(CHECK_LIBS)
endif
