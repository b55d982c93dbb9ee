import { describe, expect, test } from "vitest";
import { judgeClock } from "../../src/doctor/database/clockCheck.ts";
import { judgeWay } from "../../src/doctor/database/connectionCheck.ts";
import { judgeConnections } from "../../src/doctor/database/connectionsCheck.ts";
import { judgeSpaces } from "../../src/doctor/local/diskCheck.ts";
import { checkProgram } from "../../src/doctor/local/programCheck.ts";

const gigabyte = 1024 ** 3;

describe("the doctor", () => {
  test.each([
    [0, "ok"],
    [1_999, "ok"],
    [-2_000, "warning"],
    [59_999, "warning"],
    [60_000, "failed"],
    [-3_600_000, "failed"],
  ])("judges clocks that are %i ms apart as %s", (difference, result) => {
    expect(judgeClock(difference)).toMatchObject({ check: "clock", result });
  });

  test("tells which of two clocks is ahead", () => {
    expect(judgeClock(5_000).found).toBe("this machine is 5.000 s behind the server");
    expect(judgeClock(-5_000).found).toBe("this machine is 5.000 s ahead of the server");
  });

  test.each([
    [100, 500, "ok"],
    [6, 500, "ok"],
    [4, 500, "warning"],
    [0.4, 500, "failed"],
    [1.1, 10, "ok"],
    [0.9, 10, "warning"],
  ])("judges %d GiB free of %d as %s", (free, size, result) => {
    const disk = { purposes: ["the archive"], path: "/a", free: free * gigabyte, size: size * gigabyte };
    const roomy = { ...disk, path: "/b", free: 900 * gigabyte, size: 1000 * gigabyte };
    expect(judgeSpaces([roomy, disk])).toMatchObject({ result, found: expect.stringContaining("the archive (/a)") });
  });

  test.each([
    [79, "ok"],
    [80, "warning"],
    [100, "warning"],
  ])("judges %i of 100 connections in use as %s", (used, result) => {
    expect(judgeConnections(used, 100)).toMatchObject({ result, found: `${used} of 100 in use` });
  });

  test.each([
    ["127.0.0.1", null, 3, "ok"],
    ["localhost", null, 3, "ok"],
    ["/var/run/postgresql", null, 3, "ok"],
    ["db.example.org", "TLSv1.3", 3, "ok"],
    ["db.example.org", null, 3, "warning"],
    ["127.0.0.1.example.org", null, 3, "warning"],
    ["10.0.0.7", null, 3, "warning"],
    ["db.example.org", "TLSv1.3", 51, "warning"],
  ])("judges the way to %s with %s in %i ms as %s", (host, tls, ms, result) => {
    const info = { host, port: 5432, database: "trials", user: "etl", isEmbedded: false };
    expect(judgeWay({ info, tls, ms })).toMatchObject({ result });
  });

  test.each([
    ["22.18.9", "failed"],
    ["20.20.2", "failed"],
    ["22.19.0", "ok"],
    ["24.1.0", "ok"],
  ])("judges Node %s as %s", (nodeVersion, result) => {
    expect(checkProgram({ environment: {}, programVersion: "1.0.0", nodeVersion })).toMatchObject({ result });
  });
});
