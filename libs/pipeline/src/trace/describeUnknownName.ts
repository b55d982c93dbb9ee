import { closestNames } from "./closestNames.ts";

/** A name that was typed and that nothing has. */
export interface UnknownName {
  /** What it was to name, for example `field`. */
  readonly kind: string;
  readonly typed: string;
  /** All names that there are. */
  readonly names: ReadonlyArray<string>;
  /** What else is known of the typed name: a sentence. */
  readonly hint?: string;
  /** The name that is meant beyond doubt. */
  readonly meant?: string;
}

/** Says that there is no such name, which one may have been meant, and which there are, close ones first. */
export const describeUnknownName = ({ kind, typed, names, hint, meant }: UnknownName): string => {
  const { close, others } = closestNames(typed, names);
  const first = meant ?? close[0];
  const listed = [...new Set([...(first === undefined ? [] : [first]), ...close, ...others])];
  return [
    `There is no ${kind} "${typed}".`,
    ...(hint === undefined ? [] : [hint]),
    ...(first === undefined ? [] : [`Did you mean ${first}?`]),
    `Expected one of: ${listed.join(", ")}`,
  ].join(" ");
};
