# tests of mention/
