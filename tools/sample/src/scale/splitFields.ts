/** The text of a record cut into its fields as they stand, with quotes, and its line end. */
export interface RecordFields {
  readonly fields: ReadonlyArray<string>;
  readonly lineEnd: string;
}

const field = /"[^"]*(?:""[^"]*)*"[^,]*|[^,]*/y;

/** Cuts a record into its raw fields; joined by commas and followed by the line end they give the record again. */
export const splitFields = (record: string): RecordFields => {
  const lineEnd = /\r?\n$/.exec(record)?.[0] ?? "";
  const body = record.slice(0, record.length - lineEnd.length);
  const fields: Array<string> = [];
  for (let place = 0; place <= body.length; place++) {
    field.lastIndex = place;
    const raw = field.exec(body)?.[0] ?? "";
    fields.push(raw);
    place += raw.length;
  }
  return { fields, lineEnd };
};

/** Reads the value of a raw field: without its quotes, doubled quotes made single. */
export const fieldValue = (raw: string): string => (raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
