# What the sources must keep to: the order of folders and licences in check, format and analysers in lint.
TESTS += tests/lint/check-layers tests/lint/check-licence
EXTRA_DIST += tests/lint/check-layers tests/lint/check-licence tests/lint/check-tidy tests/lint/layers tests/lint/cppcheck.txt .clang-format .clang-tidy
AM_TESTS_ENVIRONMENT = srcdir='$(srcdir)'; export srcdir;
