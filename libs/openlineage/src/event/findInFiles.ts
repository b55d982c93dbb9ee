import type { FindRaw } from "../dataset/columnLineage.ts";
import { columnsOf, fileDataset, type InputFile } from "../dataset/fileDataset.ts";

/** Finds the source's columns in files. */
export const findInFiles = (files: ReadonlyArray<InputFile>, host: string): FindRaw => {
  const described = files.map((file) => ({ dataset: fileDataset(file, host), columns: new Map(columnsOf(file)) }));
  return (rawColumn) =>
    described.flatMap(({ dataset, columns }) => {
      const field = columns.get(rawColumn);
      return field === undefined ? [] : [{ dataset, field }];
    });
};
