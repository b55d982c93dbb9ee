import type { Vocabulary, VocabularyEntry } from "@trialflow/schema";
import { Effect, Result, Schema, SchemaIssue, SchemaTransformation } from "effect";
import type { FieldProblem } from "../FieldProblem.ts";
import type { ParsedList } from "../ParsedList.ts";
import { parseVocabulary, type VocabularyName } from "../parseVocabulary.ts";

/**
 * Builds a schema from a parser and a formatter: encoded side a cell of the registry, decoded side the value. Decoding is
 * the parser. Encoding writes the registry's text and refuses a value that this text does not say in full, so whatever can
 * be encoded comes back equal.
 *
 * Errors   a schema issue that names the reason code and what was expected; never the cell's text
 */
export const textCodec = <T>(
  type: Schema.Codec<T>,
  parse: (text: string) => Result.Result<T, FieldProblem>,
  format: (value: T) => string,
): Schema.Codec<T, string> => {
  const isEqual = Schema.toEquivalence(type);
  return Schema.String.pipe(
    Schema.decodeTo(
      type,
      SchemaTransformation.transformEffect<T, string>({
        decode: (text) => {
          const value = parse(text);
          return Result.isSuccess(value)
            ? Effect.succeed(value.success)
            : Effect.fail(issue(`${value.failure.reason}: expected ${value.failure.expected}`));
        },
        encode: (value) => {
          const text = format(value);
          const back = parse(text);
          return Result.isSuccess(back) && isEqual(back.success, value)
            ? Effect.succeed(text)
            : Effect.fail(issue("the registry's text cannot say this value in full"));
        },
      }),
    ),
  );
};

/** Builds the schema of a list column: all entries must be readable, in the order of the source; joined by pipes. */
export const listCodec = <T>(
  entry: Schema.Codec<T>,
  parse: (text: string) => ParsedList<T>,
  format: (value: T) => string,
): Schema.Codec<ReadonlyArray<T>, string> =>
  textCodec<ReadonlyArray<T>>(
    Schema.Array(entry),
    (text) => {
      const { items, problems } = parse(text);
      const [first] = problems;
      return first === undefined ? Result.succeed(items.map((item) => item.value)) : Result.fail(atPosition(first));
    },
    (values) => values.map(format).join("|"),
  );

/** Builds the schema of a column that holds one value of a vocabulary; encoded as the classic export's label. */
export const vocabularyCodec = <Name extends VocabularyName, Entries extends ReadonlyArray<VocabularyEntry>>(
  vocabulary: Vocabulary<Name, Entries>,
): Schema.Codec<Entries[number]["value"], string> =>
  textCodec(vocabularyValue(vocabulary), parseVocabulary(vocabulary), (value) => vocabulary.labelOf(value));

/** Builds the schema of a vocabulary's canonical values. */
export const vocabularyValue = <Name extends string, Entries extends ReadonlyArray<VocabularyEntry>>(
  vocabulary: Vocabulary<Name, Entries>,
): Schema.Codec<Entries[number]["value"]> =>
  Schema.Literals(vocabulary.entries.map((entry): Entries[number]["value"] => entry.value));

const atPosition = ({
  position,
  expected,
  ...problem
}: FieldProblem & { readonly position: number }): FieldProblem => ({
  ...problem,
  expected: `${expected} (entry ${position})`,
});

const issue = (message: string): SchemaIssue.Issue => new SchemaIssue.InvalidValue({ message });
