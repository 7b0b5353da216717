"""The knowledge base as parts for people who build with LangChain: a retriever and a runnable."""
