# syntax/: tags, lemmas, noun phrases, declared patterns.
noinst_LTLIBRARIES += libdm_syntax.la
libdm_syntax_la_LIBADD = libdm_text.la
libdm_syntax_la_SOURCES = \
  src/syntax/compile.c src/syntax/program.h \
  src/syntax/features.c src/syntax/features.h \
  src/syntax/machine.c src/syntax/machine.h \
  src/syntax/forest.c src/syntax/forest.h \
  src/syntax/forms.c src/syntax/forms.h \
  src/syntax/layer.c src/syntax/layer.h \
  src/syntax/lemmatiser.c src/syntax/lemmatiser.h \
  src/syntax/parser.c src/syntax/parser.h \
  src/syntax/pattern.c src/syntax/pattern.h \
  src/syntax/relation.c src/syntax/relation.h \
  src/syntax/rule_tags.c src/syntax/rule_tags.h \
  src/syntax/starts.c src/syntax/starts.h \
  src/syntax/syntax.c src/syntax/syntax.h \
  src/syntax/tagger.c src/syntax/tagger.h \
  src/syntax/tree.c src/syntax/tree.h \
  src/syntax/tree_tags.c src/syntax/tree_tags.h \
  src/syntax/trees.c src/syntax/trees.h \
  src/syntax/values.c src/syntax/values.h \
  src/syntax/weights.c src/syntax/weights.h \
  src/syntax/word_table.c src/syntax/word_table.h \
  src/syntax/xpos.c src/syntax/xpos.h
