# Command-line tests; they run ./demarche of the build tree.
EXTRA_DIST += tests/cli/harness.sh
