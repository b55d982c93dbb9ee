import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { deflateRawSync, gzipSync } from "node:zlib";
import { ctgovLegacyCsv, sourceFormat } from "@trialflow/schema";
import { Result } from "effect";
import { describe, expect, test } from "vitest";
import { ctgovExportHeaders } from "../../src/read/ctgovExportHeaders.ts";
import { headersOf } from "../../src/read/resemblance.ts";
import { SAMPLE_BYTES, sniffFile } from "../../src/read/sniffFile.ts";
import { smallFormat } from "./readFile.ts";

const legacyHeaders = headersOf(ctgovLegacyCsv);

const sniff = (content: string | Buffer, format = ctgovLegacyCsv) => {
  const whole = Buffer.from(content);
  const bytes = whole.subarray(0, SAMPLE_BYTES);
  return sniffFile({ path: "/data/export.csv", bytes, sizeBytes: whole.length }, format);
};
const sniffSmall = (content: string | Buffer) => sniff(content, smallFormat as never);
const dialect = (content: string | Buffer) => Result.getOrThrow(sniffSmall(content)).dialect;
const reason = (content: string | Buffer) => Result.getOrThrow(Result.flip(sniff(content)));

const header = "NCT Number,Title,URL";

describe("dialects", () => {
  test("a plain comma file", () => {
    expect(Result.getOrThrow(sniffSmall(`${header}\nNCT1,x,y\n`))).toEqual({
      dialect: {
        encoding: "utf-8",
        hasBom: false,
        lineEnding: "lf",
        delimiter: "comma",
        headers: ["NCT Number", "Title", "URL"],
        missingColumns: [],
      },
      syntax: { delimiter: 0x2c, isQuoted: true, isCarriageReturnBreak: false },
      positions: [0, 1, 2],
      missingColumns: [],
      bomBytes: 0,
    });
  });

  test("the header decides between comma and tab, also when cells hold the other one", () => {
    expect(dialect("NCT Number\tTitle\tURL\nNCT1\ta,b,c,d\te\n").delimiter).toBe("tab");
    expect(dialect(`${header}\nNCT1,a\tb\tc\td,e\n`).delimiter).toBe("comma");
  });

  test("line ends are told apart, those inside quoted cells do not count", () => {
    expect(dialect(`${header}\r\nNCT1,x,y\r\n`).lineEnding).toBe("crlf");
    expect(dialect(`${header}\rNCT1,x,y\r`)).toMatchObject({ lineEnding: "cr" });
    expect(dialect(`${header}\r\nNCT1,x,y\n`).lineEnding).toBe("mixed");
    expect(dialect(`${header}\r\nNCT1,"x\ny",z\r\n`).lineEnding).toBe("crlf");
    expect(dialect(`${header}\nNCT1,x\ry,z\n`).lineEnding).toBe("lf");
    expect(dialect(header).lineEnding).toBe("lf");
  });

  test("byte order marks of UTF-8 and UTF-16 are taken off", () => {
    const text = `\ufeff${header}\nNCT1,é,y\n`;
    const swapped = Buffer.from(text, "utf16le").swap16();
    expect(dialect(text)).toMatchObject({ encoding: "utf-8", hasBom: true, headers: ["NCT Number", "Title", "URL"] });
    expect(dialect(Buffer.from(text, "utf16le"))).toMatchObject({ encoding: "utf-16le", hasBom: true });
    expect(dialect(swapped)).toMatchObject({
      encoding: "utf-16be",
      hasBom: true,
      headers: ["NCT Number", "Title", "URL"],
    });
  });

  test("headings match in any order, case and spelling of blanks, and quoted", () => {
    const { positions, missingColumns } = Result.getOrThrow(sniffSmall(`"url","NCT_NUMBER","  title "\n`));
    expect([positions, missingColumns]).toEqual([[1, 2, 0], []]);
  });

  test("missing optional columns are reported", () => {
    const sniffed = Result.getOrThrow(sniffSmall("NCT Number,Title\nNCT1,x\n"));
    expect(sniffed.positions).toEqual([0, 1, -1]);
    expect(sniffed.dialect.missingColumns).toEqual(["url"]);
  });

  test("blank lines before the header are skipped", () => {
    expect(dialect(`\r\n\n${header}\r\nNCT1,x,y\r\n`)).toMatchObject({ headers: ["NCT Number", "Title", "URL"] });
  });

  test("the classic export is recognised with its own headings", () => {
    expect(Result.getOrThrow(sniff(`${legacyHeaders.join("\t")}\r\n`)).dialect).toMatchObject({
      delimiter: "tab",
      missingColumns: [],
    });
  });
});

