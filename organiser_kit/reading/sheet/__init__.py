"""Reading a signed sheet back from photos and scans. It needs OpenCV, which nothing else of the kit loads."""
