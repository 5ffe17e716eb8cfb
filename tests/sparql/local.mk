# tests of sparql/
