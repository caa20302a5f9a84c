"""The page: a question in, a cited answer beside its source; in German and English. Only it and app.py import gradio."""
