"""The canary: words that people typed are found where they belong and nowhere else."""
