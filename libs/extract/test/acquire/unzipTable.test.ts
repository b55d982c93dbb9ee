import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unzipTable } from "../../src/acquire/unzipTable.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { runWithEnv } from "./runWithEnv.ts";
import { writeZip, type ZipEntry } from "./writeZip.ts";

const csv = "a,b\n1,2\n";

const unzip = async (content: Uint8Array | ReadonlyArray<ZipEntry>, maxBytes = 1_000_000) => {
  const home = temporaryFolder();
  const zipPath = join(home, "input.zip");
  await writeFile(
    zipPath,
    "length" in content && content instanceof Uint8Array ? content : writeZip(content as ReadonlyArray<ZipEntry>),
  );
  const folder = join(home, "out");
  const outcome = await runWithEnv(
    {},
    unzipTable({
      zipPath,
      label: "input.zip",
      folder,
      partFolder: join(home, "parts"),
      preferred: "trials.csv",
      maxBytes,
    }),
  );
  const left = (await readdir(home, { recursive: true })).filter((name) => /^(out|parts)./.test(name));
  return { outcome, folder, left };
};

describe("unzipTable", () => {
  it("gives back any content byte for byte, stored or deflated", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 100_000 }),
        fc.constantFrom("stored" as const, "deflated" as const),
        async (data, method) => {
          const { outcome } = await unzip([{ name: "trials.csv", data, method }]);
          expect(new Uint8Array(await readFile(outcome.value.path))).toEqual(data);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("puts a table from a folder of the zip file straight into the folder asked for", async () => {
    const { outcome, folder, left } = await unzip([{ name: "deep/er/trials.csv", data: csv }]);
    expect(outcome.value).toEqual({
      path: join(folder, "trials.csv"),
      fileName: "trials.csv",
      entryName: "deep/er/trials.csv",
    });
    expect(left).toEqual([join("out", "trials.csv")]);
  });

  it("replaces characters that file systems refuse", async () => {
    const { outcome } = await unzip([{ name: "ab:c?\u0007.csv", data: csv }]);
    expect(outcome.value.fileName).toBe("ab_c__.csv");
  });

  it.each<[string, ReadonlyArray<ZipEntry> | Uint8Array, string]>([
    ["a path out of the folder", [{ name: "../../trials.csv", data: csv }], "invalid relative path"],
    [
      "a path out of the folder beside the table",
      [
        { name: "trials.csv", data: csv },
        { name: "x/../../evil.sh", data: "" },
      ],
      "invalid relative path",
    ],
    ["an absolute path", [{ name: "/etc/trials.csv", data: csv }], "absolute path"],
    ["a path of Windows", [{ name: "C:\\trials.csv", data: csv }], "absolute path"],
    ["a wrong CRC-32", [{ name: "trials.csv", data: csv, crc: 1 }], "CRC-32"],
    ["a wrong CRC-32 of deflated data", [{ name: "trials.csv", data: csv, crc: 1, method: "deflated" }], "CRC-32"],
    ["less data than announced", [{ name: "trials.csv", data: csv, size: 9, method: "deflated" }], "not enough bytes"],
    ["more data than announced", [{ name: "trials.csv", data: csv, size: 7, method: "deflated" }], "too many bytes"],
    ["an encrypted table", [{ name: "trials.csv", data: csv, flags: 1, method: "deflated" }], "encrypted"],
    ["no end record", writeZip([{ name: "trials.csv", data: csv }]).subarray(0, -22), "End of central directory"],
    [
      "its middle cut out",
      Buffer.concat([
        writeZip([{ name: "trials.csv", data: csv }]).subarray(0, 20),
        writeZip([{ name: "trials.csv", data: csv }]).subarray(45),
      ]),
      "",
    ],
    ["no byte at all", new Uint8Array(), "End of central directory"],
  ])("refuses a zip file with %s and leaves nothing behind", async (_, content, problem) => {
    const { outcome, left } = await unzip(content);
    expect(outcome.error.reason._tag).toBe("BadZip");
    expect(outcome.error.message).toContain("input.zip is not a usable zip file (");
    expect(outcome.error.message).toContain(problem);
    expect(left).toEqual([]);
  });

  it("refuses a zip bomb by its announced size, before unpacking", async () => {
    const bomb = [{ name: "trials.csv", data: Buffer.alloc(2_000_000), method: "deflated" as const }];
    const { outcome, left } = await unzip(bomb);
    expect(outcome.error.reason).toMatchObject({ _tag: "TooLarge", foundBytes: 2_000_000, limitBytes: 1_000_000 });
    expect(left).toEqual([]);
  });

  it("refuses a zip bomb that lies about its size", async () => {
    const bomb = [{ name: "trials.csv", data: Buffer.alloc(2_000_000), method: "deflated" as const, size: 500 }];
    const { outcome, left } = await unzip(bomb);
    expect(outcome.error.reason._tag).toBe("BadZip");
    expect(left).toEqual([]);
  });

  it("allows a table of exactly the bound", async () => {
    const { outcome } = await unzip([{ name: "trials.csv", data: csv }], csv.length);
    expect(outcome.value.fileName).toBe("trials.csv");
  });

  it("names what a zip file holds when there is no table to take, shortened when it is much", async () => {
    const { outcome } = await unzip(Array.from({ length: 25 }, (_, n) => ({ name: `study-${n}.xml`, data: "" })));
    expect(outcome.error.reason._tag).toBe("NoSingleTable");
    expect(outcome.error.message).toContain("study-0.xml, study-1.xml");
    expect(outcome.error.message).toContain("study-19.xml and 5 more");
  });

  it("shows no control characters of a foreign name", async () => {
    const { outcome } = await unzip([{ name: "\u001b[31mred\nWarn forged.xml", data: "" }]);
    expect(outcome.error.message).toContain("?[31mred?Warn forged.xml");
    const escaping = await unzip([{ name: "../\u001b[31m.csv", data: "" }]);
    expect(escaping.outcome.error.message).toContain("../?[31m.csv");
  });

  it("says so when a zip file is empty", async () => {
    const { outcome } = await unzip([]);
    expect(outcome.error.message).toContain("It holds: no file at all");
  });

  it("survives any damage to a zip file: the table is right, or there is none", async () => {
    const good = writeZip([
      { name: "trials.csv", data: csv, method: "deflated" },
      { name: "readme.md", data: "read me" },
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(good);
        bytes.writeUInt8((bytes[at] ?? 0) ^ change, at);
        const { outcome, left } = await unzip(bytes);
        if (left.length === 0) {
          expect(["BadZip", "NoSingleTable", "TooLarge"]).toContain(outcome.error.reason._tag);
        } else {
          expect(await readFile(outcome.value.path, "utf8")).toBe(csv);
        }
      }),
      { numRuns: 150 },
    );
  });
});
