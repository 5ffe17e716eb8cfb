# mention/
