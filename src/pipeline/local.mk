# pipeline/: where the stages meet; worker processes.
noinst_LTLIBRARIES += libdm_pipeline.la
libdm_pipeline_la_LIBADD = libdm_graph.la libdm_article.la
libdm_pipeline_la_SOURCES = \
  src/pipeline/facts_json.c src/pipeline/facts_json.h \
  src/pipeline/layers_conllu.c src/pipeline/layers_conllu.h \
  src/pipeline/pipeline.c src/pipeline/pipeline.h \
  src/pipeline/wire.c src/pipeline/wire.h \
  src/pipeline/workers.c src/pipeline/workers.h
