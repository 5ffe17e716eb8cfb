# fact/
