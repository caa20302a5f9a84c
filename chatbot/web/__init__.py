"""The page: a question in, a cited answer beside its source; texts in German and English. The only package that imports gradio."""
