# redland/: the store as a librdf storage; answers to SPARQL.
noinst_LTLIBRARIES += libdm_redland.la
REDLAND_ALL_CFLAGS = $(REDLAND_CFLAGS) $(RASQAL_CFLAGS) $(RAPTOR2_CFLAGS)
libdm_redland_la_CFLAGS = $(AM_CFLAGS) $(REDLAND_ALL_CFLAGS)
libdm_redland_la_LIBADD = libdm_sparql.la libdm_store.la $(REDLAND_LIBS) $(RASQAL_LIBS) $(RAPTOR2_LIBS)
libdm_redland_la_SOURCES = \
  src/redland/bind.c src/redland/bind.h \
  src/redland/describe.c src/redland/describe.h \
  src/redland/evaluate.c src/redland/evaluate.h \
  src/redland/group.c src/redland/group.h \
  src/redland/idmap.c src/redland/idmap.h \
  src/redland/literals.c src/redland/literals.h \
  src/redland/modify.c src/redland/modify.h \
  src/redland/nodes.c src/redland/nodes.h \
  src/redland/query.c src/redland/redland.h \
  src/redland/sequence.c src/redland/sequence.h \
  src/redland/solve.c src/redland/solve.h \
  src/redland/source.c src/redland/source.h \
  src/redland/storage.c \
  src/redland/stream.c src/redland/stream.h \
  src/redland/values.c src/redland/values.h \
  src/redland/walk.c src/redland/walk.h

# What other Redland programs load: librdf looks for librdf_storage_NAME in its folder of modules.  Its objects are its
# own, for a module of nested convenience libraries would hold those of base/ several times.
redlandmod_LTLIBRARIES = librdf_storage_demarche.la
librdf_storage_demarche_la_SOURCES = \
  src/redland/idmap.c \
  src/redland/module.c \
  src/redland/nodes.c \
  src/redland/storage.c \
  src/redland/stream.c \
  src/redland/walk.c \
  src/graph/packed.c \
  src/graph/quad.c \
  src/rdf/terms.c \
  $(libdm_store_la_SOURCES) \
  $(libdm_base_la_SOURCES)
nodist_librdf_storage_demarche_la_SOURCES = src/base/embedded.c
librdf_storage_demarche_la_CFLAGS = $(AM_CFLAGS) -ffunction-sections -fdata-sections $(REDLAND_ALL_CFLAGS) \
  $(LMDB_CFLAGS) $(UTF8PROC_CFLAGS)
librdf_storage_demarche_la_LIBADD = $(REDLAND_LIBS) $(RAPTOR2_LIBS) $(LMDB_LIBS) $(UTF8PROC_LIBS)
librdf_storage_demarche_la_LDFLAGS = -module -avoid-version -shared -Wl,--gc-sections \
  -export-symbols-regex '^librdf_storage_module_register_factory$$'
