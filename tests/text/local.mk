# tests of text/
