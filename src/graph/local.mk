# graph/: terms and quads; facts to quads.
noinst_LTLIBRARIES += libdm_graph.la
libdm_graph_la_LIBADD = libdm_fact.la
libdm_graph_la_SOURCES = \
  src/graph/agents.c src/graph/calendar.c src/graph/calendar.h src/graph/claims.c \
  src/graph/graph.c src/graph/graph.h src/graph/iri.c src/graph/iri.h \
  src/graph/packed.c src/graph/packed.h \
  src/graph/quad.c src/graph/quad.h \
  src/graph/sheet.c src/graph/sheet.h src/graph/times.c \
  src/graph/vocabulary.c src/graph/vocabulary.h
