import { errorCode } from "./attemptFile.ts";

/** Words why a server program could not be run at all. */
export const spawnFailure = (error: unknown): string => {
  const code = errorCode(error);
  switch (code) {
    case "ENOENT":
      // The program was found before, so what is missing is its loader.
      return "the program cannot be loaded on this system (it needs glibc 2.27 or newer; Alpine Linux has musl instead)";
    case "EACCES":
    case "EPERM":
      return `the program may not be run by the server's user (${code})`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
};
