#!/usr/bin/env bash
# Gives the login roles the passwords that stand in the secrets files.
# The image's entrypoint runs it once, on an empty volume. Run it again to rotate a password (docs/docker.md).
# A password is never a process argument, never printed and never in the server's log.
set -eo pipefail

export TRIALFLOW_SECRETS="${TRIALFLOW_SECRETS:-/run/secrets}"
# The entrypoint has set it; in `docker compose exec` the file is read.
export PGPASSWORD="${PGPASSWORD:-$(cat "${POSTGRES_PASSWORD_FILE:-$TRIALFLOW_SECRETS/postgres_password}")}"

for role in etl analyst; do
  if [ -z "$(tr -d '\r\n' <"$TRIALFLOW_SECRETS/${role}_password")" ]; then
    echo >&2 "$TRIALFLOW_SECRETS/${role}_password is empty: expected the password of the role $role. Run tools/docker/generateSecrets.ts."
    exit 1
  fi
done

# psql reads the files itself (backquotes) and quotes the values (:'name'). A line end at the end of a file is no part of a password.
psql --no-psqlrc --no-password --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-trialflow}" <<'SQL'
set log_statement = 'none';
set log_min_error_statement = 'panic';
set log_min_duration_statement = -1;
set log_duration = off;
\set VERBOSITY terse
\set etl_password `tr -d '\r\n' <"$TRIALFLOW_SECRETS/etl_password"`
\set analyst_password `tr -d '\r\n' <"$TRIALFLOW_SECRETS/analyst_password"`
alter role etl password :'etl_password';
alter role analyst password :'analyst_password';
SQL

unset TRIALFLOW_SECRETS
