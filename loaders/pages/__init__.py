"""Pages as they are printed or typed: PDF, and how their lines become paragraphs."""
