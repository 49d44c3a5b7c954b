"""What does it cost? Figures that anyone can measure again, side by side with a peer."""
