"""Runs the migrations on the connection that `migrate` has opened; Alembic loads this file itself."""

from alembic import context

from mottagning.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
