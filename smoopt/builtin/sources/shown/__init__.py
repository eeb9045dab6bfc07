"""What a page shows of its publication: dates, datelines and bylines."""
