"""What there is to read in a record: `blocks` for people, `content` for machines; one kind a file."""
