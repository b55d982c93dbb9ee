import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** A question of a panel to Prometheus. */
export interface PanelQuery {
  readonly dashboard: string;
  readonly panel: string;
  readonly expression: string;
}

/** A dashboard of Grafana, as far as the checks look at it. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: ReadonlyArray<{
    readonly id: number;
    readonly title: string;
    readonly description?: string;
    readonly datasource?: { readonly uid: string };
    readonly targets?: ReadonlyArray<{ readonly expr: string; readonly datasource?: { readonly uid: string } }>;
  }>;
}

/** Reads the dashboards of a folder, by file name. */
export const readDashboards = (monitoring: string): ReadonlyMap<string, Dashboard> =>
  new Map(
    globSync("grafana/dashboards/*.json", { cwd: monitoring })
      .sort()
      .map((path) => [basename(path), JSON.parse(readFileSync(join(monitoring, path), "utf8")) as Dashboard]),
  );

/** Lists what the panels ask Prometheus, with every source chosen. */
export const panelQueries = (dashboards: ReadonlyMap<string, Dashboard>): ReadonlyArray<PanelQuery> =>
  [...dashboards].flatMap(([dashboard, { panels }]) =>
    panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr }) => ({ dashboard, panel: title, expression: expr.replaceAll("$source", ".*") })),
    ),
  );
