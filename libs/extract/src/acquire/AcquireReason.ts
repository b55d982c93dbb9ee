import type { CredentialsUnusable } from "./CredentialReason.ts";
import type { HttpReason } from "./HttpReason.ts";
import type { InputReason } from "./InputReason.ts";
import type { ZipReason } from "./ZipReason.ts";

/** All reasons of acquisition; those of the file system (`FileNotFound`, `NotAFile`, `FileAccessFailed`, `DiskFull`) are the archive's. */
export type AcquireReason = InputReason | HttpReason | ZipReason | CredentialsUnusable;
