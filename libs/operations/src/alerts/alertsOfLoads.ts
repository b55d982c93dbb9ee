import type { Fire } from "../fires/Fire.ts";
import { type Alert, nothingToTell, type StandingAlert, type Verdict } from "./Alert.ts";
import { type Deviation, findDeviations } from "./anomaly/findDeviations.ts";
import type { LoadFigures } from "./anomaly/LoadFigures.ts";
import type { FireFacts } from "./FireFacts.ts";

/** A load with what is unusual about it. */
interface Finding {
  readonly load: LoadFigures;
  readonly deviations: ReadonlyArray<Deviation>;
}

const markOf = ({ measure, direction }: Deviation) => `${measure} ${direction}`;

const marksOf = ({ details }: StandingAlert): ReadonlyArray<unknown> =>
  Array.isArray(details["unusual"]) ? details["unusual"] : [];

const alertOf = (fire: Fire, findings: ReadonlyArray<Finding>, since: Date): Alert => {
  const unusual = [...new Set(findings.flatMap(({ deviations }) => deviations.map(markOf)))];
  const lines = findings.map(
    ({ load, deviations }) =>
      `${load.fileName} (load ${load.loadId}): ${deviations.map(({ words }) => words).join("; ")}.`,
  );
  const outcome = fire.status === "succeeded" ? "It is published all the same." : "It is not published.";
  return {
    alertKey: `anomaly/${fire.runId ?? fire.fireId}`,
    kind: "anomaly",
    severity: "warning",
    schedule: fire.schedule,
    source: fire.source,
    runId: fire.runId,
    title: `What ${fire.source} brought is unusual`,
    message: `${lines.join(" ")} ${outcome} What to do: docs/alerts.md#anomaly`,
    details: {
      unusual,
      loads: findings.map(({ load, deviations }) => ({
        load_id: load.loadId,
        file_name: load.fileName,
        figures: deviations.map(({ measure, direction, found, usualFrom, usualTo, median, historyCount }) => ({
          measure,
          direction,
          found,
          usual_from: usualFrom,
          usual_to: usualTo,
          median,
          history_count: historyCount,
        })),
      })),
      fire_id: fire.fireId,
      runbook: unusual.includes("reject_share more")
        ? "docs/runbook.md#trialflowrejectshareanomaly"
        : "docs/alerts.md#anomaly",
    },
    since,
  };
};

/** At most so many files are listed; the rest of a long backfill is like them. */
const mostFiles = 10;

/**
 * Decides whether what a fire loaded is unusual for its source. What stays unusual in the same way is no news; the first load that is
 * as usual ends it.
 */
export const alertsOfLoads = (
  fire: Fire,
  facts: Pick<FireFacts, "loads"> | null,
  standing: ReadonlyArray<StandingAlert>,
): Verdict => {
  const newest = facts?.loads.at(-1)?.load;
  if (facts === null || newest === undefined) return nothingToTell;
  const ofSource = standing.filter(({ kind, source }) => kind === "anomaly" && source === fire.source);
  const isTold = ({ loadedAt }: LoadFigures, deviation: Deviation) =>
    ofSource.some(
      (alert) =>
        alert.since <= loadedAt &&
        (alert.resolvedAt === null || loadedAt <= alert.resolvedAt) &&
        marksOf(alert).includes(markOf(deviation)),
    );
  const findings = facts.loads.map(
    ({ load, history }): Finding => ({ load, deviations: findDeviations(load, history) }),
  );
  const news = findings
    .map(({ load, deviations }) => ({ load, deviations: deviations.filter((found) => !isTold(load, found)) }))
    .filter(({ deviations }) => deviations.length > 0)
    .slice(-mostFiles);
  const since = news[0]?.load.loadedAt;
  const raised = since === undefined ? [] : [alertOf(fire, news, since)];
  if (findings.at(-1)?.deviations.length !== 0) return { raised, resolved: [] };
  const at = newest.loadedAt;
  const over = ofSource.filter((alert) => alert.resolvedAt === null && alert.since < at);
  return { raised, resolved: [...over, ...raised].map(({ alertKey }) => ({ alertKey, at })) };
};
