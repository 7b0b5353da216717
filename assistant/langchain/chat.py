"""The language model that is configured, through LangChain's `init_chat_model`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from assistant.answering.generation import Sentences

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_TOKENS = 800
AT_ONCE = 8
Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True)
class ConfiguredModel:
    """A chat model that answers in a given form within `limit` seconds, whatever the server does."""

    name: str
    model: BaseChatModel
    limit: float
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE, "model"))

    def sentences(self, system: str, user: str) -> Sentences:
        """The model's answer.

        Raises:
            Exception: what `ask` raises.
        """
        return self.ask(system, user, Sentences)

    def ask(self, system: str, user: str, form: type[Form], most_tokens: int = MOST_TOKENS) -> Form:
        """What the model answers, in a form.

        Raises:
            TimeoutError: nothing came within the limit.
            Exception: what the client raises for a server that refuses, breaks off or talks nonsense.
        """
        structured = self.model.with_structured_output(form, method="json_schema")
        said = [("system", system), ("human", user)]
        asked = self.pool.submit(structured.invoke, said, max_tokens=most_tokens)
        found: Any = asked.result(timeout=self.limit)
        return found if isinstance(found, form) else form.model_validate(found)


def make_chat_model(name: str, base_url: str, api_key: str, limit: float) -> ConfiguredModel:
    """The model `provider:model`; `base_url` for a server that speaks the OpenAI protocol."""
    from langchain.chat_models import init_chat_model

    more: dict[str, Any] = {"base_url": base_url} if base_url else {}
    if api_key or base_url:
        more["api_key"] = api_key or "none"
    model = init_chat_model(name, temperature=0, max_tokens=MOST_TOKENS, timeout=limit, max_retries=0, **more)
    return ConfiguredModel(name, model, limit)
