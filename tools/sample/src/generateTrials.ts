import { buildTrial } from "./build/buildTrial.ts";
import type { Row } from "./columns.ts";
import { createRandom, mixSeed } from "./createRandom.ts";
import type { Oddity } from "./oddities/Oddity.ts";
import { oddities as allOddities, oddityAt } from "./oddities/oddities.ts";
import { renderTrial } from "./render/renderTrial.ts";

/** Says which list of invented trials is wanted. */
export interface GenerateOptions {
  /** How many trials. */
  readonly count: number;
  /** Which list: the same seed gives the same trials, and a longer list begins with the shorter one. */
  readonly seed: number;
  /** Which oddities to lay over the ordinary trials; all of them unless told otherwise. */
  readonly oddities?: ReadonlyArray<Oddity> | undefined;
}

const salt = 0x0ddba11;

/**
 * Generates invented trials as rows of the legacy CSV export, one at a time, so that any count fits in memory.
 *
 * Errors   throws when the count exceeds the NCT numbers kept for invented trials (9,999,999)
 */
export function* generateTrials({ count, seed, oddities = allOddities }: GenerateOptions): Generator<Row> {
  for (let position = 0; position < count; position++) {
    const oddity = oddityAt(position, oddities);
    const trial = buildTrial(seed, position, oddity?.plan);
    const differences = oddity?.apply(trial, createRandom(mixSeed(seed, position, salt))) ?? {};
    yield renderTrial({ ...trial, ...differences }, position + 1);
  }
}
