"""Measuring answers against gold questions: formats in, pure measures, reports out."""
