import { OperationsError } from "../errors.ts";

/** Makes the error for schedules that are not as they must be. */
export const invalidConfiguration = (message: string): OperationsError =>
  new OperationsError({ operation: "schedules.load", reason: "InvalidConfiguration", message, isRetryable: false });
