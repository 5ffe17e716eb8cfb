# tests of train/
EXTRA_DIST += tests/train/sentences.conllu
dist_check_SCRIPTS += tests/train/parser.sh
TESTS += tests/train/parser.sh
check_PROGRAMS += src/train/parser
