"""What a grid of texts holds: headers, headings and shapes, told by their meaning."""
