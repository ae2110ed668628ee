"""Where a document's original lies, when its source last changed it, and whom it came by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for name in ("modified", "archive", "via"):
        op.add_column("document", sa.Column(name, sa.Text))
