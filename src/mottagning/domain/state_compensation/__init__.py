"""What does the state owe the municipality for those it receives, and what is it to apply for in time?"""
