import { execFile } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import { expect, test } from "vitest";
import { paths } from "../src/paths.ts";

/** Runs the health check of the image beside a server that answers as told. */
const check = (listener: RequestListener | null): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve, reject) => {
    const server = createServer(listener ?? (() => {}));
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const run = () =>
        execFile(
          process.execPath,
          [paths.healthcheck],
          { env: { ...process.env, TRIALFLOW_SCHEDULER_PORT: String(port) } },
          (error, stdout) => {
            const code = typeof error?.code === "number" ? error.code : 0;
            server.close(() => resolve({ code, output: stdout }));
          },
        );
      if (listener === null) server.close(run);
      else run();
    });
  });

test("a scheduler that answers 200 at /healthz is well", async () => {
  const paths: Array<string | undefined> = [];
  const result = await check((request, response) => {
    paths.push(request.url);
    response.end("ok");
  });
  expect(result).toEqual({ code: 0, output: "200 ok\n" });
  expect(paths).toEqual(["/healthz"]);
});

test("a scheduler that answers 503 is ill, and its words are kept", async () => {
  const result = await check((_, response) => response.writeHead(503).end("no database"));
  expect(result).toEqual({ code: 1, output: "503 no database\n" });
});

test("a scheduler that does not answer is ill", async () => {
  const { code, output } = await check(null);
  expect(code).toBe(1);
  expect(output).toMatch(/^no answer on port \d+: /);
});
