# Golden articles: each a file, DM_UPDATE=1 make check rewrites their facts.
GOLDEN_FILES = tests/golden/border.txt tests/golden/company.txt
EXTRA_DIST += $(GOLDEN_FILES)
# Statements, a case a form.
QUOTE_FILES = tests/golden/quotes/forms.txt tests/golden/quotes/nesting.txt tests/golden/quotes/people.txt \
  tests/golden/quotes/typography.txt
EXTRA_DIST += $(QUOTE_FILES) tests/golden/quotes/README.md tests/golden/quotes.py
dist_check_SCRIPTS += tests/golden/quotes.sh
TESTS += tests/golden/quotes.sh
if HAVE_CHECK
check_PROGRAMS += tests/golden/check_golden
TESTS += tests/golden/check_golden
tests_golden_check_golden_SOURCES = tests/golden/check_golden.c
tests_golden_check_golden_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_golden_check_golden_LDADD = libdm_pipeline.la $(CHECK_LIBS)
endif
