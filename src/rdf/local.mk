# rdf/: RDF in and out as streams of quads.
noinst_LTLIBRARIES += libdm_rdf.la
libdm_rdf_la_CFLAGS = $(AM_CFLAGS) $(RAPTOR2_CFLAGS) $(SERD_CFLAGS)
libdm_rdf_la_LIBADD = libdm_base.la $(RAPTOR2_LIBS) $(SERD_LIBS)
libdm_rdf_la_SOURCES = \
  src/rdf/depth.c src/rdf/depth.h \
  src/rdf/formats.c \
  src/rdf/language.c src/rdf/language.h \
  src/rdf/nul.c src/rdf/nul.h \
  src/rdf/prefixes.c src/rdf/prefixes.h \
  src/rdf/reader.c src/rdf/reader.h \
  src/rdf/terms.c src/rdf/terms.h \
  src/rdf/trig.c src/rdf/trig.h \
  src/rdf/writer.c src/rdf/writer.h
