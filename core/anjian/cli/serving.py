"""`anjian serve` and `anjian worker`."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import Any

import click
from flask import Flask

from anjian.app import create_app
from anjian.cli.common import ready_instance
from anjian.kernel.logs import configure_logs
from anjian.scheduling.worker import run_worker

if sys.platform == "win32":  # gunicorn needs fork
    from waitress import serve as serve_threads
else:
    from gunicorn.app.base import BaseApplication


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, help="端口")
@click.option("--workers", default=2, show_default=True, help="网页进程数")
@click.option("--with-worker", is_flag=True, help="同时启动定时任务进程（单机）")
def serve(host: str, port: int, workers: int, with_worker: bool) -> None:
    """启动网页服务。例：anjian serve --with-worker"""
    ready_instance().database.dispose()  # says what is missing before a server starts
    serve_pages(host, port, workers, with_worker=with_worker)


def serve_pages(host: str, port: int, workers: int, *, with_worker: bool) -> None:
    """Serve until stopped; the worker process, if asked for, stops with it."""
    companion = subprocess.Popen([sys.executable, "-m", "anjian.cli", "worker"]) if with_worker else None
    try:
        if sys.platform == "win32":
            serve_threads(make_app(), host=host, port=port, threads=8)
        else:
            Server(host, port, workers).run()
    finally:
        if companion is not None:
            companion.send_signal(signal.SIGTERM)
            companion.wait()


def make_app() -> Flask:
    """The application of the environment's installation: made in each web process, never shared across a fork."""
    return create_app(ready_instance())


if sys.platform != "win32":

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn with single-threaded workers, also on SQLite: measured to serve more pages than threads do."""

        def __init__(self, host: str, port: int, workers: int) -> None:
            self.settings: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": workers,
                "timeout": 120,
                "loglevel": "warning",
                "control_socket_disable": True,
                "max_requests": 20000,
                "max_requests_jitter": 2000,
            }
            super().__init__()

        def load_config(self) -> None:
            for key, value in self.settings.items():
                self.cfg.set(key, value)

        def load(self) -> Flask:
            return make_app()


@click.command()
def worker() -> None:
    """启动定时任务进程。例：anjian worker"""
    instance = ready_instance()
    configure_logs()
    run_worker(instance)
