# mention/: quotations, dates, names.
noinst_LTLIBRARIES += libdm_mention.la
libdm_mention_la_LIBADD = libdm_syntax.la libdm_article.la
libdm_mention_la_SOURCES = src/mention/mentions.h
# quotations
libdm_mention_la_SOURCES += \
  src/mention/quotation_marks.c src/mention/quotation_marks.h \
  src/mention/quotations.c src/mention/quotations.h
# dates
libdm_mention_la_SOURCES += \
  src/mention/date_captures.c src/mention/date_captures.h \
  src/mention/date_layers.c \
  src/mention/date_numbers.c src/mention/date_numbers.h \
  src/mention/date_reference.c src/mention/date_reference.h \
  src/mention/date_relative.c src/mention/date_relative.h \
  src/mention/date_tense.c src/mention/date_tense.h \
  src/mention/date_values.c src/mention/date_values.h \
  src/mention/date_words.c src/mention/date_words.h \
  src/mention/date_write.c src/mention/date_write.h \
  src/mention/dates.c src/mention/dates.h
# names
libdm_mention_la_SOURCES += \
  src/mention/candidates.c src/mention/candidates.h \
  src/mention/coref.c src/mention/coref.h \
  src/mention/entities.c src/mention/entities.h \
  src/mention/evidence.c \
  src/mention/gazetteer.c src/mention/gazetteer.h \
  src/mention/names.c src/mention/names.h \
  src/mention/name_features.c src/mention/name_features.h \
  src/mention/name_labels.h \
  src/mention/name_model.c src/mention/name_model.h \
  src/mention/name_revision.c src/mention/name_revision.h \
  src/mention/pieces.c src/mention/pieces.h \
  src/mention/plural_roles.c \
  src/mention/positions.c src/mention/positions.h \
  src/mention/roles.c
