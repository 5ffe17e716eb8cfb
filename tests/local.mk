# Tests mirror src/.  A folder's tests link only its own library and those to its left.
if HAVE_CHECK
include tests/base/local.mk
include tests/article/local.mk
include tests/text/local.mk
include tests/syntax/local.mk
include tests/mention/local.mk
include tests/fact/local.mk
include tests/graph/local.mk
include tests/rdf/local.mk
include tests/store/local.mk
include tests/sparql/local.mk
include tests/redland/local.mk
include tests/link/local.mk
include tests/pipeline/local.mk
include tests/cli/local.mk
endif
include tests/bench/local.mk
include tests/faults/local.mk
include tests/fuzz/local.mk
include tests/golden/local.mk
include tests/queries/local.mk
include tests/train/local.mk
include tests/lint/local.mk
