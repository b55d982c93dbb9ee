/** Describes one column of a source: its heading, whether a file may lack it, whether it says anything about the record. */
export interface SourceColumn {
  /** The heading as the source writes it. Files are matched by the normalised heading. */
  readonly header: string;
  /** A file without this column is refused. */
  readonly isRequired: boolean;
  /** The cell changes from export to export without the record changing (a search rank); it stays out of the row hash. */
  readonly isVolatile: boolean;
}

/**
 * Describes a source's own shape, one declaration for everything that follows from it: the raw table, the reader's
 * header matching and the encoded side of the record's schema.
 */
export interface SourceFormat<Name extends string = string, Column extends string = string> {
  readonly name: Name;
  readonly version: string;
  readonly title: string;
  /** Columns by their name in the raw table, in the order of the source. */
  readonly columns: { readonly [K in Column]: SourceColumn };
  /** The columns' names in the order of the source. */
  readonly columnNames: ReadonlyArray<Column>;
}

/** The raw row of a format: each column's text, `""` for an empty cell, `null` for a column that the file lacks. */
export type RawRow<F extends SourceFormat> = { readonly [K in keyof F["columns"]]: string | null };

/** Declares a source format and keeps its column names as literal types. */
export const sourceFormat = <const Name extends string, const Column extends string>(
  declaration: Omit<SourceFormat<Name, Column>, "columnNames">,
): SourceFormat<Name, Column> => ({
  ...declaration,
  columnNames: Object.keys(declaration.columns) as Array<Column>,
});
