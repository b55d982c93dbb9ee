import { Data } from "effect";

/** Fails the start because the address of `/healthz` cannot be had. */
export class ListenError extends Data.TaggedError("ListenError")<{
  readonly operation: "scheduler.listen";
  /** What the system says: `EADDRINUSE`, `EACCES` ... */
  readonly reason: string;
  readonly message: string;
  readonly isRetryable: boolean;
}> {}

/** Describes why listening failed, by what Node threw. */
export const listenError = (host: string, port: number, thrown: unknown): ListenError => {
  const code = (thrown as { readonly code?: unknown } | null | undefined)?.code;
  const reason = typeof code === "string" ? code : "unknown reason";
  return new ListenError({
    operation: "scheduler.listen",
    reason,
    message: `Cannot listen on ${host} port ${port} for /healthz: ${reason}. Set TRIALFLOW_SCHEDULER_HOST and TRIALFLOW_SCHEDULER_PORT to an address of this machine that is free (port 0 takes any).`,
    isRetryable: false,
  });
};
