# cli/: the program.
bin_PROGRAMS += demarche
demarche_SOURCES = \
  src/cli/asking.c src/cli/asking.h \
  src/cli/break.c src/cli/break.h \
  src/cli/build.c \
  src/cli/commands.c \
  src/cli/export.c \
  src/cli/extract.c \
  src/cli/help.c \
  src/cli/history.c src/cli/history.h \
  src/cli/interrupt.c src/cli/interrupt.h \
  src/cli/link.c \
  src/cli/linking.c src/cli/linking.h \
  src/cli/load.c \
  src/cli/loading.c src/cli/loading.h \
  src/cli/main.c \
  src/cli/option_table.c src/cli/option_table.h \
  src/cli/options.c src/cli/options.h \
  src/cli/output.c src/cli/output.h \
  src/cli/parameters.c src/cli/parameters.h \
  src/cli/progress.c src/cli/progress.h \
  src/cli/prompt.c src/cli/prompt.h \
  src/cli/proposals.c src/cli/proposals.h \
  src/cli/query.c \
  src/cli/reading.c src/cli/reading.h \
  src/cli/retract.c \
  src/cli/shipped.c src/cli/shipped.h \
  src/cli/stats.c \
  src/cli/suggest.c src/cli/suggest.h \
  src/cli/terminal.h \
  src/cli/text.c \
  src/cli/trace.c src/cli/trace.h \
  src/cli/usage.c src/cli/usage.h \
  src/cli/why.c
demarche_CFLAGS = $(AM_CFLAGS) $(LIBEDIT_CFLAGS)
demarche_LDADD = libdm_pipeline.la libdm_link.la libdm_redland.la libdm_rdf.la $(LIBEDIT_LIBS)
# A prompt that edits lines, or a plain one.
if HAVE_LIBEDIT
demarche_SOURCES += src/cli/terminal.c
else
demarche_SOURCES += src/cli/terminal_plain.c
endif

# Manual pages and completions, written while building by a program for the machine that builds, of the same tables.
MANUAL_WRITER = src/cli/write_manual.c src/cli/manual.c src/cli/completion.c src/cli/option_table.c
EXTRA_DIST += src/cli/write_manual.c src/cli/manual.c src/cli/manual.h src/cli/completion.c
src/cli/write-manual: $(MANUAL_WRITER) src/cli/manual.h src/cli/option_table.h src/cli/options.h src/graph/graph.h config.h
	$(AM_V_GEN)$(MKDIR_P) src/cli && cd $(srcdir) && \
	  $(CC_FOR_BUILD) $(CFLAGS_FOR_BUILD) -Isrc -I$(abs_builddir) -o $(abs_builddir)/$@ $(MANUAL_WRITER)
CLEANFILES += src/cli/write-manual

# A page for the program and for each command (`make check` sees whether one is missing), its examples beside it.
MANUAL_EXAMPLES = \
  doc/man/demarche.examples \
  doc/man/demarche-build.examples \
  doc/man/demarche-export.examples \
  doc/man/demarche-extract.examples \
  doc/man/demarche-help.examples \
  doc/man/demarche-link.examples \
  doc/man/demarche-load.examples \
  doc/man/demarche-query.examples \
  doc/man/demarche-retract.examples \
  doc/man/demarche-stats.examples \
  doc/man/demarche-text.examples \
  doc/man/demarche-why.examples
EXTRA_DIST += $(MANUAL_EXAMPLES)
MANUAL_PAGES = $(MANUAL_EXAMPLES:.examples=.1)
man1_MANS = $(MANUAL_PAGES)
CLEANFILES += $(MANUAL_PAGES)
SUFFIXES = .examples .1
.examples.1:
	$(AM_V_GEN)$(MKDIR_P) doc/man && examples=$< && \
	  case $$examples in /*) ;; *) examples=$(abs_builddir)/$$examples ;; esac && cd $(srcdir) && \
	  $(abs_builddir)/src/cli/write-manual page "$$examples" $(QUERY_FILES) >$(abs_builddir)/$@.tmp && \
	  mv $(abs_builddir)/$@.tmp $(abs_builddir)/$@
$(MANUAL_PAGES): src/cli/write-manual $(QUERY_FILES)

bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = src/cli/completion/demarche
nodist_zshcompletion_DATA = src/cli/completion/_demarche
nodist_fishcompletion_DATA = src/cli/completion/demarche.fish
COMPLETIONS = $(nodist_bashcompletion_DATA) $(nodist_zshcompletion_DATA) $(nodist_fishcompletion_DATA)
CLEANFILES += $(COMPLETIONS)
src/cli/completion/demarche: src/cli/write-manual $(QUERY_FILES)
	$(AM_V_GEN)shell=bash; $(write_completion)
src/cli/completion/_demarche: src/cli/write-manual $(QUERY_FILES)
	$(AM_V_GEN)shell=zsh; $(write_completion)
src/cli/completion/demarche.fish: src/cli/write-manual $(QUERY_FILES)
	$(AM_V_GEN)shell=fish; $(write_completion)
write_completion = $(MKDIR_P) src/cli/completion && cd $(srcdir) && \
  $(abs_builddir)/src/cli/write-manual $$shell $(QUERY_FILES) >$(abs_builddir)/$@.tmp && \
  mv $(abs_builddir)/$@.tmp $(abs_builddir)/$@
