import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Whether this machine has Prometheus: Debian's package `prometheus`. */
export const hasPrometheus = spawnSync("prometheus", ["--version"]).status === 0;

/** A time series of an answer: its labels with `__name__`, and its value now. */
export interface Answer {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Prometheus {
  readonly query: (expression: string) => Promise<ReadonlyArray<Answer>>;
  readonly get: <A>(path: string) => Promise<A>;
  readonly stop: () => Promise<void>;
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const stopProcess = (child: ChildProcess) =>
  new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once("exit", () => done());
    child.kill("SIGTERM");
  });

/** Starts a Prometheus of its own that asks `127.0.0.1:port` each second and judges the deployment's rules. */
export const startPrometheus = async (port: number): Promise<Prometheus> => {
  const folder = mkdtempSync(join(tmpdir(), "trialflow-prometheus-"));
  const rules = resolve(import.meta.dirname, "../../../../../docker/monitoring/prometheus/rules/*.yml");
  writeFileSync(
    join(folder, "prometheus.yml"),
    `global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
rule_files: ["${rules}"]
scrape_configs: [{ job_name: trialflow, static_configs: [{ targets: ["127.0.0.1:${port}"] }] }]
`,
  );
  const own = await freePort();
  const child = spawn(
    "prometheus",
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${own}`,
      "--log.level=error",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const base = `http://127.0.0.1:${own}`;
  const get = async <A>(path: string): Promise<A> => {
    const response = await fetch(`${base}${path}`);
    const body = (await response.json()) as { status: string; error?: string; data: A };
    if (body.status !== "success") throw new Error(`${path}: ${body.error}`);
    return body.data;
  };
  const query: Prometheus["query"] = async (expression) => {
    type Vector = { result: ReadonlyArray<{ metric: Record<string, string>; value: [number, string] }> };
    const { result } = await get<Vector>(`/api/v1/query?${new URLSearchParams({ query: expression })}`);
    return result.map(({ metric, value }) => ({ metric, value: Number(value[1].replace("+Inf", "Infinity")) }));
  };
  return {
    get,
    query,
    stop: async () => {
      await stopProcess(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
