"""Words for measures: their listed senses, what they are done to, and which sense a word has in its sentence."""
