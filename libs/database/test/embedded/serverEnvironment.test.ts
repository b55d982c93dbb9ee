import fc from "fast-check";
import { expect, test } from "vitest";
import { serverEnvironment } from "../../src/embedded/serverEnvironment.ts";

test("of any environment only a few harmless names reach the server", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (environment) => {
      const names = Object.keys(
        serverEnvironment({ ...environment, PGDATA: "/x", LD_PRELOAD: "y", DATABASE_URL: "z" }),
      );
      expect(names.filter((name) => /^(PG|LD_|DATABASE_URL|TRIALFLOW)/.test(name))).toEqual([]);
    }),
  );
});

test("the search path stays and the locale is the plain one", () => {
  expect(serverEnvironment({ PATH: "/bin", LC_ALL: "de_DE", LANG: "de_DE", TMPDIR: undefined })).toEqual({
    PATH: "/bin",
    LC_ALL: "C",
    TZ: "UTC",
  });
});
