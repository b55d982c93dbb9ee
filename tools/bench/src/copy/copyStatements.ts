/** Where the comparison puts the file: a table like those of raw, with nothing but the file's columns. */
export const copyTarget = "bench.copied";

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Names for the columns of a header: distinct, none empty, none longer than PostgreSQL keeps. */
const columnNames = (header: ReadonlyArray<string>): ReadonlyArray<string> =>
  header.map((name, place) => `${place + 1} ${name}`.slice(0, 30).trim());

/** Writes the statements that make an empty, logged table of text columns. */
export const createTargetSql = (header: ReadonlyArray<string>): ReadonlyArray<string> => [
  "create schema if not exists bench",
  `create table ${copyTarget} (${columnNames(header)
    .map((name) => `${quote(name)} text`)
    .join(", ")})`,
];

/** Writes psql's command that copies a CSV file into that table. */
export const psqlCopy = (path: string): string =>
  `\\copy ${copyTarget} from '${path.replaceAll("'", "''")}' with (format csv, header true, encoding 'UTF8')`;

/** Writes the statement behind it, for a client that sends the file's bytes itself. */
export const copyFromStdin = `copy ${copyTarget} from stdin with (format csv, header true, encoding 'UTF8')`;
