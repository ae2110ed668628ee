"""Alembic migrations of the ledger, run when an older ledger is opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring a ledger's tables up to a version, inside the connection's transaction."""
    # Alembic takes 0.2 s to import, and most openings find the newest version.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)

    def steps(revision: object, _context: object) -> object:
        return scripts._upgrade_revs(to, revision)  # type: ignore[arg-type]

    environment = EnvironmentContext(config, scripts, fn=steps, destination_rev=to)
    environment.configure(connection=connection, target_metadata=None, transactional_ddl=True)
    with environment:
        environment.run_migrations()
