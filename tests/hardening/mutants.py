"""Mutants of the one function from which the word trusted comes: each must be noticed by a case of known answer."""

import ast
import copy
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType

from trust import corpora, making
from trust.corpora import Case

from hardening.measured import Measured
from hardening.paths import is_trusted
from inspector.trust import assess as assess_module
from inspector.trust import verify as original

Check = Callable[[ModuleType], bool]


def measure() -> list[Measured]:
    """Return the rows about mutants."""
    cases = [*corpora.bettertls(), *corpora.limbo(datetime(2026, 11, 24, tzinfo=UTC))]
    known = [(case, is_trusted(case)) for case in cases]
    made = list(mutants())
    alive = [name for name, module in made if not _is_killed(module, known)]
    for name in alive:
        print(f"survived: {name}")
    return [
        Measured("mutants of the verdict function", len(made), 25, least=True),
        Measured("of them not noticed", len(alive), 0),
    ]


def mutants() -> Iterator[tuple[str, ModuleType]]:
    """Yield every mutant with what was changed: conditions negated, words of truth turned, statements dropped."""
    text = Path(str(original.__file__)).read_text()
    tree = ast.parse(text)
    wanted = {"verify", "_verify", "_after_refusal", "_ask", "_subject"}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name in wanted:
            for number, node in enumerate(ast.walk(function)):
                for change, put in _changes(node):
                    yield f"{function.name}:{getattr(node, 'lineno', 0)}: {change}", _built(tree, function, number, put)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[ast.AST], None]]]:
    match node:
        case ast.If():
            yield "condition negated", _negate
            yield "condition never met", lambda found: setattr(found, "test", ast.Constant(False))
        case ast.Compare(ops=[ast.NotIn()]):
            yield "not in turned", lambda found: setattr(found, "ops", [ast.In()])
        case ast.Compare(ops=[ast.NotEq()]):
            yield "!= turned", lambda found: setattr(found, "ops", [ast.Eq()])
        case ast.BoolOp(op=ast.And()):
            yield "and turned to or", lambda found: setattr(found, "op", ast.Or())
        case ast.BoolOp(op=ast.Or()):
            yield "or turned to and", lambda found: setattr(found, "op", ast.And())
        case ast.Return(value=ast.Call(func=ast.Name(id="Verdict"))):
            yield "refusal turned to trust", _trust
        case _:
            return


def _negate(found: ast.AST) -> None:
    assert isinstance(found, ast.If)
    found.test = ast.UnaryOp(ast.Not(), found.test)


def _trust(found: ast.AST) -> None:
    assert isinstance(found, ast.Return)
    call = found.value
    assert isinstance(call, ast.Call)
    trusts = bool(call.args) and isinstance(call.args[0], ast.Constant) and call.args[0].value is True
    call.args, call.keywords = [ast.Constant(not trusts), ast.Constant("" if not trusts else "no")], []


def _built(tree: ast.Module, function: ast.FunctionDef, number: int, put: Callable[[ast.AST], None]) -> ModuleType:
    changed = copy.deepcopy(tree)
    target = next(
        item for item in ast.walk(changed) if isinstance(item, ast.FunctionDef) and item.name == function.name
    )
    put(list(ast.walk(target))[number])
    module = ModuleType("inspector.trust.mutant")
    exec(compile(ast.fix_missing_locations(changed), "mutant", "exec"), module.__dict__)
    return module


def _is_killed(module: ModuleType, known: list[tuple[Case, bool]]) -> bool:
    if any(not check(module) for check in CHECKS):
        return True
    genuine = vars(assess_module)["verify"]
    vars(assess_module)["verify"] = module.verify
    try:
        return any(is_trusted(case) != answer for case, answer in known)
    finally:
        vars(assess_module)["verify"] = genuine


def _root_is_the_stores(module: ModuleType) -> bool:
    leaf, issuing, root = _chain()
    stranger = making.make("Stranger", signs=True)
    path = making.chain_of(leaf, issuing, root)
    return not module.verify(path, making.store_of(stranger), making.HOST, making.AT).trusted


def _good_is_good(module: ModuleType) -> bool:
    leaf, issuing, root = _chain()
    path = making.chain_of(leaf, issuing, root)
    return all(
        bool(module.verify(path, making.store_of(root), name, making.AT).trusted) for name in (making.HOST, None)
    )


def _name_counts(module: ModuleType) -> bool:
    leaf, issuing, root = _chain()
    path = making.chain_of(leaf, issuing, root)
    return not module.verify(path, making.store_of(root), "other.test", making.AT).trusted


def _time_counts(module: ModuleType) -> bool:
    leaf, issuing, root = _chain()
    path = making.chain_of(leaf, issuing, root)
    late = making.AT + timedelta(days=20_000)
    return not module.verify(path, making.store_of(root), making.HOST, late).trusted


def _empty_is_nothing(module: ModuleType) -> bool:
    _, _, root = _chain()
    return not module.verify((), making.store_of(root), making.HOST, making.AT).trusted


def _failure_is_a_no(module: ModuleType) -> bool:
    for error, said in ((RuntimeError("boom"), "boom"), (RuntimeError(), "RuntimeError")):
        verdict = _with(module, "objection", _raising(error))
        if verdict.trusted or said not in verdict.reason:
            return False
    return True


def _unreadable_is_a_no(module: ModuleType) -> bool:
    verdict = _with(module, "loaded", lambda _der: None)
    return not verdict.trusted and "encoded in a way" in verdict.reason


def _other_path_is_a_no(module: ModuleType) -> bool:
    return not _with(module, "_ask", lambda *_: []).trusted


def _library_looks_at_the_name_too(module: ModuleType) -> bool:
    return not _with(module, "name_objection", lambda *_: "", name="other.test").trusted


def _with(module: ModuleType, attribute: str, value: object, name: str = making.HOST) -> original.Verdict:
    """Return the verdict about a good chain with one part of the module replaced."""
    leaf, issuing, root = _chain()
    genuine = getattr(module, attribute)
    setattr(module, attribute, value)
    try:
        found = module.verify(making.chain_of(leaf, issuing, root), making.store_of(root), name, making.AT)
        return original.Verdict(bool(found.trusted), str(found.reason))
    finally:
        setattr(module, attribute, genuine)


def _raising(error: Exception) -> Callable[..., str]:
    def fail(*_: object) -> str:
        raise error

    return fail


@cache
def _chain() -> tuple[making.Made, making.Made, making.Made]:
    root = making.make("Root", signs=True)
    issuing = making.make("Issuing", root, signs=True)
    return making.make_leaf(issuing), issuing, root


CHECKS: tuple[Check, ...] = (
    _root_is_the_stores,
    _good_is_good,
    _name_counts,
    _time_counts,
    _empty_is_nothing,
    _failure_is_a_no,
    _unreadable_is_a_no,
    _other_path_is_a_no,
    _library_looks_at_the_name_too,
)
