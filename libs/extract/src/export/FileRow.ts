/** A row of an accepted file as the database gives it back. */
export type FileRow =
  /** Cells in the order of the file's own columns. */
  | { readonly kind: "cells"; readonly rowNumber: number; readonly cells: ReadonlyArray<string> }
  /** What the reader set aside: its text as it stood in the file, in UTF-8, without a line end. */
  | { readonly kind: "text"; readonly rowNumber: number; readonly text: Buffer };
