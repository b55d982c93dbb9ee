import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** An alert rule of Prometheus. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Reads the alert rules, in the order of their files. */
export const readRules = (monitoring: string): ReadonlyArray<AlertRule> =>
  globSync("prometheus/rules/*.yml", { cwd: monitoring })
    .sort()
    .flatMap((path) => {
      const file = parse(readFileSync(join(monitoring, path), "utf8")) as {
        readonly groups: ReadonlyArray<{ readonly rules: ReadonlyArray<AlertRule> }>;
      };
      return file.groups.flatMap(({ rules }) => rules);
    });
