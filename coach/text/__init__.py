"""What a network sees in a text: entities, lengths, clusters, positions."""
