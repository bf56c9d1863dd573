"""What changed between old Keras and Keras 3 in programs; one thing a file."""
