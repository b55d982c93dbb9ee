import { auditableError } from "@trialflow/pipeline";
import type { FireStatus } from "@trialflow/schema";
import type { Fire } from "../fires/Fire.ts";
import { doneStatuses } from "../fires/fireStates.ts";
import { type Alert, nothingToTell, type StandingAlert, type Verdict } from "./Alert.ts";
import type { FireFacts } from "./FireFacts.ts";
import { recoveredOf } from "./recoveredOf.ts";
import { isCovered, openAlerts } from "./standing.ts";

/** What a fire that did not do its work ended with. Cancelled ones are people's own will. */
export const failedStatuses = ["failed", "gate_failed", "timed_out"] as const satisfies ReadonlyArray<FireStatus>;

const runbook = (section: string) => `docs/runbook.md#${section}`;

const numberOf = ({ fireId }: Fire) => fireId.slice(0, 8);

const next = (fire: Fire) =>
  `Look: trialflow runs show ${numberOf(fire)}. Once the cause is gone: trialflow runs resume ${numberOf(fire)}`;

const sentence = (text: string) => (/[.!?]$/.test(text.trimEnd()) ? text.trimEnd() : `${text.trimEnd()}.`);

/** How each bad end is told. */
const words = (fire: Fire, facts: FireFacts | null) => {
  const step = facts?.step ?? null;
  const reason = auditableError(fire.reason ?? "the ledger has no reason");
  const tries = fire.attempts.length <= 1 ? "" : ` It had been tried ${fire.attempts.length} times.`;
  const failed = {
    title: step === null ? `${fire.schedule} failed` : `${fire.schedule} failed at the step ${step}`,
    message: `${sentence(reason)}${tries} ${next(fire)}`,
    runbook: runbook("trialflowrunfailed"),
  };
  if (fire.status === "timed_out")
    return { ...failed, title: `${fire.schedule} was not done in time`, message: reason };
  if (fire.status !== "gate_failed") return failed;
  const checks = facts?.failedChecks ?? [];
  const names = checks.map(({ name, failedCount }) => `${name} (${failedCount.toLocaleString("en-US")})`).join(", ");
  return {
    title: `${fire.schedule}: the quality gate is closed`,
    message: `${names === "" ? "" : `Failed checks, with the number of failing rows: ${names}. `}${sentence(reason)} ${next(fire)}`,
    runbook: runbook("trialflowgateclosed"),
  };
};

const failureOf = (fire: Fire, endedAt: Date, facts: FireFacts | null): Alert => {
  const { title, message, runbook } = words(fire, facts);
  return {
    alertKey: `run_failed/${fire.fireId}/${fire.resumedCount}`,
    kind: "run_failed",
    severity: "critical",
    schedule: fire.schedule,
    source: fire.source,
    runId: fire.runId,
    title,
    message,
    details: {
      status: fire.status,
      step: facts?.step ?? null,
      reason: auditableError(fire.reason ?? ""),
      checks: (facts?.failedChecks ?? []).map(({ name, failedCount }) => ({ name, failed_count: failedCount })),
      fire_id: fire.fireId,
      fire_kind: fire.kind,
      scheduled_at: fire.scheduledAt.toISOString(),
      failed_attempts: fire.attempts.length,
      runbook,
    },
    since: endedAt,
  };
};

/**
 * Decides what an ended fire means for people: that its schedule begins to fail (also when the gate is closed or its time was over),
 * or that it is well again. A schedule that goes on failing is no news, and neither is a fire that was cancelled or skipped.
 *
 * `standing` are the alerts of the ledger; `facts` are null where the source's database gives no answer.
 */
export const alertsOfEnd = (fire: Fire, facts: FireFacts | null, standing: ReadonlyArray<StandingAlert>): Verdict => {
  const { schedule, finishedAt } = fire;
  if (finishedAt === null) return nothingToTell;
  if (failedStatuses.some((status) => status === fire.status)) {
    return isCovered(standing, { kinds: ["run_failed"], schedule }, finishedAt)
      ? nothingToTell
      : { raised: [failureOf(fire, finishedAt, facts)], resolved: [] };
  }
  if (!doneStatuses.some((status) => status === fire.status)) return nothingToTell;
  const over = openAlerts(standing, { kinds: ["run_failed", "stale_data"], schedule }, finishedAt);
  const recovered = recoveredOf(over, { at: finishedAt, fireId: fire.fireId, runId: fire.runId });
  return {
    raised: recovered === null ? [] : [recovered],
    resolved: over.map(({ alertKey }) => ({ alertKey, at: finishedAt })),
  };
};
