import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const sample = fileURLToPath(new URL("../../../../data/sample/covid-19-trials-sample.csv", import.meta.url));

const read = () => {
  const [header = "", ...records] = readFileSync(sample, "utf8").trimEnd().split("\n");
  return { header, records };
};

const fileOf = (header: string, records: ReadonlyArray<string>) => `${[header, ...records].join("\n")}\n`;

/** The first records of the bundled sample. */
export const sampleOf = (count: number): string => {
  const { header, records } = read();
  return fileOf(header, records.slice(0, count));
};

/** A record as the registry has it some days later: every fifth gets another title, a different fifth each day. */
const later = (record: string, index: number, day: number): string =>
  day > 0 && (index + day) % 5 === 0 ? record.replace(/^(\d+,"NCT\d+","[^"]*)/, `$1, day ${day}`) : record;

/**
 * Small snapshots made of the bundled sample, one file a day, by name: from day to day some trials are new, some have changed, and some
 * are not there any more.
 */
export const sampleSnapshots = (days: number): ReadonlyArray<{ readonly name: string; readonly content: string }> => {
  const { header, records } = read();
  return Array.from({ length: days }, (_, day) => ({
    name: `trials-2020-08-${String(day + 1).padStart(2, "0")}.csv`,
    content: fileOf(
      header,
      records
        .slice(0, 60 + 5 * day)
        .filter((_record, index) => index % 40 !== day)
        .map((record, index) => later(record, index, day)),
    ),
  }));
};
