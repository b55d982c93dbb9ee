import type { Measure, Quantity } from "./BenchResult.ts";

/** A quantity of a job in one round; null where the machine does not tell. */
export interface Reading {
  readonly job: string;
  readonly quantity: Quantity;
  readonly value: number | null;
}

/** Turns the readings of rounds into measures, one value per round, in the order in which they first appear. */
export const measuresOf = (rounds: ReadonlyArray<ReadonlyArray<Reading>>): ReadonlyArray<Measure> => {
  const keyOf = ({ job, quantity }: Reading): string => `${quantity} ${job}`;
  const first = new Map(rounds.flat().map((reading) => [keyOf(reading), reading]));
  return [...first].map(([key, { job, quantity }]) => ({
    job,
    quantity,
    values: rounds.map((round) => round.find((reading) => keyOf(reading) === key)?.value ?? null),
  }));
};
