# tests of redland/
