# What fails below the program: calls that fail, kills, several at once.  DM_LONG=1 (make check-long) does all of it.
FAULT_TESTS = \
  tests/faults/calls.sh \
  tests/faults/concurrent.sh \
  tests/faults/kill.sh
TESTS += $(FAULT_TESTS)
LONG_TESTS += $(FAULT_TESTS)
dist_check_SCRIPTS += $(FAULT_TESTS)
check_PROGRAMS += tests/faults/drive
tests_faults_drive_SOURCES = tests/faults/drive.c
# -rpath makes a shared library of it, which is installed nowhere
check_LTLIBRARIES += tests/faults/inject.la
tests_faults_inject_la_SOURCES = tests/faults/inject.c
tests_faults_inject_la_CFLAGS = $(AM_CFLAGS) -fno-builtin
tests_faults_inject_la_LDFLAGS = -module -avoid-version -shared -rpath /nowhere
tests_faults_inject_la_LIBADD = -ldl
