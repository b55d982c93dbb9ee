import { describe, expect, test } from "vitest";
import { formatBytes } from "../../src/render/formatBytes.ts";
import { formatCount, formatRows } from "../../src/render/formatCount.ts";
import { formatDuration } from "../../src/render/formatDuration.ts";
import { formatMoment } from "../../src/render/formatMoment.ts";
import { maskUrl, withoutPassword } from "../../src/render/maskUrl.ts";
import { printable } from "../../src/render/printable.ts";

describe("formats", () => {
  test.each([
    [0, "0.0 s"],
    [449, "0.4 s"],
    [9_949, "9.9 s"],
    [9_951, "10 s"],
    [59_499, "59 s"],
    [59_500, "1 min 0 s"],
    [125_000, "2 min 5 s"],
    [3_720_000, "1 h 2 min"],
  ])("%d ms as %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  test("counts with thousands apart, rows in the singular where there is one", () => {
    expect(formatCount(1_234_567)).toBe("1,234,567");
    expect([formatRows(0), formatRows(1), formatRows(2)]).toEqual(["0 rows", "1 row", "2 rows"]);
  });

  test("sizes in decimal units", () => {
    expect([512, 999, 1000, 9_700_000].map(formatBytes)).toEqual(["512 bytes", "999 bytes", "1.0 kB", "9.7 MB"]);
  });

  test("moments in UTC", () => {
    expect(formatMoment(new Date("2020-09-01T10:11:12.999Z"))).toBe("2020-09-01 10:11:12 UTC");
  });

  test("control characters as escapes, so that data cannot steer a terminal", () => {
    expect(printable("a\n\t\u001b[31mb\u009b\u007f ü€")).toBe("a\\n\\t\\x1b[31mb\\x9b\\x7f ü€");
  });

  test.each([
    ["postgres://u:p@h:5/d", "postgres://u:****@h:5/d", "postgres://u@h:5/d"],
    ["postgres://u@h/d", "postgres://u@h/d", "postgres://u@h/d"],
    [
      "postgres://u:a%40b@h/d?sslmode=require",
      "postgres://u:****@h/d?sslmode=require",
      "postgres://u@h/d?sslmode=require",
    ],
    ["postgres://h/d?user=u&password=p", "postgres://h/d?user=u&password=****", "postgres://h/d?user=u"],
  ])("%s without its secrets", (url, masked, bare) => {
    expect(maskUrl(url)).toBe(masked);
    expect(withoutPassword(url)).toBe(bare);
  });
});
