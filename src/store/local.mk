# store/
