# fact/: statements, demands and answers.
noinst_LTLIBRARIES += libdm_fact.la
libdm_fact_la_LIBADD = libdm_syntax.la
libdm_fact_la_SOURCES =
# parties, demands, responses
libdm_fact_la_SOURCES += \
  src/fact/clauses.c src/fact/clauses.h \
  src/fact/demands.c src/fact/demands.h \
  src/fact/facts.h \
  src/fact/ledger.c src/fact/ledger.h \
  src/fact/party.c src/fact/party.h \
  src/fact/responses.c
