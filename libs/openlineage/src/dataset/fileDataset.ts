import { ctgovLegacyCsv, type loads, type SourceColumn } from "@trialflow/schema";
import { facet } from "../event/facet.ts";
import type { InputDataset } from "../event/RunEvent.ts";

/** A file that a run was given; its load is null where the run did not get as far. */
export interface InputFile {
  /** An absolute path or an address; `#name` names a file inside of a zip file. */
  readonly uri: string;
  readonly load: typeof loads.$inferSelect | null;
}

/** The columns of the source's format that a file has, by their names in the raw table. */
export const columnsOf = ({ load }: InputFile): ReadonlyArray<readonly [name: string, heading: string]> =>
  load?.format === ctgovLegacyCsv.name
    ? Object.entries<SourceColumn>(ctgovLegacyCsv.columns)
        .filter(([name]) => !load.missing_columns.includes(name))
        .map(([name, { header }]) => [name, header])
    : [];

/** Names a file: by its host and path, or by its address without what may be secret in it. */
const nameOf = (uri: string, host: string) => {
  const isAddress = /^https?:/i.test(uri) && URL.canParse(uri);
  if (!isAddress) {
    const path = uri.split("/").map(encodeURIComponent).join("/");
    return { namespace: `file://${host}`, name: uri, address: `file://${host}${path}` };
  }
  const { origin, pathname, hash } = new URL(uri);
  return { namespace: origin, name: `${pathname}${hash}`, address: `${origin}${pathname}${hash}` };
};

/** Describes a file that was read: where it is, its content's SHA-256 as version, its columns, rows and bytes. */
export const fileDataset = (file: InputFile, host: string): InputDataset => {
  const { load } = file;
  const { namespace, name, address } = nameOf(file.uri, host);
  const fields = columnsOf(file).map(([, heading], index) => ({
    name: heading,
    type: "text",
    ordinal_position: index + 1,
  }));
  return {
    namespace,
    name,
    facets: {
      ...facet("dataSource", { name: namespace, uri: address }),
      ...facet("datasetType", { datasetType: "FILE" }),
      ...(load === null
        ? {}
        : { ...facet("version", { datasetVersion: load.sha256 }), ...facet("schema", { fields }) }),
    },
    ...(load === null
      ? {}
      : { inputFacets: facet("inputStatistics", { rowCount: load.rows_read, size: load.size_bytes, fileCount: 1 }) }),
  };
};
