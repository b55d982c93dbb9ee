import type { PlanOutcome } from "@trialflow/schema";

type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [name: string]: Json };

const entriesOf = (value: Json): Readonly<Record<string, Json>> | null =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, Json>>) : null;

const leaves = (place: string, planned: Json | undefined, found: Json | undefined): ReadonlyArray<string> => {
  const [before, after] = [entriesOf(planned ?? null), entriesOf(found ?? null)];
  if (before !== null && after !== null) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
      leaves(place === "" ? name : `${place}.${name}`, before[name], after[name]),
    );
  }
  const [then, now] = [JSON.stringify(planned) ?? "nothing", JSON.stringify(found) ?? "nothing"];
  return then === now ? [] : [`${place}: planned ${then}, found ${now}`];
};

/** Names each value in which what a run gave differs from its plan. */
export const differencesBetween = (planned: PlanOutcome, actual: PlanOutcome): ReadonlyArray<string> =>
  leaves("", JSON.parse(JSON.stringify(planned)), JSON.parse(JSON.stringify(actual)));
