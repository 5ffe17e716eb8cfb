# tests of store/
check_PROGRAMS += tests/store/check_store
TESTS += tests/store/check_store
tests_store_check_store_SOURCES = tests/store/check_store.c
tests_store_check_store_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_store_check_store_LDADD = libdm_store.la $(CHECK_LIBS)
