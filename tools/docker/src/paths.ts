import { fileURLToPath } from "node:url";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The files of the deployment that the checks read. */
export const paths = {
  root: fromRoot(""),
  composeFile: fromRoot("docker-compose.yml"),
  overrides: [
    fromRoot("docker/kaggle.yml"),
    fromRoot("docker/analysts.yml"),
    fromRoot("docker/alerts.yml"),
    fromRoot("docker/dashboards.yml"),
  ],
  dockerfile: fromRoot("docker/Dockerfile"),
  dockerignore: fromRoot(".dockerignore"),
  healthcheck: fromRoot("docker/healthcheck.mjs"),
  postgres: fromRoot("docker/postgres"),
  monitoring: fromRoot("docker/monitoring"),
  monitoringPage: fromRoot("docs/monitoring.md"),
  runbook: fromRoot("docs/runbook.md"),
  envExample: fromRoot(".env.example"),
} as const;
