# link/: who is who, and what was said twice, over articles.
noinst_LTLIBRARIES += libdm_link.la
libdm_link_la_LIBADD = libdm_store.la
libdm_link_la_SOURCES = \
  src/link/identity.c \
  src/link/link.c src/link/link.h src/link/linker.h \
  src/link/utterances.c
