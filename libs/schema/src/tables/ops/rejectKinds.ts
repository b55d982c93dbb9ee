import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/**
 * What sort of trouble a reject is. `vocabulary_news`: the source uses a word that no vocabulary of the program has, so that people
 * have to decide what it means; `malformed`: everything else.
 */
export const rejectKinds = ["vocabulary_news", "malformed"] as const;
export type RejectKind = (typeof rejectKinds)[number];

/** How the reason codes of unknown words begin: the one place that says so. */
const newsPrefix = "unknown_";

/** Tells the kind of a reject by its reason code. */
export const rejectKindOf = (reasonCode: string): RejectKind =>
  reasonCode.startsWith(newsPrefix) ? "vocabulary_news" : "malformed";

/** Tells the same in SQL. */
export const isVocabularyNews = (reasonCode: SQLWrapper): SQL<boolean> =>
  sql`starts_with(${reasonCode}, ${sql.raw(`'${newsPrefix}'`)})`;
