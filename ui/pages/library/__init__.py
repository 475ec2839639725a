"""What a group shares: practice sheets, resources to go further, questions to the help desk."""
