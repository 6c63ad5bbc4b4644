# SPDX-License-Identifier: Apache-2.0
"""The loader of Jinja templates: their code as it was made beforehand, or compiled from their source."""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

import jinja2

from policydiff.show.made import made


class Templates(jinja2.BaseLoader):
    """The templates below a folder, by their names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template; raises TemplateNotFound."""
        file = self._folder / template
        if not file.is_file():
            raise jinja2.TemplateNotFound(template)
        return file.read_text("utf-8"), template, None

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> jinja2.Template:
        """The template, from the code that was made of this very source by this Jinja, where that is at hand."""
        code = made(name, self.get_source(environment, name)[0], jinja2.__version__)
        if code is None:
            return super().load(environment, name, globals)
        compiled = compile("\n".join(code), name, "exec")
        return environment.template_class.from_code(environment, compiled, globals or {}, None)
