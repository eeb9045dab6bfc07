"""What a page shows of when it was published and by whom: dates, datelines and bylines."""
