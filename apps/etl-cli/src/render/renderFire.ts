import type { Fire, LedgerRun, LedgerStep } from "@trialflow/operations";
import { formatCount } from "./formatCount.ts";
import { formatDuration } from "./formatDuration.ts";
import { formatMoment } from "./formatMoment.ts";
import { printable } from "./printable.ts";
import { timeTaken } from "./renderFires.ts";
import { renderTable } from "./renderTable.ts";
import { section } from "./section.ts";

/** What `runs show` tells. */
export interface ShownRun {
  readonly fire: Fire | null;
  readonly run: LedgerRun | null;
  readonly steps: ReadonlyArray<LedgerStep>;
  /** Why the run cannot be shown though there is one; null otherwise. */
  readonly trouble: string | null;
}

const pairs = (rows: ReadonlyArray<readonly [string, string]>): ReadonlyArray<string> =>
  renderTable([{ heading: "" }, { heading: "" }], rows);

const told = (status: string) => status.replace("_", " ");

const fireLines = (fire: Fire) =>
  pairs([
    ["fire", fire.fireId],
    ["schedule", fire.schedule],
    ["source", printable(fire.source)],
    ["for", `${formatMoment(fire.scheduledAt)} (${fire.kind.replace("_", " ")})`],
    ["status", `${told(fire.status)}${fire.reason === null ? "" : `: ${printable(fire.reason)}`}`],
    ...(fire.requestedBy === null ? [] : [["asked for by", printable(fire.requestedBy)] as const]),
    ...(fire.runner === null ? [] : [["begun by", printable(fire.runner)] as const]),
    ["queued", formatMoment(fire.createdAt)],
    ...(fire.startedAt === null ? [] : [["begun", formatMoment(fire.startedAt)] as const]),
    ...(fire.finishedAt === null
      ? []
      : [
          [
            "ended",
            `${formatMoment(fire.finishedAt)}  ${timeTaken(fire.startedAt, fire.finishedAt)}`.trimEnd(),
          ] as const,
        ]),
    ...(fire.resumedCount === 0 ? [] : [["resumed", `${fire.resumedCount} times`] as const]),
  ]);

const runLines = (run: LedgerRun) =>
  pairs([
    ["run", run.runId],
    ["command", `${printable(run.program)} ${run.programVersion}`],
    ["status", told(run.status)],
    ["by", `${printable(run.osUser)} on ${printable(run.host)}`],
    ["begun", formatMoment(run.startedAt)],
    ...(run.finishedAt === null
      ? []
      : [["ended", `${formatMoment(run.finishedAt)}  ${timeTaken(run.startedAt, run.finishedAt)}`] as const]),
    ...(run.error === null ? [] : [["failure", printable(run.error)] as const]),
  ]);

const stepLines = (steps: ReadonlyArray<LedgerStep>) =>
  steps.length === 0
    ? []
    : renderTable(
        [
          { heading: "step" },
          { heading: "of" },
          { heading: "status" },
          { heading: "rows in", isRight: true },
          { heading: "out", isRight: true },
          { heading: "set aside", isRight: true },
          { heading: "time", isRight: true },
          { heading: "runner" },
        ],
        steps.map((step) => [
          step.name,
          printable(step.subject ?? ""),
          told(step.status),
          formatCount(step.rowsIn),
          formatCount(step.rowsOut),
          formatCount(step.rowsSetAside),
          formatDuration(step.durationMs),
          printable(step.runner ?? ""),
        ]),
      );

/** Renders a fire or a run with its steps and its attempts. */
export const renderRun = ({ fire, run, steps, trouble }: ShownRun): string => {
  const attempts = (fire?.attempts ?? []).map(
    ({ at, step, error, isRetryable }) =>
      `${formatMoment(new Date(at))}  ${step ?? "run"}  ${printable(error)}${isRetryable ? "" : " (no use to try again)"}`,
  );
  return [
    ...(fire === null ? [] : [...fireLines(fire), ...section("Attempts that failed", attempts), ""]),
    ...(run === null ? [trouble ?? "It has no run yet."] : runLines(run)),
    ...section("Steps", stepLines(steps)),
  ].join("\n");
};

/** Says how a fire ended that was waited for. */
export const renderEnd = (fire: Fire): string => {
  const time = timeTaken(fire.startedAt, fire.finishedAt);
  const run = fire.runId === null ? "" : ` (run ${fire.runId})`;
  const because = fire.reason === null ? "" : `: ${printable(fire.reason)}`;
  return `Fire ${fire.fireId} of "${fire.schedule}" ${told(fire.status)}${time === "" ? "" : ` after ${time}`}${run}${because}.`;
};
