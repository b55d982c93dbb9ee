import { Effect } from "effect";
import { archiveFile } from "../../src/archive/archiveFile.ts";

/** Archives one file in a process of its own and prints how that went, for tests that kill it or fill its disk. */
const [path = "", archive = ""] = process.argv.slice(2);
const outcome = await Effect.runPromise(
  archiveFile(path, archive).pipe(
    Effect.map((archived) => ({ archived })),
    Effect.catch((error) => Effect.succeed({ reason: error.reason, message: error.message })),
  ),
);
console.log(JSON.stringify(outcome));
