# tests of graph/
check_PROGRAMS += tests/graph/check_graph
TESTS += tests/graph/check_graph
tests_graph_check_graph_SOURCES = tests/graph/check_graph.c
tests_graph_check_graph_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_graph_check_graph_LDADD = libdm_graph.la $(CHECK_LIBS)
