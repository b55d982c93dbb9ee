/** Ends what is being measured when the benchmark is told to stop, so that servers and folders are still cleaned up. */
export const interruption = new AbortController();

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort());
