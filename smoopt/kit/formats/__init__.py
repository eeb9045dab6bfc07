"""How the kit is written: for people, for programs, for schedulers, and as a calendar."""
