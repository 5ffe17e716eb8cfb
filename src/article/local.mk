# article/
