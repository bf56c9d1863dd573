"""Names in code through which it could reach beyond its numbers: the system, files, the network, other code."""

from __future__ import annotations

from collections.abc import Iterable

REACHING = frozenset(
    {
        *("__import__", "__builtins__", "__subclasses__", "__globals__", "__getattribute__", "builtins", "importlib"),
        *("eval", "exec", "execfile", "compile", "globals", "getattr", "setattr", "input", "breakpoint"),
        *(
            "open",
            "os",
            "sys",
            "shutil",
            "pathlib",
            "tempfile",
            "glob",
            "io",
            "system",
            "popen",
            "spawn",
            "fork",
            "remove",
        ),
        *("subprocess", "Popen", "check_output", "ctypes", "signal", "threading", "multiprocessing", "pty"),
        *("socket", "urllib", "requests", "http", "ftplib", "urlopen", "urlretrieve", "get_file"),
        *("pickle", "marshal", "dill", "joblib", "base64", "codecs", "py_func", "numpy_function", "py_function"),
        *("read_file", "write_file", "WriteFile", "load_model", "load_library", "load_op_library"),
    }
)


def reaching(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that stand for such things, sorted."""
    parts = {part for name in names for part in name.split(".")}
    return tuple(sorted(parts & REACHING))
