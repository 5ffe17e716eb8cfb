# tests of lint/
