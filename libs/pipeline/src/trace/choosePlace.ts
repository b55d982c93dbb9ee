import type { RowPlace } from "./traceStatements.ts";

const isAccepted = ({ disposition }: RowPlace) => disposition !== "duplicate" && disposition !== "rejected";

/** Puts the newest published load first, and in a load the row that counts before its duplicates. */
const newestFirst = (a: RowPlace, b: RowPlace): number =>
  (b.publishedFrom?.getTime() ?? Number.NEGATIVE_INFINITY) - (a.publishedFrom?.getTime() ?? Number.NEGATIVE_INFINITY) ||
  b.loadId - a.loadId ||
  Number(isAccepted(b)) - Number(isAccepted(a)) ||
  a.rowNumber - b.rowNumber;

/** Of the rows of a trial, what to trace. */
export interface PlaceChoice {
  readonly place: RowPlace;
  /** Other loads that had the same version, in ascending order. */
  readonly otherLoads: ReadonlyArray<number>;
  /** A newer load that is not published and says something else of the trial. */
  readonly newerLoad: number | null;
}

/**
 * Chooses the row to trace: of the asked load; else of the version that analytics shows, in the newest published load that had
 * it; else of the newest load that said anything of the trial. Undefined where the asked load has no row of the trial.
 */
export const choosePlace = (
  places: ReadonlyArray<RowPlace>,
  asked: { readonly loadId: number | null; readonly publishedRecordId: number | null },
): PlaceChoice | undefined => {
  const newestLoaded = places.toSorted((a, b) => b.loadId - a.loadId || newestFirst(a, b));
  const candidates =
    asked.loadId !== null
      ? places.filter(({ loadId }) => loadId === asked.loadId)
      : asked.publishedRecordId !== null
        ? places.filter(({ recordId }) => recordId === asked.publishedRecordId)
        : newestLoaded.slice(0, 1);
  const place = candidates.toSorted(newestFirst)[0];
  if (place === undefined) return undefined;
  const same = places.filter(({ recordId, loadId }) => recordId === place.recordId && loadId !== place.loadId);
  const newer = newestLoaded.find(
    (other) => other.loadId > place.loadId && other.publishedFrom === null && other.recordId !== place.recordId,
  );
  return {
    place,
    otherLoads: [...new Set(same.map(({ loadId }) => loadId))].sort((a, b) => a - b),
    newerLoad: newer?.loadId ?? null,
  };
};
