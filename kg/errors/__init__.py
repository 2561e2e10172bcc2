"""All errors: each class has a code, a message template that names the value and the place, and the next step.

    KgError
    ├── UsageError      exit 2   what was asked cannot be done as asked
    ├── DocumentError   exit 1   one document is refused; the others are read
    └── StoreError      exit 3   a store or a model is missing

Codes: ``KG-L`` `loading`, ``KG-X`` `extraction`, ``KG-R`` `record`, ``KG-S`` `stores`, ``KG-Q`` `questions`, ``KG-J``
`judgements`, ``KG-T`` `lists`, ``KG-E`` `exports`, ``KG-N`` `networks`, ``KG-W`` `serving`, ``KG-C`` `usage`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.errors.exports import *  # noqa: F403
    from kg.errors.extraction import *  # noqa: F403
    from kg.errors.judgements import *  # noqa: F403
    from kg.errors.lists import *  # noqa: F403
    from kg.errors.loading import *  # noqa: F403
    from kg.errors.networks import *  # noqa: F403
    from kg.errors.questions import *  # noqa: F403
    from kg.errors.record import *  # noqa: F403
    from kg.errors.root import *  # noqa: F403
    from kg.errors.serving import *  # noqa: F403
    from kg.errors.stores import *  # noqa: F403
    from kg.errors.usage import *  # noqa: F403

    __all__: list[str]

_FILES: Final = "root usage questions stores record lists loading extraction judgements exports networks serving"

if not TYPE_CHECKING:  # a type checker that sees `__getattr__` accepts any name

    def __getattr__(name: str) -> object:
        """The error with this name; its module is imported when one of its errors is first used. ``__all__`` has the
        names of all errors."""
        modules = (import_module(f"{__name__}.{file}") for file in _FILES.split())  # every command uses the first six
        if name == "__all__":
            names = {name for module in modules for name in module.__all__ if name[:1].isupper()}
            return globals().setdefault(name, sorted(names))
        if name[:1].isupper():
            for module in modules:
                if name in module.__all__:
                    return globals().setdefault(name, getattr(module, name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return __getattr__("__all__")
