import type { Vocabulary, VocabularyEntry } from "@trialflow/schema";
import * as Result from "effect/Result";
import { type FieldProblem, failWith } from "./FieldProblem.ts";
import type { ReasonCode } from "./reasonCodes.ts";

/** The vocabularies that columns are parsed with. */
export type VocabularyName = Extract<ReasonCode, `unknown_${string}`> extends `unknown_${infer Name}` ? Name : never;

/**
 * Builds the parser of a vocabulary: a listed spelling, exactly as listed, gives its value.
 *
 * Errors   `unknown_<vocabulary>`; never a guess
 */
export const parseVocabulary = <Name extends VocabularyName, Entries extends ReadonlyArray<VocabularyEntry>>(
  vocabulary: Vocabulary<Name, Entries>,
): ((text: string) => Result.Result<Entries[number]["value"], FieldProblem>) => {
  const reason: ReasonCode = `unknown_${vocabulary.name}`;
  const expected = `one of: ${vocabulary.entries.map((entry) => entry.label).join("; ")}`;
  const results = new Map(vocabulary.values.map((value) => [value, Result.succeed(value)]));
  return (text) => {
    const value = vocabulary.fromSpelling(text);
    return (value === undefined ? undefined : results.get(value)) ?? failWith(reason, text, expected);
  };
};
