# Fuzz targets, a file each.  In check they run over their seeds and what was found; `make fuzz` feeds them with libFuzzer.
FUZZ_TARGETS = \
  article conllu day depth encoding iri link models options pipeline query rdf results rules schema source store \
  utf8 why wire workers
check_LTLIBRARIES += tests/fuzz/libfuzz.la
tests_fuzz_libfuzz_la_SOURCES = \
  tests/fuzz/fuzz.c tests/fuzz/fuzz.h \
  tests/fuzz/main.c \
  tests/fuzz/quads.c tests/fuzz/quads.h \
  tests/fuzz/stores.c tests/fuzz/stores.h
FUZZ_LIBS = tests/fuzz/libfuzz.la libdm_pipeline.la libdm_link.la libdm_redland.la libdm_rdf.la
FUZZ_ENGINE =
check_PROGRAMS += \
  tests/fuzz/article \
  tests/fuzz/conllu \
  tests/fuzz/day \
  tests/fuzz/depth \
  tests/fuzz/encoding \
  tests/fuzz/iri \
  tests/fuzz/link \
  tests/fuzz/models \
  tests/fuzz/options \
  tests/fuzz/pipeline \
  tests/fuzz/query \
  tests/fuzz/rdf \
  tests/fuzz/results \
  tests/fuzz/rules \
  tests/fuzz/schema \
  tests/fuzz/source \
  tests/fuzz/store \
  tests/fuzz/utf8 \
  tests/fuzz/why \
  tests/fuzz/wire \
  tests/fuzz/workers
tests_fuzz_article_SOURCES = tests/fuzz/article.c
tests_fuzz_article_LDADD = $(FUZZ_LIBS)
tests_fuzz_article_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_conllu_SOURCES = tests/fuzz/conllu.c
tests_fuzz_conllu_LDADD = $(FUZZ_LIBS)
tests_fuzz_conllu_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_day_SOURCES = tests/fuzz/day.c
tests_fuzz_day_LDADD = $(FUZZ_LIBS)
tests_fuzz_day_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_depth_SOURCES = tests/fuzz/depth.c
tests_fuzz_depth_LDADD = $(FUZZ_LIBS)
tests_fuzz_depth_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_encoding_SOURCES = tests/fuzz/encoding.c
tests_fuzz_encoding_LDADD = $(FUZZ_LIBS)
tests_fuzz_encoding_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_iri_SOURCES = tests/fuzz/iri.c
tests_fuzz_iri_LDADD = $(FUZZ_LIBS)
tests_fuzz_iri_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_link_SOURCES = tests/fuzz/link.c
tests_fuzz_link_LDADD = $(FUZZ_LIBS)
tests_fuzz_link_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_models_SOURCES = tests/fuzz/models.c
tests_fuzz_models_LDADD = $(FUZZ_LIBS)
tests_fuzz_models_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_options_SOURCES = tests/fuzz/options.c \
  src/cli/option_table.c src/cli/options.c src/cli/suggest.c src/cli/usage.c
tests_fuzz_options_LDADD = $(FUZZ_LIBS)
tests_fuzz_options_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_pipeline_SOURCES = tests/fuzz/pipeline.c
tests_fuzz_pipeline_LDADD = $(FUZZ_LIBS)
tests_fuzz_pipeline_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_query_SOURCES = tests/fuzz/query.c
tests_fuzz_query_CFLAGS = $(AM_CFLAGS) $(LIBXML2_CFLAGS)
tests_fuzz_query_LDADD = $(FUZZ_LIBS)
tests_fuzz_query_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_rdf_SOURCES = tests/fuzz/rdf.c
tests_fuzz_rdf_LDADD = $(FUZZ_LIBS)
tests_fuzz_rdf_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_results_SOURCES = tests/fuzz/results.c
tests_fuzz_results_CFLAGS = $(AM_CFLAGS) $(LIBXML2_CFLAGS)
tests_fuzz_results_LDADD = $(FUZZ_LIBS)
tests_fuzz_results_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_rules_SOURCES = tests/fuzz/rules.c
tests_fuzz_rules_LDADD = $(FUZZ_LIBS)
tests_fuzz_rules_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_schema_SOURCES = tests/fuzz/schema.c
tests_fuzz_schema_LDADD = $(FUZZ_LIBS)
tests_fuzz_schema_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_source_SOURCES = tests/fuzz/source.c
tests_fuzz_source_LDADD = $(FUZZ_LIBS)
tests_fuzz_source_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_store_SOURCES = tests/fuzz/store.c
tests_fuzz_store_LDADD = $(FUZZ_LIBS)
tests_fuzz_store_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_utf8_SOURCES = tests/fuzz/utf8.c
tests_fuzz_utf8_LDADD = $(FUZZ_LIBS)
tests_fuzz_utf8_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_why_SOURCES = tests/fuzz/why.c \
  src/cli/option_table.c src/cli/options.c src/cli/suggest.c src/cli/usage.c src/cli/why.c
