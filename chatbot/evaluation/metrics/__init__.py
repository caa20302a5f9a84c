"""The measures, each a pure function with its source: `retrieval`, `answers`, `citations`, `refusal`."""
