# tests of pipeline/
check_PROGRAMS += tests/pipeline/check_pipeline
TESTS += tests/pipeline/check_pipeline
tests_pipeline_check_pipeline_SOURCES = tests/pipeline/check_pipeline.c
tests_pipeline_check_pipeline_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_pipeline_check_pipeline_LDADD = libdm_pipeline.la $(CHECK_LIBS)
