# tests of graph/
