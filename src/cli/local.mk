# cli/: the program.
bin_PROGRAMS += demarche
demarche_SOURCES = \
  src/cli/build.c \
  src/cli/commands.c \
  src/cli/export.c \
  src/cli/extract.c \
  src/cli/link.c \
  src/cli/linking.c src/cli/linking.h \
  src/cli/load.c \
  src/cli/loading.c src/cli/loading.h \
  src/cli/main.c \
  src/cli/options.c src/cli/options.h \
  src/cli/output.c src/cli/output.h \
  src/cli/query.c \
  src/cli/reading.c src/cli/reading.h \
  src/cli/retract.c \
  src/cli/stats.c \
  src/cli/text.c \
  src/cli/why.c
demarche_LDADD = libdm_pipeline.la libdm_link.la libdm_redland.la libdm_rdf.la
