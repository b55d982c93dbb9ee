import { lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { completeSymlinks, missingSymlinks } from "../../src/embedded/librarySymlinks.ts";
import { temporaryFolder } from "./temporaryHome.ts";

const nativeFolder = (links: unknown): string => {
  const native = join(temporaryFolder(), "native-18");
  mkdirSync(join(native, "lib"), { recursive: true });
  writeFileSync(join(native, "lib", "libpq.so.5.18"), "library");
  writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(links));
  return native;
};

const wanted = [
  { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so" },
  { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" },
];

test("missing links are made relative, so that a copy of the folder keeps them; twice is as good as once", async () => {
  const native = nativeFolder(wanted);
  expect(await Effect.runPromise(missingSymlinks(native))).toHaveLength(2);
  await Effect.runPromise(completeSymlinks(native));
  await Effect.runPromise(completeSymlinks(native));
  expect(await Effect.runPromise(missingSymlinks(native))).toEqual([]);
  expect(readlinkSync(join(native, "lib", "libpq.so.5"))).toBe("libpq.so.5.18");
  expect(readFileSync(join(native, "lib", "libpq.so"), "utf8")).toBe("library");
});

test("many at once make the same links", async () => {
  const native = nativeFolder(wanted);
  await Effect.runPromise(
    Effect.all(
      Array.from({ length: 16 }, () => completeSymlinks(native)),
      { concurrency: "unbounded" },
    ),
  );
  expect(lstatSync(join(native, "lib", "libpq.so.5")).isSymbolicLink()).toBe(true);
});

test("a link that leads nowhere is an error that names it", async () => {
  const native = nativeFolder(wanted);
  symlinkSync("gone", join(native, "lib", "libpq.so.5"));
  const error = await Effect.runPromise(Effect.flip(completeSymlinks(native)));
  expect(error.message).toContain(join(native, "lib", "libpq.so.5"));
});

test.each([
  [{ source: "native/lib/x", target: "native/../../outside" }],
  [{ source: "/etc/passwd", target: "native/lib/y" }],
  "odd",
])("a list with %j is refused", async (links) => {
  const error = await Effect.runPromise(Effect.flip(completeSymlinks(nativeFolder([links].flat()))));
  expect(error.reason._tag).toBe("BinariesUnusable");
});

test("a platform without a list needs no links", async () => {
  expect(await Effect.runPromise(missingSymlinks(temporaryFolder()))).toEqual([]);
});
