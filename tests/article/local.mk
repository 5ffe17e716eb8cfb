# tests of article/
