import { loadavg } from "node:os";
import type { Copier } from "./copy/copyFile.ts";
import { measureRound } from "./part/measureRound.ts";
import type { PartName } from "./part/PartName.ts";
import type { PartOutcome } from "./part/PartRequest.ts";
import type { BenchResult } from "./result/BenchResult.ts";
import { describeMachine } from "./result/describeMachine.ts";
import { measuresOf } from "./result/measuresOf.ts";
import type { SubjectFiles } from "./subject/Subject.ts";

/** Says what is measured at one size, where, and how often. */
export interface SizeRequest {
  readonly subject: SubjectFiles;
  readonly parts: ReadonlyArray<PartName>;
  readonly runs: number;
  readonly folder: string;
  readonly copier: Copier;
  /** Is told the number of each round that is over, and how long it took in milliseconds. */
  readonly onRound: (round: number, ms: number) => void;
}

/** Measures all rounds of one size. */
export const benchSize = async (request: SizeRequest): Promise<BenchResult> => {
  const { copier, folder, onRound, parts, runs, subject } = request;
  const [loadBefore = 0] = loadavg();
  const rounds: Array<PartOutcome> = [];
  for (let round = 1; round <= runs; round++) {
    const startedAt = performance.now();
    rounds.push(await measureRound(parts, folder, { subject, copier, round }));
    onRound(round, performance.now() - startedAt);
  }
  const { file, times, bytes, rows } = subject;
  return {
    measuredAt: new Date().toISOString(),
    machine: describeMachine(rounds[0]?.version ?? "unknown"),
    loadBefore,
    subject: { file, times, bytes, rows },
    parts,
    copier,
    measures: measuresOf(rounds.map(({ readings }) => readings)),
    published: rounds[0]?.published ?? null,
  };
};
