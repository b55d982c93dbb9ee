/** What is loaded. */
export interface Subject {
  /** The original file's own name, without its folder. */
  readonly file: string;
  readonly times: number;
  readonly bytes: number;
  readonly rows: number;
}

/** The files of one size. */
export interface SubjectFiles extends Subject {
  readonly path: string;
  /** The same trials, of which one in a hundred has changed. */
  readonly changedPath: string;
  readonly changedRows: number;
}
