import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { metricNames } from "@trialflow/operations";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { nameFindings } from "../src/monitoring/nameFindings.ts";
import { panelQueries, readDashboards } from "../src/monitoring/readDashboards.ts";
import { readRules } from "../src/monitoring/readRules.ts";
import { selectorsIn } from "../src/monitoring/selectorsIn.ts";
import { paths } from "../src/paths.ts";

const dashboards = readDashboards(paths.monitoring);
const queries = panelQueries(dashboards);
const rules = readRules(paths.monitoring);
const runbook = readFileSync(paths.runbook, "utf8");
const page = readFileSync(paths.monitoringPage, "utf8");
const ruleTests = join(import.meta.dirname, "rules/trialflow.test.yml");

const has = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;
const hasPromtool = has("promtool");
const hasAmtool = has("amtool");
if (!hasPromtool) console.log("Skipped: what promtool judges. It is in Debian's package `prometheus`.");
if (!hasAmtool) console.log("Skipped: what amtool judges. It is in Debian's package `prometheus-alertmanager`.");

const run = (program: string, ...args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
};

describe("dashboards", () => {
  test("there are three, each with a name of its own, and each panel says what it shows", () => {
    expect([...dashboards.keys()]).toEqual(["database.json", "pipeline.json", "quality.json"]);
    expect(new Set([...dashboards.values()].map(({ uid }) => uid)).size).toBe(3);
    for (const { panels } of dashboards.values()) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      expect(panels.filter(({ description = "" }) => !description.endsWith("."))).toEqual([]);
      expect(panels.filter(({ targets = [] }) => targets.length === 0)).toEqual([]);
    }
  });

  test("they ask the datasource that is provisioned", () => {
    const { datasources } = parse(
      readFileSync(join(paths.monitoring, "grafana/provisioning/datasources/prometheus.yml"), "utf8"),
    ) as { datasources: ReadonlyArray<{ uid: string; url: string }> };
    const used = [...dashboards.values()].flatMap(({ panels }) =>
      panels.flatMap((panel) => [
        panel.datasource?.uid,
        ...(panel.targets ?? []).map((target) => target.datasource?.uid),
      ]),
    );
    expect(new Set(used)).toEqual(new Set(["prometheus"]));
    expect(datasources.map(({ uid }) => uid)).toContain("prometheus");
    const services = Object.keys(
      (parse(readFileSync(paths.composeFile, "utf8"), { merge: true }) as { services: object }).services,
    );
    expect(datasources.map(({ url }) => new URL(url).hostname).filter((host) => !services.includes(host))).toEqual([]);
  });

  test("every panel asks for what the program exports", () => {
    expect(queries.length).toBeGreaterThan(45);
    const findings = queries.flatMap(({ dashboard, panel, expression }) =>
      nameFindings(expression, metricNames).map((finding) => `${dashboard}, ${panel}: ${finding}`),
    );
    expect(findings).toEqual([]);
  });

  test("every metric of the program is on a dashboard or in a rule", () => {
    const shown = new Set(
      [...queries.map(({ expression }) => expression), ...rules.map(({ expr }) => expr)].flatMap((expression) =>
        selectorsIn(expression).selectors.map(({ metric }) => metric.replace(/_(bucket|sum|count)$/, "")),
      ),
    );
    const exempt = [
      // The moments behind ages that are shown; for queries of people.
      /_timestamp_seconds$/,
      /^trialflow_(publication_(age|lag)_seconds|runs_started_total|fires_created_total|fire_resumptions_total|alerts_raised_total|schedule_enabled)$/,
      /^process_start_time_seconds$/,
    ];
    const hidden = Object.keys(metricNames).filter(
      (name) => !shown.has(name) && !exempt.some((rule) => rule.test(name)),
    );
    expect(hidden).toEqual([]);
  });
});

test.each([
  ["max(trialflow_runz) > 0", "names trialflow_runz, which is not exported"],
  ['trialflow_runs{state="failed"}', "asks trialflow_runs by the label state, which it has not"],
  ["max by (step) (trialflow_runs)", "groups by the label step, which none of its metrics has"],
  ["trialflow_step_duration_seconds > 1", "names trialflow_step_duration_seconds, which is not exported"],
  ["trialflow_runs_count", "names trialflow_runs_count, which is not exported"],
  [
    "sum by (le) (rate(trialflow_step_duration_seconds_sum[5m]))",
    "groups by the label le, which none of its metrics has",
  ],
  ["1 + 1", "names no metric"],
])("%s is found: %s", (expression, finding) => {
  expect(nameFindings(expression, metricNames)).toEqual([finding]);
});

