"""Two installs a month apart are the same: everything that is installed is pinned by name in pyproject.toml."""

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_dependency_is_pinned_exactly():
    direct = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    apart = [wanted.partition(";")[0] for wanted in PROJECT["dependency-groups"]["fuzz"]]
    carried = PROJECT["tool"]["uv"]["constraint-dependencies"]
    assert all(re.fullmatch(r"[a-z0-9\-]+==[\w.]+", wanted) for wanted in [*direct, *apart, *carried])


def test_everything_installed_is_pinned():
    wanted = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["tool"]["uv"]["constraint-dependencies"],
    ]
    pinned = {name.split("==")[0] for name in wanted}
    installed = {re.sub(r"[._]", "-", d.metadata["Name"]).lower() for d in distributions()}
    beside = {"lcc-desktop", "pip", "setuptools", "wheel", "uv"}
    assert installed - beside <= pinned
