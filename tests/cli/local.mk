# Command-line tests; they run ./demarche of the build tree.
CLI_TESTS = \
  tests/cli/adversity.sh \
  tests/cli/bad-input.sh \
  tests/cli/build.sh \
  tests/cli/commands.sh \
  tests/cli/completion.sh \
  tests/cli/conllu.sh \
  tests/cli/date-cases.sh \
  tests/cli/examples.sh \
  tests/cli/export.sh \
  tests/cli/interop.sh \
  tests/cli/load.sh \
  tests/cli/manual.sh \
  tests/cli/progress.sh \
  tests/cli/prompt.sh \
  tests/cli/query.sh \
  tests/cli/text.sh \
  tests/cli/trace.sh \
  tests/cli/why.sh
TESTS += $(CLI_TESTS)
dist_check_SCRIPTS += $(CLI_TESTS)
EXTRA_DIST += tests/quality/conllu.py tests/golden/date-cases.json tests/quality/calibration.py tests/quality/date_cases.py tests/quality/gum_dates.py tests/cli/harness.sh tests/cli/prompt.py tests/cli/session.sh
check_PROGRAMS += tests/cli/check_cli
TESTS += tests/cli/check_cli
tests_cli_check_cli_SOURCES = tests/cli/check_cli.c \
  src/cli/option_table.c src/cli/progress.c src/cli/suggest.c
tests_cli_check_cli_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_cli_check_cli_LDADD = libdm_base.la $(CHECK_LIBS)

# The program is no library: what is tested alone is compiled again.
check_PROGRAMS += tests/cli/check_parameters
TESTS += tests/cli/check_parameters
tests_cli_check_parameters_SOURCES = tests/cli/check_parameters.c src/cli/parameters.c
tests_cli_check_parameters_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_cli_check_parameters_LDADD = libdm_pipeline.la libdm_rdf.la $(CHECK_LIBS)
