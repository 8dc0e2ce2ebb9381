"""A process that has loaded the program and waits: asked for a child, it forks one that is ready at once.

Loading takes two seconds of the processor, and the tests start many children; what a child then does, how it ends and
how it can be killed are its own. Run by `children`, never imported by a test.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import runpy
import signal
import socket
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MOST = 1_000_000
"""A request is shorter (bytes): the arguments, the environment and the folder."""


def ask(
    server: socket.socket, arguments: tuple[str, ...], surroundings: Mapping[str, str], streams: tuple[int, ...]
) -> None:
    """Have a child started with Python's `arguments` and these streams: in, out, complaints, and where its number and
    then its end are told."""
    request = {"arguments": arguments, "surroundings": dict(surroundings), "folder": str(Path.cwd())}
    socket.send_fds(server, [json.dumps(request).encode()], streams)


def _serve(server: socket.socket) -> Mapping[str, Any] | None:
    """Fork children until nobody asks any more; gives, in a child, what it was asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        asked, streams, _, _ = socket.recv_fds(server, MOST, 4)
        if not asked:
            return None
        if os.fork() == 0:
            server.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            if _become_child(streams):
                return json.loads(asked)  # type: ignore[no-any-return]
        for stream in streams:
            os.close(stream)


def _become_child(streams: list[int]) -> bool:
    """Fork the child and tell how it ends; true in the child itself."""
    *own, told = streams
    child = os.fork()
    if child == 0:
        for place, stream in enumerate(own):
            os.dup2(stream, place)
        for stream in streams:
            os.close(stream)
        return True
    for stream in own:
        os.close(stream)
    with contextlib.suppress(BrokenPipeError):  # nobody waits for it any more
        os.write(told, f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _run(request: Mapping[str, Any]) -> None:
    """What Python does with its arguments: a module, some lines, or a file."""
    os.environ.clear()
    os.environ.update(request["surroundings"])
    os.chdir(request["folder"])
    tempfile.tempdir = None
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(place, mode, encoding="utf-8") for place, mode in enumerate("rww"))
    what, *rest = request["arguments"]
    sys.path[1:1] = [one for one in os.environ["PYTHONPATH"].split(os.pathsep) if one not in sys.path]
    if what == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif what == "-c":
        sys.argv = ["-c", *rest[1:]]
        exec(compile(rest[0], "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.argv = [what, *rest]
        sys.path[0] = str(Path(what).parent)
        runpy.run_path(what, run_name="__main__")


def _load() -> None:
    """Load what children need, and keep it: a child that looked through it for what is no longer used would copy it."""
    import factories  # noqa: F401
    import mottagning.cli.app
    import mottagning.storage.migrate  # noqa: F401

    gc.collect()
    gc.freeze()


def main(server: int) -> None:
    """Load, and serve at this socket."""
    _load()
    request = _serve(socket.socket(fileno=server))
    if request is not None:
        _run(request)


if __name__ == "__main__":
    main(int(sys.argv[1]))
