import { Database } from "@trialflow/database";
import { Console, Effect, Redacted } from "effect";
import { maskUrl } from "../render/maskUrl.ts";

/** Prints the connection URL of the database. */
export const urlProgram = ({ isPasswordShown }: { readonly isPasswordShown: boolean }) =>
  Effect.gen(function* () {
    const { url, info } = yield* Database;
    const text = Redacted.value(url);
    yield* Console.log(isPasswordShown ? text : maskUrl(text));
    if (info.isEmbedded) {
      yield* Console.error("The embedded database runs only while a command of Trialflow needs it.");
    }
  }).pipe(Effect.provide(Database.layerConfig));
