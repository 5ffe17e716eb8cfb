# tests of golden/
