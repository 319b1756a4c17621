"""The built front end: what `make setup` put into `web/static/dist`, found through Vite's manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response

DIST = Path(__file__).parents[1] / "web" / "static" / "dist"
ENTRY = "src/main.ts"
ICON = "src/icon.svg"


@dataclass(frozen=True, slots=True)
class Assets:
    """File names below `/assets/`. Empty where the front end is not built: pages then say so and work unstyled."""

    script: str = ""
    styles: tuple[str, ...] = ()
    icon: str = ""


def read_assets(folder: Path = DIST) -> Assets:
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return Assets()
    files = json.loads(manifest.read_text("utf-8"))
    return Assets(files[ENTRY]["file"], tuple(files[ENTRY].get("css", ())), files[ICON]["file"])


def serve_assets(app: Flask, folder: Path = DIST) -> None:
    """Serve the files under names that carry their hash: browsers may keep them for ever."""
    blueprint = Blueprint("assets", __name__, static_folder=str(folder), static_url_path="/assets")

    @blueprint.after_request
    def keep(response: Response) -> Response:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    app.register_blueprint(blueprint)
    app.extensions["anjian.assets"] = read_assets(folder)