tests_fuzz_why_LDADD = $(FUZZ_LIBS)
tests_fuzz_why_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_wire_SOURCES = tests/fuzz/wire.c
tests_fuzz_wire_LDADD = $(FUZZ_LIBS)
tests_fuzz_wire_LDFLAGS = $(FUZZ_ENGINE)
tests_fuzz_workers_SOURCES = tests/fuzz/workers.c
tests_fuzz_workers_LDADD = $(FUZZ_LIBS)
tests_fuzz_workers_LDFLAGS = $(FUZZ_ENGINE)
TESTS += tests/fuzz/check-corpora
dist_check_SCRIPTS += tests/fuzz/check-corpora tests/fuzz/run-target
EXTRA_DIST += \
  tests/fuzz/link.dict \
  tests/fuzz/options.dict \
  tests/fuzz/pipeline.dict \
  tests/fuzz/query.dict \
  tests/fuzz/rdf.dict \
  tests/fuzz/rules.dict \
  tests/fuzz/schema.dict \
  tests/fuzz/why.dict \
  tests/fuzz/corpus/article/html \
  tests/fuzz/corpus/article/html-odd \
  tests/fuzz/corpus/article/json \
  tests/fuzz/corpus/article/json-number \
  tests/fuzz/corpus/article/text \
  tests/fuzz/corpus/conllu/broken \
  tests/fuzz/corpus/conllu/documents \
  tests/fuzz/corpus/conllu/spaces \
  tests/fuzz/corpus/day/1950-53 \
  tests/fuzz/corpus/day/2021-03-05T10-00-00Z \
  tests/fuzz/corpus/day/2022 \
  tests/fuzz/corpus/day/2022-01 \
  tests/fuzz/corpus/day/27-1-2022 \
  tests/fuzz/corpus/day/29-February-2023 \
  tests/fuzz/corpus/day/5-March-2021 \
  tests/fuzz/corpus/day/Fri--05-Mar-2021-10-00-00--0100 \
  tests/fuzz/corpus/day/Friday--Sept--3-2021 \
  tests/fuzz/corpus/day/March-5--2021 \
  tests/fuzz/corpus/depth/xml \
  tests/fuzz/corpus/encoding/ascii \
  tests/fuzz/corpus/encoding/binary \
  tests/fuzz/corpus/encoding/bom \
  tests/fuzz/corpus/encoding/cp1252 \
  tests/fuzz/corpus/encoding/utf16be \
  tests/fuzz/corpus/encoding/utf16le \
  tests/fuzz/corpus/iri/labels \
  tests/fuzz/corpus/iri/plain \
  tests/fuzz/corpus/iri/prefixed \
  tests/fuzz/corpus/link/two \
  tests/fuzz/corpus/models/names \
  tests/fuzz/corpus/models/parser \
  tests/fuzz/corpus/models/tagger \
  tests/fuzz/corpus/models/words \
  tests/fuzz/corpus/options/build \
  tests/fuzz/corpus/options/help \
  tests/fuzz/corpus/options/help-of \
  tests/fuzz/corpus/options/odd \
  tests/fuzz/corpus/options/query \
  tests/fuzz/corpus/options/version \
  tests/fuzz/corpus/pipeline/carried \
  tests/fuzz/corpus/pipeline/dates \
  tests/fuzz/corpus/pipeline/demand \
  tests/fuzz/corpus/pipeline/quoted \
  tests/fuzz/corpus/pipeline/unicode \
  tests/fuzz/corpus/query/ask \
  tests/fuzz/corpus/query/construct \
  tests/fuzz/corpus/query/describe \
  tests/fuzz/corpus/query/group \
  tests/fuzz/corpus/query/minus \
  tests/fuzz/corpus/query/path \
  tests/fuzz/corpus/query/prefix \
  tests/fuzz/corpus/query/select \
  tests/fuzz/corpus/query/sub \
  tests/fuzz/corpus/query/union \
  tests/fuzz/corpus/query/update \
  tests/fuzz/corpus/rdf/nquads \
  tests/fuzz/corpus/rdf/ntriples \
  tests/fuzz/corpus/rdf/rdfxml \
  tests/fuzz/corpus/rdf/trig \
  tests/fuzz/corpus/rdf/turtle \
  tests/fuzz/corpus/results/kinds \
  tests/fuzz/corpus/results/odd \
  tests/fuzz/corpus/rules/all \
  tests/fuzz/corpus/rules/shipped \
  tests/fuzz/corpus/schema/abbreviations \
  tests/fuzz/corpus/schema/auxiliaries \
  tests/fuzz/corpus/schema/clause-words \
  tests/fuzz/corpus/schema/clitics \
  tests/fuzz/corpus/schema/countries \
  tests/fuzz/corpus/schema/date-words \
  tests/fuzz/corpus/schema/dates-rules \
  tests/fuzz/corpus/schema/demand-modals \
  tests/fuzz/corpus/schema/demand-nouns \
  tests/fuzz/corpus/schema/demand-utter \
  tests/fuzz/corpus/schema/demand-verbs \
  tests/fuzz/corpus/schema/demands-rules \
  tests/fuzz/corpus/schema/elisions \
  tests/fuzz/corpus/schema/first-names \
  tests/fuzz/corpus/schema/function-words \
  tests/fuzz/corpus/schema/furniture \
  tests/fuzz/corpus/schema/government-nouns \
  tests/fuzz/corpus/schema/irregular-verbs \
  tests/fuzz/corpus/schema/name-heads \
  tests/fuzz/corpus/schema/name-words \
  tests/fuzz/corpus/schema/no-names \
  tests/fuzz/corpus/schema/organizations \
  tests/fuzz/corpus/schema/places \
  tests/fuzz/corpus/schema/prefixes \
  tests/fuzz/corpus/schema/prepositions \
  tests/fuzz/corpus/schema/response-nouns \
  tests/fuzz/corpus/schema/response-verbs \
  tests/fuzz/corpus/schema/responses-rules \
  tests/fuzz/corpus/schema/role-modifiers \
  tests/fuzz/corpus/schema/roles \
  tests/fuzz/corpus/schema/sentence-starters \
  tests/fuzz/corpus/schema/statement-nouns \
  tests/fuzz/corpus/schema/statement-verbs \
  tests/fuzz/corpus/schema/statements-rules \
  tests/fuzz/corpus/schema/suffixes \
  tests/fuzz/corpus/schema/titles \
  tests/fuzz/corpus/schema/word-parts \
  tests/fuzz/corpus/schema/wordnet \
  tests/fuzz/corpus/schema/wordnet-forms \
  tests/fuzz/corpus/schema/words \
  tests/fuzz/corpus/source/array \
  tests/fuzz/corpus/source/broken \
  tests/fuzz/corpus/source/bz2 \
  tests/fuzz/corpus/source/gzip \
  tests/fuzz/corpus/source/html \
  tests/fuzz/corpus/source/lines \
  tests/fuzz/corpus/source/tar \
  tests/fuzz/corpus/source/tar-gz \
  tests/fuzz/corpus/source/text \
  tests/fuzz/corpus/source/values \
  tests/fuzz/corpus/source/xz \
  tests/fuzz/corpus/source/zip \
  tests/fuzz/corpus/store/article \
  tests/fuzz/corpus/store/odd \
  tests/fuzz/corpus/utf8/bad \
  tests/fuzz/corpus/utf8/mixed \
  tests/fuzz/corpus/why/demand \
  tests/fuzz/corpus/why/odd \
  tests/fuzz/corpus/wire/none \
  tests/fuzz/corpus/wire/one \
  tests/fuzz/corpus/workers/answer \
  tests/fuzz/corpus/workers/code \
  tests/fuzz/corpus/workers/huge \
  tests/fuzz/corpus/workers/message \
  tests/fuzz/corpus/workers/no-end \
  tests/fuzz/corpus/workers/nothing \
  tests/fuzz/regressions/article/empty-text \
  tests/fuzz/regressions/article/html-not-utf8 \
  tests/fuzz/regressions/article/json-nul \
  tests/fuzz/regressions/conllu/control \
  tests/fuzz/regressions/conllu/lemma-within-a-character \
  tests/fuzz/regressions/conllu/lemma-of-nothing \
  tests/fuzz/regressions/conllu/word-of-nothing \
  tests/fuzz/regressions/conllu/range-of-one \
  tests/fuzz/regressions/day/many-digits \
  tests/fuzz/regressions/day/nul \
  tests/fuzz/regressions/day/signs \
  tests/fuzz/regressions/encoding/utf16-cut \
  tests/fuzz/regressions/encoding/utf16-lone \
  tests/fuzz/regressions/encoding/utf16-nul \
  tests/fuzz/regressions/link/agent-in-link-graph \
  tests/fuzz/regressions/link/empty-label \
  tests/fuzz/regressions/link/graph-without-name \
  tests/fuzz/regressions/pipeline/days-of-unknown-year \
  tests/fuzz/regressions/pipeline/word-of-nothing \
  tests/fuzz/regressions/pipeline/no-full-stop \
  tests/fuzz/regressions/query/additions \
  tests/fuzz/regressions/query/construct-empty \
  tests/fuzz/regressions/query/construct-no-triple \
  tests/fuzz/regressions/query/construct-not-utf8 \
  tests/fuzz/regressions/query/describe-from \
  tests/fuzz/regressions/query/describe-that-fails \
  tests/fuzz/regressions/query/nested-optionals \
  tests/fuzz/regressions/query/values-of-one-variable \
  tests/fuzz/regressions/rdf/iri-of-base-scheme \
  tests/fuzz/regressions/rdf/language-like-a-directive \
  tests/fuzz/regressions/rdf/odd-ordinal \
  tests/fuzz/regressions/rdf/scheme-with-relative-path \
  tests/fuzz/regressions/rdf/trig-graph-without-name \
  tests/fuzz/regressions/rdf/trig-graph-without-name-in-strings \
  tests/fuzz/regressions/schema/date-words-without-values \
  tests/fuzz/regressions/schema/row-of-one-column \
  tests/fuzz/regressions/store/block-out-of-order \
  tests/fuzz/regressions/store/id-of-nothing \
  tests/fuzz/regressions/why/graph-without-name \
  tests/fuzz/regressions/workers/huge \
  tests/fuzz/regressions/workers/no-end
