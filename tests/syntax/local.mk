# tests of syntax/
