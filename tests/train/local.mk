# tests of train/: the trainers on a treebank of four sentences.
dist_check_SCRIPTS += tests/train/tags.sh
TESTS += tests/train/tags.sh
EXTRA_DIST += tests/train/tiny.conllu
