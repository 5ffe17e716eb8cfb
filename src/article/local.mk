# article/: files and streams to articles.
noinst_LTLIBRARIES += libdm_article.la
libdm_article_la_CFLAGS = $(AM_CFLAGS) $(LIBARCHIVE_CFLAGS) $(JANSSON_CFLAGS) $(LIBXML2_CFLAGS)
libdm_article_la_LIBADD = libdm_base.la $(LIBARCHIVE_LIBS) $(JANSSON_LIBS) $(LIBXML2_LIBS)
libdm_article_la_SOURCES = \
  src/article/article.c src/article/article.h \
  src/article/conllu_layout.c src/article/conllu_layout.h \
  src/article/day.c src/article/day.h \
  src/article/encoding.c src/article/encoding.h \
  src/article/html.c src/article/html.h \
  src/article/json_layout.c src/article/json_layout.h \
  src/article/main_text.c src/article/main_text.h \
  src/article/source.c src/article/source.h
