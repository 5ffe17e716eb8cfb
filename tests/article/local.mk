# tests of article/
check_PROGRAMS += tests/article/check_article
TESTS += tests/article/check_article
tests_article_check_article_SOURCES = tests/article/check_article.c
tests_article_check_article_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(LIBARCHIVE_CFLAGS)
tests_article_check_article_LDADD = libdm_article.la $(LIBARCHIVE_LIBS) $(CHECK_LIBS)
