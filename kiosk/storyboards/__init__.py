"""QA's storyboard files: visits written down in YAML, played against everything real but the window and the clock."""
