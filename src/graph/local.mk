# graph/: terms and quads; facts to quads.
noinst_LTLIBRARIES += libdm_graph.la
libdm_graph_la_LIBADD = libdm_base.la
libdm_graph_la_SOURCES = \
  src/graph/quad.c src/graph/quad.h
