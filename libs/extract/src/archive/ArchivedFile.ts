/** Describes a file whose bytes stand in the archive under their own SHA-256. */
export interface ArchivedFile {
  /** SHA-256 of the content, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Absolute path of the archived copy, read-only. */
  readonly path: string;
  /** Absolute path of the original at the time of archiving. */
  readonly sourcePath: string;
  /** The original's name without its folder. */
  readonly fileName: string;
  /** When the original was last modified. */
  readonly modifiedAt: Date;
}
