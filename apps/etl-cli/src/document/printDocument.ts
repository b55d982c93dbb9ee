import { Console, Effect, Schema } from "effect";

/** Prints a value as the one JSON document of a command, encoded by its schema. */
export const printDocument = <S extends Schema.Codec<unknown, unknown>>(
  schema: S,
  value: S["Type"],
): Effect.Effect<void> =>
  Schema.encodeEffect(schema)(value).pipe(
    Effect.orDie,
    Effect.flatMap((document) => Console.log(JSON.stringify(document, null, 2))),
  );
