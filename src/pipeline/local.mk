# pipeline/
