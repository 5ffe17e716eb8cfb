# sparql/: solutions of queries, written.
noinst_LTLIBRARIES += libdm_sparql.la
libdm_sparql_la_LIBADD = libdm_rdf.la libdm_base.la
libdm_sparql_la_SOURCES = \
  src/sparql/results.c src/sparql/results.h \
  src/sparql/table.c src/sparql/table.h \
  src/sparql/xml.c src/sparql/xml.h
