# text/
