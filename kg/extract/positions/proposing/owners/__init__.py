"""The holders of a stance, by the word that expresses it: a verb, an adjective, a noun, or a document that says it."""
