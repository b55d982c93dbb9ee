import { expect, test } from "vitest";
import { freeMemory } from "../../src/stage/freeMemory.ts";

test("bytes whose memory was freed are empty, and so is every view of it", () => {
  const bytes = new Uint8Array([1, 2, 3, 4]);
  const view = bytes.subarray(1, 3);
  freeMemory(bytes);
  expect([bytes.byteLength, view.byteLength]).toEqual([0, 0]);
  freeMemory(bytes);
});
