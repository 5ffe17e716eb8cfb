# cli/: the program.
bin_PROGRAMS += demarche
demarche_SOURCES = \
  src/cli/commands.c \
  src/cli/main.c \
  src/cli/options.c src/cli/options.h
demarche_LDADD = libdm_base.la
