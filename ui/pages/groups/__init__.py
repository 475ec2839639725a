"""The groups: how they came together, who is a member, handing over."""
