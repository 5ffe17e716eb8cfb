# tests of fact/
