# store/: quads in LMDB.
noinst_LTLIBRARIES += libdm_store.la
libdm_store_la_CFLAGS = $(AM_CFLAGS) $(LMDB_CFLAGS)
libdm_store_la_LIBADD = libdm_graph.la $(LMDB_LIBS)
libdm_store_la_SOURCES = \
  src/store/blocks.c src/store/blocks.h \
  src/store/change.c \
  src/store/layout.c src/store/layout.h \
  src/store/lexis.c src/store/lexis.h \
  src/store/snapshot.c src/store/snapshot.h \
  src/store/store.c src/store/store.h \
  src/store/tuples.c src/store/tuples.h \
  src/store/verify.c
