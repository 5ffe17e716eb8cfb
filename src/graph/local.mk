# graph/
