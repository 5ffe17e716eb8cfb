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
EXTRA_PROGRAMS = src/train/evaluate-tags src/train/tagger src/train/words
CLEANFILES += $(EXTRA_PROGRAMS)
src_train_words_SOURCES = src/train/words.c \
  src/train/clusters.c src/train/clusters.h \
  src/train/principal.c src/train/principal.h
src_train_words_CFLAGS = $(TRAIN_CFLAGS)
src_train_words_LDADD = libdm_syntax.la -lm

src_train_tagger_SOURCES = src/train/tagger.c \
  src/train/perceptron.c src/train/perceptron.h \
  src/train/readings.c src/train/readings.h \
  src/train/treebank.c src/train/treebank.h
src_train_tagger_CFLAGS = $(TRAIN_CFLAGS)
src_train_tagger_LDADD = libdm_syntax.la -lm
src_train_evaluate_tags_SOURCES = src/train/evaluate_tags.c \
  src/train/perceptron.c src/train/treebank.c src/train/treebank.h
src_train_evaluate_tags_CFLAGS = $(TRAIN_CFLAGS)
src_train_evaluate_tags_LDADD = libdm_syntax.la -lm

# make train-words EMBEDDINGS=FILE     models/words, from word vectors as text
train-words: src/train/words
	src/train/words $(srcdir)/models/words '$(EMBEDDINGS)'
train-tagger: src/train/tagger train-data
	src/train/tagger $(srcdir)/models/tagger $(srcdir)/models \
	  $(TRAIN_FOLDER)/treebank/ewt-train.conllu $(TRAIN_FOLDER)/treebank/gum-open-train.conllu
evaluate-tagger: src/train/evaluate-tags train-data
	src/train/evaluate-tags $(srcdir)/models \
	  $(TRAIN_FOLDER)/treebank/ewt-dev.conllu $(TRAIN_FOLDER)/treebank/gum-open-dev.conllu
TRAIN_STEPS += train-tagger
.PHONY: train-words train-tagger evaluate-tagger
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
