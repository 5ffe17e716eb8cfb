# What the sources must keep to: the order of folders and licences in check, format and analysers in lint.
TESTS += tests/lint/check-layers tests/lint/check-licence
EXTRA_DIST += tests/lint/check-coverage tests/lint/coverage tests/lint/gcov-exit.h tests/lint/memcheck
EXTRA_DIST += tests/lint/check-layers tests/lint/check-licence tests/lint/check-tidy tests/lint/layers tests/lint/cppcheck.txt tests/lint/lsan.supp tests/lint/valgrind.supp .clang-format .clang-tidy
# Check gives a test four seconds unless told: too few on a machine that does other things beside.
AM_TESTS_ENVIRONMENT = srcdir='$(srcdir)'; export srcdir; \
  DEMARCHE_MODELS='$(abs_top_srcdir)/models'; export DEMARCHE_MODELS; \
  CK_DEFAULT_TIMEOUT=$${CK_DEFAULT_TIMEOUT:-240}; export CK_DEFAULT_TIMEOUT;