test("strings, durations, functions and keywords are no metrics", () => {
  const expression =
    'histogram_quantile(0.95, max by (step, le) (increase(a_bucket{s=~"b{c}\\"d",t!="e"}[7d]))) / on (s) group_left () f offset 5m unless g';
  expect(selectorsIn(expression)).toEqual({
    selectors: [
      { metric: "a_bucket", labels: ["s", "t"] },
      { metric: "f", labels: [] },
      { metric: "g", labels: [] },
    ],
    groupedBy: ["step", "le", "s"],
  });
});

describe("alert rules", () => {
  const anchorsOf = (text: string) =>
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );

  test("every rule asks for what the program exports, says what it is about, how bad it is, and where to read on", () => {
    const findings = rules.flatMap(({ alert, expr }) =>
      nameFindings(expr, metricNames).map((finding) => `${alert}: ${finding}`),
    );
    expect(findings).toEqual([]);
    for (const { alert, labels, annotations } of rules) {
      expect(alert).toMatch(/^Trialflow[A-Z]/);
      expect(["info", "warning", "critical"], alert).toContain(labels?.["severity"]);
      expect(Object.keys(annotations ?? {}), alert).toEqual(["summary", "description", "runbook_url"]);
      expect(annotations?.["runbook_url"], alert).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
    }
  });

  test("each rule has its section in the runbook, with the three questions, and no section is of a rule that is gone", () => {
    const sections = [...runbook.matchAll(/^## (Trialflow\w+)\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm)];
    expect(sections.map(([, name]) => name)).toEqual(rules.map(({ alert }) => alert));
    expect(
      rules.map(({ alert }) => alert.toLowerCase()).filter((anchor) => !anchorsOf(runbook).includes(anchor)),
    ).toEqual([]);
    for (const [, name, text = ""] of sections) {
      for (const question of ["**What it means.**", "**How to look.**", "**What to do.**"])
        expect(text, name).toContain(question);
    }
  });

  test("each rule is tested for a case in which it fires and one in which it does not", () => {
    const { tests } = parse(readFileSync(ruleTests, "utf8")) as {
      tests: ReadonlyArray<{
        alert_rule_test: ReadonlyArray<{ alertname: string; exp_alerts: ReadonlyArray<unknown> }>;
      }>;
    };
    const cases = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
    for (const { alert } of rules) {
      const own = cases.filter(({ alertname }) => alertname === alert);
      expect(
        own.some(({ exp_alerts }) => exp_alerts.length > 0),
        `${alert} fires`,
      ).toBe(true);
      expect(
        own.some(({ exp_alerts }) => exp_alerts.length === 0),
        `${alert} is quiet`,
      ).toBe(true);
    }
  });

  test.skipIf(!hasPromtool)("promtool: the rules fire when their tests say, and not else", () => {
    expect(run("promtool", "test", "rules", ruleTests)).toMatchObject({ status: 0 });
  });

  test.skipIf(!hasPromtool)("promtool: the configuration and its rules are good", () => {
    const { status, output } = run("promtool", "check", "config", join(paths.monitoring, "prometheus/prometheus.yml"));
    expect(status, output).toBe(0);
    expect(output).toContain(`SUCCESS: ${rules.length} rules found`);
  });
});

describe("Alertmanager", () => {
  const files = globSync("alertmanager/*.yml", { cwd: paths.monitoring }).sort();
  const read = (name: string) => parse(readFileSync(join(paths.monitoring, "alertmanager", name), "utf8"));

  test("what is sent to a chat is what is shown without one", () => {
    const { route, inhibit_rules } = read("alertmanager.yml");
    expect(read("webhook.yml").inhibit_rules).toEqual(inhibit_rules);
    expect({ ...read("webhook.yml").route, receiver: "nobody" }).toEqual(route);
    expect(JSON.stringify(read("webhook.yml"))).not.toMatch(/https?:/);
  });

  test("it names only alerts that there are", () => {
    const named = files.flatMap(
      (path) => readFileSync(join(paths.monitoring, path), "utf8").match(/Trialflow[A-Z]\w+/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !rules.some(({ alert }) => alert === name))).toEqual([]);
  });

  test.skipIf(!hasAmtool).each(files)("amtool: %s is good", (path) => {
    const { status, output } = run("amtool", "check-config", join(paths.monitoring, path));
    expect(status, output).toBe(0);
  });
});

test("docs/monitoring.md says of every metric what it is, and of no other", () => {
  const rows = [...page.matchAll(/^\| `([a-z_]+)` \| (counter|gauge|histogram) \| ([^|]*) \| ([^|]*) \|$/gm)].map(
    ([, name, type, labels = "", help]) => [name, type, labels.trim(), help?.trim()],
  );
  expect(rows).toEqual(
    Object.entries(metricNames).map(([name, { type, labels, help }]) => [
      name,
      type,
      labels.map((label) => `\`${label}\``).join(", "),
      help,
    ]),
  );
});
