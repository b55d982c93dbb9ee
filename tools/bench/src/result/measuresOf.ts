import type { Round } from "../measure/measureRound.ts";
import type { PipelineRun } from "../measure/runPipeline.ts";
import type { Measure, Subject, Unit } from "./BenchResult.ts";

type Reading = readonly [name: string, unit: Unit, read: (round: Round) => number | null];

const stepMs = ({ document }: PipelineRun, name: string): number =>
  document.steps.filter((step) => step.name === name).reduce((sum, step) => sum + step.durationMs, 0);

const stepsMs = ({ document }: PipelineRun): number => document.steps.reduce((sum, step) => sum + step.durationMs, 0);

const stepReadings = (rounds: ReadonlyArray<Round>): ReadonlyArray<Reading> =>
  [...new Set(rounds.flatMap(({ cold }) => cold.document.steps.map(({ name }) => name)))].map(
    (name): Reading => [`from nothing: step ${name}`, "ms", ({ cold }) => stepMs(cold, name)],
  );

const perSecond = (amount: number, ms: number): number | null => (ms > 0 ? (amount / ms) * 1000 : null);

/** Turns rounds into measures: one per quantity, one value per round. */
export const measuresOf = (rounds: ReadonlyArray<Round>, subject: Subject): ReadonlyArray<Measure> => {
  const readings: ReadonlyArray<Reading> = [
    ["from nothing: process start to exit", "ms", ({ cold }) => cold.wallMs],
    ...stepReadings(rounds),
    ["from nothing: outside of the steps", "ms", ({ cold }) => cold.wallMs - stepsMs(cold)],
    ["from nothing: rows", "rows/s", ({ cold }) => perSecond(subject.rows, cold.wallMs)],
    ["from nothing: step load, bytes", "bytes/s", ({ cold }) => perSecond(subject.bytes, stepMs(cold, "load"))],
    ["from nothing: processor time of Node.js", "ms", ({ cold }) => cold.usage.userMs + cold.usage.systemMs],
    ["from nothing: peak memory of Node.js", "bytes", ({ cold }) => cold.usage.peakMemoryBytes],
    ["from nothing: peak memory of PostgreSQL", "bytes", ({ cold }) => cold.serverMemoryBytes],
    ["from nothing: size of the database", "bytes", ({ figures }) => figures.databaseBytes],
    ["from nothing: write-ahead log", "bytes", ({ figures }) => figures.walBytes],
    ["no change: process start to exit", "ms", ({ unchanged }) => unchanged.wallMs],
    ["no change: inside of the steps", "ms", ({ unchanged }) => stepsMs(unchanged)],
    ["no change, server running: process start to exit", "ms", ({ warm }) => warm.wallMs],
  ];
  return readings.map(([name, unit, read]) => ({ name, unit, values: rounds.map(read) }));
};
