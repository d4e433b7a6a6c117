"""What people read: views of a result or of problems. Made from models alone; computes no score."""
