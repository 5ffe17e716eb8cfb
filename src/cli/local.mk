# cli/: the program.
bin_PROGRAMS += demarche
demarche_SOURCES = src/cli/main.c
demarche_LDADD = libdm_base.la
