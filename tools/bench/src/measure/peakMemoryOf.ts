const kibibyte = 1024;

const field = (text: string, name: string): number | null => {
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(text)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * kibibyte;
};

/** Reads the most memory that a process ever had, in bytes, from Linux's `/proc/PID/status`; null if it is not said. */
export const peakMemoryOf = (status: string): number | null => field(status, "VmHWM");

/**
 * Reads a process's share of memory, in bytes, from Linux's `/proc/PID/smaps_rollup`; null if it is not said.
 *
 * Memory that n processes share, such as PostgreSQL's buffers, counts as an n-th in each: the shares of all add up.
 */
export const memoryShareOf = (smapsRollup: string): number | null => field(smapsRollup, "Pss");
