# tests of queries/
