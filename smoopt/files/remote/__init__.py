"""Sites that lie elsewhere than on the disk: in object stores, and on other machines."""
