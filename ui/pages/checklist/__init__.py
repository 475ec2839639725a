"""What is to be got ready for a meeting: things to do, things to bring, what the group needs."""
