import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePostmasterPid } from "../../src/embedded/parsePostmasterPid.ts";

const complete = "4711\n/srv/x y/data\n1795424059\n41071\n\n127.0.0.1\n 12345678   32769\nready   \n";

test("a complete file gives process, data folder, port and status", () => {
  expect(parsePostmasterPid(complete)).toEqual({
    pid: 4711,
    dataFolder: "/srv/x y/data",
    port: 41071,
    status: "ready",
  });
});

test("a file that is still being written gives the facts it has, wherever it ends", () => {
  for (let length = 0; length <= complete.length; length++) {
    const facts = parsePostmasterPid(complete.slice(0, length));
    if (length > complete.indexOf("\n41071\n") + 6) expect(facts?.port).toBe(41071);
    if (length > 4) expect(facts?.pid).toBe(4711);
    if (length === 0) expect(facts).toBeUndefined();
  }
});

test("any text is read without a failure and gives a positive process number or nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const facts = parsePostmasterPid(text);
      return facts === undefined || facts.pid > 0;
    }),
  );
});

test.each(["", "0\n", "-5\n", "postgres\n", "12.5\n"])("%j names no process", (text) => {
  expect(parsePostmasterPid(text)).toBeUndefined();
});
