# text/: body to paragraphs, sentences, tokens; lexicons.
noinst_LTLIBRARIES += libdm_text.la
libdm_text_la_LIBADD = libdm_base.la
libdm_text_la_SOURCES = \
  src/text/conllu.c src/text/conllu.h \
  src/text/cutter.c src/text/cutter.h \
  src/text/furniture.c src/text/furniture.h \
  src/text/given.c src/text/given.h \
  src/text/lexicon.c src/text/lexicon.h \
  src/text/maker.h \
  src/text/paragraphs.c \
  src/text/sentences.c \
  src/text/text.c src/text/text.h \
  src/text/words.c src/text/words.h
