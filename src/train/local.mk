# train/: the programs that make models/, not installed.
#
#     make train DATA=FOLDER      every model again, the same bytes, from treebanks and marked names
#
# Each program reads uncompressed files: TRAIN_FOLDER holds them.
TRAIN_FOLDER = train-data
TRAIN_FILES = \
  treebank/ewt-train.conllu treebank/ewt-dev.conllu \
  treebank/gum-open-train.conllu treebank/gum-open-dev.conllu \
  ner/uner-ewt-train.iob2 ner/uner-ewt-dev.iob2 ner/wikigold.conll ner/wikinews-names.jsonl
TRAIN_ARCHIVES = ner/re3d-open ner/worldwide-dev events/meantime-apple
TRAIN_STEPS =
# Floating point is added up in the order in which it stands, without contraction: the same bits everywhere.
TRAIN_CFLAGS = $(AM_CFLAGS) -O3 -ffp-contract=off
# Beside a program's own: src/train/perceptron.c src/train/perceptron.h
check_PROGRAMS += src/train/evaluate-tags src/train/names src/train/tagger src/train/words
src_train_words_SOURCES = src/train/words.c \
  src/train/clusters.c src/train/clusters.h \
  src/train/principal.c src/train/principal.h
src_train_words_CFLAGS = $(TRAIN_CFLAGS)
src_train_words_LDADD = libdm_syntax.la -lm

src_train_tagger_SOURCES = src/train/tagger.c \
  src/train/fixed.c src/train/fixed.h \
  src/train/inflect.c src/train/inflect.h \
  src/train/lemmas.c src/train/lemmas.h \
  src/train/perceptron.c src/train/perceptron.h \
  src/train/readings.c src/train/readings.h \
  src/train/treebank.c src/train/treebank.h
src_train_tagger_CFLAGS = $(TRAIN_CFLAGS)
src_train_tagger_LDADD = libdm_syntax.la -lm
src_train_evaluate_tags_SOURCES = src/train/evaluate_tags.c \
  src/train/perceptron.c src/train/treebank.c src/train/treebank.h
src_train_evaluate_tags_CFLAGS = $(TRAIN_CFLAGS)
src_train_evaluate_tags_LDADD = libdm_syntax.la -lm

src_train_names_SOURCES = src/train/names.c \
  src/train/name_corpus.c src/train/name_corpus.h \
  src/train/perceptron.c src/train/perceptron.h
src_train_names_CFLAGS = $(TRAIN_CFLAGS) $(JANSSON_CFLAGS)
src_train_names_LDADD = libdm_mention.la $(JANSSON_LIBS) -lm

# make train-words EMBEDDINGS=FILE     models/words, from word vectors as text
train-words: src/train/words
	src/train/words $(srcdir)/models/words '$(EMBEDDINGS)'
TAGGER_COURSES = 4
train-tagger: src/train/tagger train-data
	src/train/tagger $(TAGGER_COURSES) $(srcdir)/models/tagger $(srcdir)/models \
	  $(TRAIN_FOLDER)/treebank/ewt-train.conllu $(TRAIN_FOLDER)/treebank/gum-open-train.conllu
evaluate-tagger: src/train/evaluate-tags train-data
	src/train/evaluate-tags $(srcdir)/models \
	  $(TRAIN_FOLDER)/treebank/ewt-dev.conllu $(TRAIN_FOLDER)/treebank/gum-open-dev.conllu
TRAIN_STEPS += train-tagger
.PHONY: train-words train-tagger evaluate-tagger

# The parser is trained on tags such as it will be given: of each fifth of the treebanks, by a tagger that has not seen it.
check_PROGRAMS += src/train/parser src/train/tag
src_train_parser_SOURCES = src/train/parser.c \
  src/train/dense.c src/train/dense.h \
  src/train/examples.c src/train/examples.h \
  src/train/parser_model.c src/train/parser_model.h \
  src/train/parser_net.c src/train/parser_net.h \
  src/train/parser_score.c src/train/parser_score.h \
  src/train/variants.c src/train/variants.h
# What may be signalled of an operation is not asked for: loops over numbers become vectors, with the same results.
src_train_parser_CFLAGS = $(TRAIN_CFLAGS) -fno-math-errno -fno-trapping-math
src_train_parser_LDADD = libdm_syntax.la -lm
src_train_tag_SOURCES = src/train/tag.c
src_train_tag_LDADD = libdm_syntax.la
dist_noinst_SCRIPTS += src/train/jackknife
PARSER_EPOCHS = 40
PARSER_FOLDS = 5
$(TRAIN_FOLDER)/tagged-train.conllu: src/train/tagger src/train/tag train-data
	$(srcdir)/src/train/jackknife src/train $(srcdir)/models $@ $(PARSER_FOLDS) \
	  $(TRAIN_FOLDER)/treebank/ewt-train.conllu $(TRAIN_FOLDER)/treebank/gum-open-train.conllu
train-parser: src/train/parser $(TRAIN_FOLDER)/tagged-train.conllu
	src/train/parser train $(srcdir)/models $(PARSER_EPOCHS) $(TRAIN_FOLDER)/tagged-train.conllu
