import * as Result from "effect/Result";
import type { FieldProblem } from "./FieldProblem.ts";

/** One entry of a list column that could be read. */
export interface ListItem<T> {
  /** The entry's place in the source's list, from 1. An entry that was set aside keeps its place. */
  readonly position: number;
  /** The entry as the source wrote it. */
  readonly text: string;
  readonly value: T;
}

/** A problem of one entry of a list column. */
export interface ListProblem extends FieldProblem {
  readonly position: number;
}

/** A list column: what could be read, and what could not. Every entry of the source is in at least one of the two. */
export interface ParsedList<T> {
  readonly items: ReadonlyArray<ListItem<T>>;
  readonly problems: ReadonlyArray<ListProblem>;
}

/** What the parser of a single entry says: a value, a problem, or a value with something wrong about it. */
export interface ParsedEntry<T> {
  readonly value?: T;
  readonly problem?: FieldProblem;
}

/** Turns the outcome of a strict parser into an entry: the value or the problem. */
export const entryOf = <T>(result: Result.Result<T, FieldProblem>): ParsedEntry<T> =>
  Result.isSuccess(result) ? { value: result.success } : { problem: result.failure };

const blank = /^\s*$/;

/** Asks the slower question only of an entry that begins like a blank one. */
const isBlank = (entry: string): boolean => {
  const first = entry.charCodeAt(0);
  return !(first > 0x20 && first < 0x7f) && blank.test(entry);
};

/**
 * Parses a pipe-joined column entry by entry. An empty column is an empty list; an entry of nothing but blanks is the
 * problem `empty_list_entry`; a pipe always separates, because the registry has no way to write one inside an entry.
 *
 * Errors   `empty_list_entry`, and those of `parseEntry`, each with its position
 */
export const parseList = <T>(
  text: string,
  parseEntry: (entry: string, position: number) => ParsedEntry<T>,
): ParsedList<T> => {
  if (text === "") return { items: [], problems: [] };
  const items: Array<ListItem<T>> = [];
  const problems: Array<ListProblem> = [];
  let position = 0;
  for (const entry of text.split("|")) {
    position += 1;
    const { value, problem } = isBlank(entry) ? { problem: emptyEntry(entry) } : parseEntry(entry, position);
    if (value !== undefined) items.push({ position, text: entry, value });
    if (problem !== undefined) problems.push({ ...problem, position });
  }
  return { items, problems };
};

/** Parses a pipe-joined column whose entries are members of a set, so that one standing twice is a mistake. */
export const parseSet = <T extends string>(
  text: string,
  parseMember: (entry: string) => Result.Result<T, FieldProblem>,
): ParsedList<T> => {
  const seen = new Set<T>();
  return parseList(text, (entry) => {
    const member = parseMember(entry);
    if (Result.isFailure(member)) return { problem: member.failure };
    if (seen.has(member.success)) {
      return { problem: { reason: "repeated_list_entry", found: entry, expected: "each value once" } };
    }
    seen.add(member.success);
    return { value: member.success };
  });
};

const emptyEntry = (entry: string): FieldProblem => ({
  reason: "empty_list_entry",
  found: entry,
  expected: "text between two pipes",
});
