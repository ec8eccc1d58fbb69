"""Quality assurance: counts with their gaps, samples, and the facts of what is sampled. Nobody gets a score."""
