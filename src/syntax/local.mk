# syntax/
