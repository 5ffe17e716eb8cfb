# link/
