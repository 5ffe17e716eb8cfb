# tests of store/
STORE_TESTS = tests/store/check_blocks tests/store/check_store
check_PROGRAMS += $(STORE_TESTS)
TESTS += $(STORE_TESTS)
tests_store_check_blocks_SOURCES = tests/store/check_blocks.c
tests_store_check_blocks_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(LMDB_CFLAGS)
tests_store_check_blocks_LDADD = libdm_store.la $(LMDB_LIBS) $(CHECK_LIBS)
tests_store_check_store_SOURCES = tests/store/check_store.c
tests_store_check_store_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_store_check_store_LDADD = libdm_store.la $(CHECK_LIBS)
