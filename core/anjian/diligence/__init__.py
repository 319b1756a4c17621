"""What the law asks for beside the closed loop: reports while a major hazard is open, refusals, closure, accidents."""
