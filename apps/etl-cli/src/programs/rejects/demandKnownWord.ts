import { describeUnknownRejectWord, type RejectWords, readRejectWords, rejectWords } from "@trialflow/pipeline";
import { Effect, Option } from "effect";
import { UsageError } from "../../failure/UsageError.ts";
import { findWarehouse } from "../findWarehouse.ts";

const flags = { reason: "--reason", field: "--field" } as const;

/**
 * Demands that a reason or a field is one that this program knows or that the quarantine has: a misspelt one must not be answered by an
 * empty list.
 *
 * Errors   `UsageError`, which names what there is
 */
export const demandKnownWord = (kind: keyof RejectWords, typed: string | null) =>
  Effect.gen(function* () {
    if (typed === null || rejectWords[kind].includes(typed)) return;
    const present: RejectWords = Option.getOrElse(yield* findWarehouse(readRejectWords), () => ({
      reason: [],
      field: [],
    }));
    if (present[kind].includes(typed)) return;
    const message = `${flags[kind]}: ${describeUnknownRejectWord(kind, typed, present)}`;
    return yield* new UsageError({ message });
  });
