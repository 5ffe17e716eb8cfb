# The benchmark: what it measures with, a tiny run of it in check, the whole by `make bench [SIZE=small] [RUNS=N]`.
bench_tools = tests/bench/feed tests/bench/graph tests/bench/probe tests/bench/rival tests/bench/stages
check_PROGRAMS += $(bench_tools)
tests_bench_feed_SOURCES = tests/bench/chance.c tests/bench/chance.h tests/bench/feed.c
tests_bench_graph_SOURCES = tests/bench/chance.c tests/bench/chance.h tests/bench/graph.c
tests_bench_graph_LDADD = -lm
tests_bench_probe_SOURCES = tests/bench/meter.c tests/bench/meter.h tests/bench/probe.c
tests_bench_probe_LDADD = libdm_store.la libdm_rdf.la
tests_bench_rival_SOURCES = tests/bench/meter.c tests/bench/meter.h tests/bench/rival.c
tests_bench_rival_CFLAGS = $(AM_CFLAGS) $(REDLAND_CFLAGS) $(RAPTOR2_CFLAGS)
tests_bench_rival_LDADD = $(REDLAND_LIBS) $(RAPTOR2_LIBS)
tests_bench_stages_SOURCES = tests/bench/meter.c tests/bench/meter.h tests/bench/stages.c
tests_bench_stages_LDADD = libdm_pipeline.la libdm_store.la

TESTS += tests/bench/tiny.sh
dist_check_SCRIPTS += tests/bench/tiny.sh
EXTRA_DIST += \
  tests/bench/PERFORMANCE.md.in \
  tests/bench/bench.py \
  tests/bench/compromise.mjs \
  tests/bench/feed.tsv \
  tests/bench/oxigraph.mjs

SIZE = full
bench: all $(bench_tools)
	report=; if test '$(SIZE)' = full; then report='--report=$(abs_srcdir)/doc/PERFORMANCE.md'; fi; \
	python3 '$(srcdir)/tests/bench/bench.py' --source='$(abs_srcdir)' --build='$(abs_builddir)' --compiler='$(CC)' \
	  --size='$(SIZE)' $(RUNS:%=--runs=%) $$report
.PHONY: bench
