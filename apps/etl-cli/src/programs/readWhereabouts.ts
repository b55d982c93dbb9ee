import { resolve } from "node:path";
import { Database, homeFolder } from "@trialflow/database";
import { Effect, Redacted } from "effect";
import { withoutPassword } from "../render/maskUrl.ts";
import type { Whereabouts } from "../render/Whereabouts.ts";

/** Tells where the data is: the database in use and the program's folder. */
export const readWhereabouts = Effect.gen(function* () {
  const { url, info } = yield* Database;
  const home = resolve(yield* homeFolder);
  return { url: withoutPassword(Redacted.value(url)), isEmbedded: info.isEmbedded, home } satisfies Whereabouts;
});
