import { join } from "node:path";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { findBlockingFolder, mayEnter } from "../../src/embedded/findBlockingFolder.ts";
import { makeFolder, temporaryFolder } from "./temporaryHome.ts";

const user = { uid: 1000, gid: 100 };

test.each([
  [{ uid: 1000, gid: 100, mode: 0o700 }, true],
  [{ uid: 1000, gid: 100, mode: 0o077 }, false],
  [{ uid: 0, gid: 100, mode: 0o710 }, true],
  [{ uid: 0, gid: 100, mode: 0o701 }, false],
  [{ uid: 0, gid: 0, mode: 0o711 }, true],
  [{ uid: 0, gid: 0, mode: 0o750 }, false],
])("a folder %j may be entered: %j", (folder, expected) => {
  expect(mayEnter(folder, user)).toBe(expected);
});

test("the outermost closed folder on the way is named, and none where the way is open", async () => {
  const root = temporaryFolder();
  const closed = makeFolder(join(root, "closed"), 0o700);
  const inner = makeFolder(join(closed, "open", "closed too"), 0o700);
  const stranger = { uid: 4_000_000, gid: 4_000_000 };
  expect(await Effect.runPromise(findBlockingFolder(inner, stranger))).toBe(closed);
  expect(await Effect.runPromise(findBlockingFolder(root, stranger))).toBeUndefined();
});
