# tests of train/: the trainers on treebanks of some sentences.
dist_check_SCRIPTS += tests/train/parser.sh tests/train/tags.sh
TESTS += tests/train/parser.sh tests/train/tags.sh
EXTRA_DIST += tests/train/sentences.conllu tests/train/tiny.conllu
