"""The llm extractor: a language model that the user runs or rents reads, and code holds it to the document's words.

The model gives quotes and words of the closed lists; `answer` finds each quote in the text, checks numbers and dates
against it, and rejects what the text does not say. The `openai` client is loaded when a document is first asked about.
"""

from sijill.extract.llm.extractor import LlmExtractor, RunReport
from sijill.extract.llm.settings import Settings

__all__ = ["LlmExtractor", "RunReport", "Settings"]
