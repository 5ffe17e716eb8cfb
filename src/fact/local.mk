# fact/: statements, demands and answers.
noinst_LTLIBRARIES += libdm_fact.la
libdm_fact_la_LIBADD = libdm_mention.la
libdm_fact_la_SOURCES = \
  src/fact/clauses.c src/fact/clauses.h \
  src/fact/facts.c src/fact/facts.h \
  src/fact/party.c src/fact/party.h
# statements
libdm_fact_la_SOURCES += \
  src/fact/attitudes.c \
  src/fact/by_tree.c \
  src/fact/credit.c \
  src/fact/cues.c src/fact/cues.h \
  src/fact/extent.c \
  src/fact/labelled.c \
  src/fact/place.c \
  src/fact/quoted.c \
  src/fact/saying.c src/fact/saying.h \
  src/fact/source.c \
  src/fact/statements.c src/fact/statements.h
# demands, responses
libdm_fact_la_SOURCES += \
  src/fact/demands.c src/fact/demands.h \
  src/fact/drafts.c \
  src/fact/implied.c src/fact/implied.h \
  src/fact/itemised.c src/fact/itemised.h \
  src/fact/ledger.c src/fact/ledger.h \
  src/fact/responses.c
