"""Templates become Python that does less for each value that a page shows; it knows no page.

What a template means is what it means to Jinja. But Jinja's code makes every value that it shows an
object of its own, though all of them are joined to one text at once, and asks of whatever is called
whether it wants to know what the template knows, which nothing here does.
"""

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator, MacroRef
from jinja2.compiler import Frame as Scope
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from styrdok.texts import Texts

MADE: dict[tuple[int, str, str], tuple[CodeType, Texts]] = {}
"""The code of templates, by texts, name and source; what is held keeps its id."""


def written(value: object) -> str:
    """Return a value as it stands in HTML: what `escape` gives, but as plain text."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is not str:
        return escape(value)
    said: str = value  # type: ignore[assignment]
    if "&" in said or "<" in said or ">" in said or '"' in said or "'" in said:
        return escape(said)
    return said


class OnceMade(BytecodeCache):
    """Code that this process, or the one it parted from, has made of the same source before.

    It is written nowhere: code in a file would run for whoever can write that file.
    """

    def __init__(self, texts: Texts) -> None:
        self.texts = texts  # what filters make of constants hangs on them, and is in the code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template the code that there is."""
        bucket.code, _ = MADE.get((id(self.texts), bucket.key, bucket.checksum), (None, None))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Hold the code of a template."""
        if bucket.code:
            MADE[id(self.texts), bucket.key, bucket.checksum] = bucket.code, self.texts


class PlainMacro(Macro):
    """A macro that knows how many values it takes, if it takes no more than those."""

    def __init__(self, environment: Environment, func: Any, *facts: Any) -> None:
        super().__init__(environment, func, *facts)
        odd = self.catch_kwargs or self.catch_varargs or self.caller
        self.takes, self.func = -1 if odd else len(self.arguments), func


class PlainContext(Context):
    """What a template knows, where nothing that it calls asks for that."""

    def call(self, what: Any, /, *given: Any, **named: Any) -> Any:
        """Call something; what a macro gives is HTML where what is shown is escaped."""
        if type(what) is not PlainMacro:
            return what(*given, **named)
        if named or len(given) != what.takes or not self.eval_ctx.autoescape:
            return what(self.eval_ctx, *given, **named)
        return Markup(what.func(*given))  # noqa: S704


class PlainCode(CodeGenerator):
    """Writes the code of a template."""

    def visit_Template(self, node: nodes.Template, frame: Scope | None = None) -> None:  # noqa: N802
        """Write a whole template."""
        self.writeline(f"from {__name__} import {written.__name__}, {PlainMacro.__name__}")
        super().visit_Template(node, frame)

    def visit_Block(self, node: nodes.Block, frame: Scope) -> None:  # noqa: N802
        """Write where a block goes: joined at once, not handed on piece by piece."""
        framed = frame.toplevel and (self.has_known_extends or self.extends_so_far)
        if framed or node.scoped or node.required or frame.buffer is not None:
            super().visit_Block(node, frame)
        else:
            block = f"context.blocks[{node.name!r}][0]({self.get_context_ref()})"
            self.writeline(f"yield concat({block})", node)

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Scope, forward_caller: bool = False
    ) -> None:
        """Write a call, without the names that a loop or a block has set."""
        self.write("context.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Scope) -> None:
        """Write how a macro is made: as Jinja does, but a plain one."""
        self.write("Plain")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Scope, finalize: Any) -> None:
        known = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        if known and finalize.src is None:
            self.write(f"{written.__name__}(")
        else:
            super()._output_child_pre(node, frame, finalize)
