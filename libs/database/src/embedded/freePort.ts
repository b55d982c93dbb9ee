import { createServer } from "node:net";
import { Effect } from "effect";
import { fileError } from "./attemptFile.ts";

/** Asks the system for a TCP port of 127.0.0.1 that is free now; another program may take it before the server does. */
export const freePort = Effect.callback<number, ReturnType<typeof fileError>>((resume) => {
  const probe = createServer();
  probe.once("error", (error) => resume(Effect.fail(fileError("start", "a TCP port of 127.0.0.1", error))));
  probe.listen(0, "127.0.0.1", () => {
    const address = probe.address();
    const port = address === null || typeof address === "string" ? 0 : address.port;
    probe.close(() => resume(Effect.succeed(port)));
  });
});
