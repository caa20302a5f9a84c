"""Recipes that train the bundled models. Nothing here is imported when asking; needs `index/training/requirements.txt`."""
