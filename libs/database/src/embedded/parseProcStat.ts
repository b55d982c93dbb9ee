/** The facts of `/proc/<pid>/stat` (proc(5)) that tell processes apart. */
export interface ProcStat {
  /** One letter; `Z` is a process that has ended and was not yet collected by its parent. */
  readonly state: string;
  /** Clock ticks between the start of the machine and that of the process. */
  readonly startedAt: string;
}

/** Reads a line of `/proc/<pid>/stat`; the command name in it may hold spaces and parentheses. */
export const parseProcStat = (line: string): ProcStat | undefined => {
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const state = fields[0];
  const startedAt = fields[19];
  return state === undefined || state === "" || startedAt === undefined ? undefined : { state, startedAt };
};
