import { OperationsError } from "../errors.ts";

/** Makes the error for what cannot be done with a fire as it stands. */
export const notPossible = (operation: string, message: string): OperationsError =>
  new OperationsError({ operation, reason: "NotPossible", message, isRetryable: false });