describe("refusals", () => {
  test("nothing, a byte order mark alone and blank lines alone are an empty file", () => {
    expect(reason("")).toMatchObject({ _tag: "EmptyFile", sizeBytes: 0 });
    expect(reason("").message).toBe(
      "/data/export.csv is empty (0 bytes), expected a header and at least one row. Fetch the export again.",
    );
    expect(reason("\ufeff")).toMatchObject({ _tag: "EmptyFile", sizeBytes: 3 });
    expect(reason(Buffer.from("\ufeff", "utf16le"))).toMatchObject({ _tag: "EmptyFile", sizeBytes: 2 });
    expect(reason("\r\n\n\n").message).toContain("holds 4 bytes but no text");
  });

  test("binary files are named", () => {
    const zip = Buffer.concat([Buffer.from("PK\x03\x04\x14\0\0\0\x08\0"), deflateRawSync(randomBytes(2_000))]);
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452000003200000025808060000009a7bd6", "hex");
    const found = (content: Buffer) => {
      const refused = reason(content);
      return refused._tag === "BinaryFile" ? refused.found : refused._tag;
    };
    expect(found(png)).toBe("a PNG image");
    expect(found(readFileSync(process.execPath).subarray(0, 200_000))).toBe("a program (ELF)");
    expect(found(zip)).toBe("a ZIP archive or an Office document (xlsx)");
    expect(found(gzipSync("a,b\n"))).toBe("a gzip archive");
    expect(found(Buffer.from("d0cf11e0a1b11ae10000", "hex"))).toBe("an old Office document (xls)");
    expect(found(Buffer.alloc(4_096))).toContain("binary data (4096 control characters");
    expect(found(Buffer.concat([Buffer.from(`${header}\n`), Buffer.alloc(4_096)]))).toContain("binary data");
    expect(found(Buffer.from(`${header},\x01\n${"NCT1,x,y,z\n".repeat(100)}`))).toBe(
      "binary data (control characters in its first line)",
    );
    expect(reason(zip).message).toBe(
      "/data/export.csv is a ZIP archive or an Office document (xlsx), expected text separated by commas or tabs. Unpack it or export it as CSV.",
    );
  });

  test("random bytes are never text", () => {
    for (let run = 0; run < 50; run++) {
      const tag = reason(Buffer.concat([Buffer.from([0x8a]), randomBytes(5_000)]))._tag;
      expect(tag).toBe("BinaryFile");
    }
  });

  test("a few control characters in rows do not make a file binary", () => {
    expect(dialect(`${header}\n${"NCT1,some title,https://example.org\n".repeat(5)}NCT1,x\0y,z\n`).encoding).toBe(
      "utf-8",
    );
  });

  test("UTF-16 without a byte order mark, UTF-32 and a header in another encoding are refused", () => {
    const wide = Buffer.from(`${header}\nNCT1,x,y\n`, "utf16le");
    expect(reason(wide)).toMatchObject({
      _tag: "UnsupportedEncoding",
      found: "probably UTF-16LE text without a byte order mark",
    });
    expect(reason(Buffer.from(wide).swap16())).toMatchObject({
      found: "probably UTF-16BE text without a byte order mark",
    });
    expect(reason(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).toMatchObject({ found: "UTF-32 text" });
    expect(reason(Buffer.from("NCT Number,Titel für die Öffentlichkeit\n", "latin1"))).toMatchObject({
      _tag: "UnsupportedEncoding",
      found: "text in another encoding (byte 0xfc in its header)",
    });
  });

  test("a broken UTF-16 header is an invalid encoding", () => {
    expect(reason(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]))).toMatchObject({
      _tag: "InvalidEncoding",
      encoding: "utf-16le",
    });
    expect(reason(Buffer.from([0xff, 0xfe, 0x61]))).toMatchObject({ _tag: "InvalidEncoding" });
  });

  test("the registry's present export is recognised as a dialect that is not supported yet", () => {
    for (const headers of [
      ctgovExportHeaders,
      ctgovExportHeaders.slice(0, 9),
      ctgovExportHeaders.map((name) => name.replaceAll(" ", "_")),
    ]) {
      const refused = reason(`${headers.join(",")}\n`);
      expect(refused).toMatchObject({ _tag: "UnknownDialect", foundColumns: headers, expectedColumns: legacyHeaders });
      expect(refused.message).toContain(
        "the registry's present CSV export (30 columns, since 2023), a dialect that is not supported yet",
      );
      expect(refused.message).toContain(
        "supported is the ClinicalTrials.gov classic export (27 columns), comma or tab separated",
      );
    }
  });

  test("other content is refused with what it resembles", () => {
    const resembles = (content: string) => {
      const refused = reason(content);
      return refused._tag === "UnknownDialect" ? refused.resembles : refused._tag;
    };
    expect(resembles("<!DOCTYPE html>\n<html><body>Sign in</body></html>\n")).toContain("a web page");
    expect(resembles('<?xml version="1.0"?>\n<clinical_study/>\n')).toContain("an XML document");
    expect(resembles(`{"studies":[${'{"a":1},'.repeat(20_000)}{}]}`)).toContain("a JSON document");
    expect(resembles(`${legacyHeaders.join(";")}\n`)).toContain("separated by semicolons");
    expect(resembles(`${legacyHeaders.join("|")}\n`)).toContain("separated by vertical bars");
    expect(resembles(`${legacyHeaders.map((name) => `"${name}"`).join("\t")}\n`)).toContain(
      "separated by tabs and quoted",
    );
    expect(resembles("id,name,city\n1,x,y\n")).toBeUndefined();
    expect(resembles(`1,"NCT04395482","Lung CT","TAC-COVID19","Recruiting"\n`)).toBeUndefined();
    expect(resembles(`Rank,"NCT Number" x,Title\n`)).toBeUndefined();
  });

  test("a missing required column, a column given twice and an unknown column are listed", () => {
    expect(
      reason(`${legacyHeaders.filter((name) => name !== "NCT Number" && name !== "Status").join(",")}\n`),
    ).toMatchObject({
      _tag: "MissingRequiredColumn",
      missing: ["NCT Number", "Status"],
    });
    expect(reason(`${legacyHeaders.join(",")},nct_number,Title\n`)).toMatchObject({
      _tag: "DuplicateColumn",
      duplicates: ["nct_number", "Title"],
    });
    const refused = reason(`${legacyHeaders.join(",")},My Notes,,\n`);
    expect(refused).toMatchObject({
      _tag: "UnexpectedColumn",
      unexpected: ["My Notes", "(column 29, without a name)", "(column 30, without a name)"],
    });
    expect(refused.message).toContain("loading would lose what they hold");
  });

  test("a long list of found columns is cut in the message", () => {
    const format = sourceFormat({ ...smallFormat, title: "small" });
    const refused = Result.getOrThrow(
      Result.flip(sniff(`${Array.from({ length: 500 }, (_, i) => `c${i}`).join(",")}\n`, format as never)),
    );
    expect(refused.message).toContain('500 columns: "c0", "c1"');
    expect(refused.message).toContain("and 460 more");
    expect(refused.message.length).toBeLessThan(1_000);
  });
});
