# sparql/
