import { auditableError } from "@trialflow/pipeline";

/**
 * Takes out of a message what must not leave the house: secrets in addresses, and everything between the first and the last
 * quotation mark, which may be a cell of a file.
 */
export const publicError = (message: string): string => auditableError(message).replace(/"[\s\S]*"/, '"…"');