evaluate-parser: src/train/parser src/train/tag train-data
	for file in ewt-dev gum-open-dev; do \
	  src/train/tag $(srcdir)/models $(TRAIN_FOLDER)/treebank/$$file.conllu >$(TRAIN_FOLDER)/$$file.conllu && \
	  src/train/parser score $(srcdir)/models $(TRAIN_FOLDER)/$$file.conllu || exit 1; \
	done
TRAIN_STEPS += train-parser
.PHONY: train-parser evaluate-parser

# Names: marked corpora as CoNLL-U first.
NAMES_TO_CONLLU = python3 -B $(srcdir)/src/train/name_data.py $(srcdir)/schema/lexicon
EXTRA_DIST += src/train/name_data.py tests/quality/names.py
name-data: train-data
	$(MKDIR_P) $(TRAIN_FOLDER)/names
	$(NAMES_TO_CONLLU) uner $(TRAIN_FOLDER)/ner/uner-ewt-train.iob2 >$(TRAIN_FOLDER)/names/uner-train.conllu
	$(NAMES_TO_CONLLU) wikigold $(TRAIN_FOLDER)/ner/wikigold.conll >$(TRAIN_FOLDER)/names/wikigold.conllu
	$(NAMES_TO_CONLLU) re3d $(TRAIN_FOLDER)/ner/re3d-open >$(TRAIN_FOLDER)/names/re3d.conllu
	$(NAMES_TO_CONLLU) gum $(TRAIN_FOLDER)/treebank/gum-open-train.conllu >$(TRAIN_FOLDER)/names/gum.conllu
	$(NAMES_TO_CONLLU) meantime $(TRAIN_FOLDER)/events/meantime-apple >$(TRAIN_FOLDER)/names/meantime.conllu
	$(NAMES_TO_CONLLU) uner $(TRAIN_FOLDER)/ner/uner-ewt-dev.iob2 >$(TRAIN_FOLDER)/names/uner-dev.conllu
	$(NAMES_TO_CONLLU) worldwide $(TRAIN_FOLDER)/ner/worldwide-dev >$(TRAIN_FOLDER)/names/worldwide.conllu
NAME_FILES = uner-train wikigold re3d gum meantime
train-names: src/train/names name-data
	src/train/names $(srcdir)/models/names $(srcdir)/models $(TRAIN_FOLDER)/ner/wikinews-names.jsonl \
	  $(NAME_FILES:%=$(TRAIN_FOLDER)/names/%.conllu)
# What the program finds in what trained nothing; then in each fifth of wikinews-names by a model of the others.
NAME_SCORE = python3 -B $(srcdir)/tests/quality/names.py
evaluate-names: demarche src/train/names name-data
	for file in uner-dev worldwide; do \
	  echo $$file && ./demarche text --models $(srcdir)/models --conllu -f conllu $(TRAIN_FOLDER)/names/$$file.conllu >$(TRAIN_FOLDER)/names/found && \
	  $(NAME_SCORE) conllu $(TRAIN_FOLDER)/names/$$file.conllu $(TRAIN_FOLDER)/names/found || exit 1; \
	done
	folder=$(TRAIN_FOLDER)/names/fold && $(MKDIR_P) $$folder && cp $(srcdir)/models/words $(srcdir)/models/tagger $$folder && \
	: >$$folder/found && for fold in 0 1 2 3 4; do \
	  $(NAME_SCORE) select $(TRAIN_FOLDER)/ner/wikinews-names.jsonl -$$fold 5 >$$folder/train.jsonl && \
	  $(NAME_SCORE) select $(TRAIN_FOLDER)/ner/wikinews-names.jsonl $$fold 5 >$$folder/test.jsonl && \
	  src/train/names $$folder/names $(srcdir)/models $$folder/train.jsonl $(NAME_FILES:%=$(TRAIN_FOLDER)/names/%.conllu) && \
	  ./demarche text --models $$folder -f conllu $$folder/test.jsonl >>$$folder/found || exit 1; \
	done && echo wikinews, cross-validated && $(NAME_SCORE) json $(TRAIN_FOLDER)/ner/wikinews-names.jsonl $$folder/found
TRAIN_STEPS += train-names
.PHONY: name-data train-names evaluate-names
train-data:
	@test -d '$(DATA)' || { echo 'make train: DATA=FOLDER names the folder of the data' >&2; exit 2; }
	for file in $(TRAIN_FILES); do \
	  $(MKDIR_P) "$(TRAIN_FOLDER)/$$(dirname $$file)" && xz -dc "$(DATA)/$$file.xz" >"$(TRAIN_FOLDER)/$$file" || exit 1; \
	done
	for archive in $(TRAIN_ARCHIVES); do \
	  $(MKDIR_P) "$(TRAIN_FOLDER)/$$archive" && tar -xJf "$(DATA)/$$archive.tar.xz" -C "$(TRAIN_FOLDER)/$$archive" || exit 1; \
	done
# One after the other: a model is made from those before it.
train: train-data
	for step in $(TRAIN_STEPS); do $(MAKE) $$step || exit 1; done
.PHONY: train train-data
