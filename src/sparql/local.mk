# sparql/: solutions of queries, written; queries as they are typed.
noinst_LTLIBRARIES += libdm_sparql.la
libdm_sparql_la_LIBADD = libdm_rdf.la libdm_base.la
libdm_sparql_la_SOURCES = \
  src/sparql/lexeme.c src/sparql/lexeme.h \
  src/sparql/results.c src/sparql/results.h \
  src/sparql/table.c src/sparql/table.h \
  src/sparql/typed.c src/sparql/typed.h \
  src/sparql/xml.c src/sparql/xml.h
