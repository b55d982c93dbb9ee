import { Effect } from "effect";
import { UsageError } from "../failure/UsageError.ts";

/** Reads the number of a trial, in capitals or not. Errors: `UsageError` for what is none; `flag` says where it stood. */
export const parseNctId = (typed: string, flag?: string): Effect.Effect<string, UsageError> => {
  const nctId = typed.trim().toUpperCase();
  if (/^NCT\d{8}$/.test(nctId)) return Effect.succeed(nctId);
  const found = flag === undefined ? `"${typed}" is no trial number` : `${flag} is "${typed}"`;
  return Effect.fail(new UsageError({ message: `${found}; expected NCT and eight digits, for example NCT04280705.` }));
};
