import { expect, test } from "vitest";
import { createTargetSql, psqlCopy } from "../src/copy/copyStatements.ts";

test("the table has the file's columns, all text, with names that PostgreSQL takes", () => {
  expect(createTargetSql(["NCT Number", 'a "b"', "", "x".repeat(90), "x".repeat(90)]).at(-1)).toBe(
    `create table bench.copied ("1 NCT Number" text, "2 a ""b""" text, "3" text, "4 ${"x".repeat(28)}" text, "5 ${"x".repeat(28)}" text)`,
  );
});

test("a path with quotes stays one argument of psql's command", () => {
  expect(psqlCopy("/tmp/o'neill's trials.csv")).toContain(
    "from '/tmp/o''neill''s trials.csv' with (format csv, header true",
  );
});
