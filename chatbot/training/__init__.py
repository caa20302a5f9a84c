"""Fits the weights of the last layer. Development only; nothing shipped imports it."""
