"""Impact tests (toetsen): what a part of a plan means for people, asked before it starts."""
