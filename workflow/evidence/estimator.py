"""The face of a scikit-learn estimator, without loading scikit-learn: settings that can be asked for and set, as its `clone` and its searches do."""

from __future__ import annotations

import inspect
from typing import Any, Self


class Estimator:
    """What takes its settings by name and keeps each under that name."""

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The settings; `deep` is for scikit-learn, as none of them is an estimator."""
        return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

    def set_params(self, **settings: Any) -> Self:
        """Set some. Raises ValueError for a name that is none."""
        for name, value in settings.items():
            if name not in self.get_params():
                raise ValueError(f"{name} is no setting of {type(self).__name__}")
            setattr(self, name, value)
        return self
