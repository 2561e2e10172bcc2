"""E-mails, mailboxes, and web pages that are saved as one file."""
