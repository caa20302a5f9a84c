"""Language models behind one seam: LangChain chat models (local transformers, any server) and the extractive reader."""
