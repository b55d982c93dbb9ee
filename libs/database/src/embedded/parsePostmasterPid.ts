/** The facts of a server's `postmaster.pid` (PostgreSQL 18, `src/include/utils/pidfile.h`); a file that is being written has fewer. */
export interface PostmasterPid {
  readonly pid: number;
  readonly dataFolder: string | undefined;
  readonly port: number | undefined;
  /** What the server says of itself: `starting`, `ready`, `stopping`, `standby`; nothing before it says anything. */
  readonly status: string | undefined;
}

const positive = (text: string | undefined): number | undefined =>
  text !== undefined && /^\s*\d+\s*$/.test(text) && Number(text) > 0 ? Number(text) : undefined;

/** Reads the lines of `postmaster.pid`: 1 process, 2 data folder, 4 port, 8 status. */
export const parsePostmasterPid = (text: string): PostmasterPid | undefined => {
  const lines = text.split("\n");
  const pid = positive(lines[0]);
  const status = lines[7]?.trim();
  return pid === undefined
    ? undefined
    : {
        pid,
        dataFolder: lines[1] === "" ? undefined : lines[1],
        port: positive(lines[3]),
        status: status === "" ? undefined : status,
      };
};
