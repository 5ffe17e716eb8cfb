# tests of pipeline/
