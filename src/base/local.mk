# base/: what knows no domain word.
noinst_LTLIBRARIES += libdm_base.la
libdm_base_la_CFLAGS = $(AM_CFLAGS) $(UTF8PROC_CFLAGS)
libdm_base_la_LIBADD = $(UTF8PROC_LIBS)
libdm_base_la_SOURCES = \
  src/base/arena.c src/base/arena.h \
  src/base/buffer.c src/base/buffer.h \
  src/base/diag.c src/base/diag.h \
  src/base/fail.c src/base/fail.h \
  src/base/hash.c src/base/hash.h \
  src/base/io.c src/base/io.h \
  src/base/json.c src/base/json.h \
  src/base/memo.c src/base/memo.h \
  src/base/model_file.c src/base/model_file.h \
  src/base/resource.c src/base/resource.h \
  src/base/sha256.c \
  src/base/span.c src/base/span.h \
  src/base/status.c src/base/status.h \
  src/base/table.c src/base/table.h \
  src/base/utf8.c src/base/utf8.h
nodist_libdm_base_la_SOURCES = src/base/embedded.c

# schema/ and queries/, byte for byte, as one C table.
src/base/embedded.c: build-aux/embed.sh $(SCHEMA_FILES) $(QUERY_FILES)
	$(AM_V_GEN)$(MKDIR_P) src/base && cd $(srcdir) && \
	  $(SHELL) build-aux/embed.sh $(SCHEMA_FILES) $(QUERY_FILES) >$(abs_builddir)/$@.tmp && \
	  mv $(abs_builddir)/$@.tmp $(abs_builddir)/$@
CLEANFILES += src/base/embedded.c
EXTRA_DIST += build-aux/embed.sh $(SCHEMA_FILES) $(QUERY_FILES)
