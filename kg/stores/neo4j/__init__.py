"""Property graphs behind a server that speaks Bolt: Neo4j, ArcadeDB."""
