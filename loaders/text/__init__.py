"""Texts in lines: plain text, Markdown, subtitles and transcripts, and what stands at their beginning."""
