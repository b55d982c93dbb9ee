// Asks the scheduler of this container whether it is well: exit 0 for yes, 1 for no or no answer. The image has no curl.
const port = process.env.TRIALFLOW_SCHEDULER_PORT ?? "8080";

try {
  const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4000) });
  process.exitCode = response.ok ? 0 : 1;
  // What Docker keeps of a health check is its output: `docker inspect` then shows why it failed.
  process.stdout.write(`${response.status} ${await response.text()}\n`);
} catch (error) {
  process.exitCode = 1;
  process.stdout.write(`no answer on port ${port}: ${error instanceof Error ? (error.cause ?? error) : error}\n`);
}
