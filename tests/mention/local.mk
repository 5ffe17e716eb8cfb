# tests of mention/
# quotations, dates
check_PROGRAMS += tests/mention/check_quotations tests/mention/check_dates
TESTS += tests/mention/check_quotations tests/mention/check_dates
tests_mention_check_quotations_SOURCES = tests/mention/check_quotations.c
tests_mention_check_quotations_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_mention_check_quotations_LDADD = libdm_mention.la $(CHECK_LIBS)
tests_mention_check_dates_SOURCES = tests/mention/check_dates.c
tests_mention_check_dates_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_mention_check_dates_LDADD = libdm_mention.la $(CHECK_LIBS)
# names
check_PROGRAMS += tests/mention/check_names
TESTS += tests/mention/check_names
tests_mention_check_names_SOURCES = tests/mention/check_names.c
tests_mention_check_names_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_mention_check_names_LDADD = libdm_mention.la $(CHECK_LIBS)
check_PROGRAMS += tests/mention/check_name_model
TESTS += tests/mention/check_name_model
tests_mention_check_name_model_SOURCES = tests/mention/check_name_model.c
tests_mention_check_name_model_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_mention_check_name_model_LDADD = libdm_mention.la $(CHECK_LIBS)
