# link/: who is who over articles.
noinst_LTLIBRARIES += libdm_link.la
libdm_link_la_LIBADD = libdm_store.la
libdm_link_la_SOURCES = src/link/link.c src/link/link.h
