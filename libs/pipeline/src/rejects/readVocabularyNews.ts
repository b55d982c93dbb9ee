import { Database, type DatabaseError } from "@trialflow/database";
import { currentRejects, stagingTrials } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { SourceState } from "../ledger/sourceState.ts";

/** A word of the source that no vocabulary of the program has. */
export interface VocabularyNews {
  readonly reason: string;
  readonly field: string;
  /** The word as the source writes it; of a location its last part, where the country stands. */
  readonly value: string;
  /** Trials that use it. */
  readonly count: number;
  /** Those over all staged trials, from 0 to 1. */
  readonly share: number;
}

/**
 * Reads the words of the loaded content that no vocabulary has and nobody waived, the most frequent first.
 *
 * Reads    ops.reject_states, raw.ctgov_legacy_csv_rows, staging.trials
 */
export const readVocabularyNews = ({
  loaded_load_id,
  staged_rule_version,
}: SourceState): Effect.Effect<ReadonlyArray<VocabularyNews>, DatabaseError, Database> =>
  Effect.gen(function* () {
    if (loaded_load_id === null) return [];
    const database = yield* Database;
    return yield* database.query("rejects.vocabulary_news", (db) =>
      db.execute<VocabularyNews & Record<string, unknown>>(sql`
        select found.reason_code as reason, found.field,
               case found.reason_code when 'unknown_country' then regexp_replace(found.raw_text, '^.*, ', '') else found.raw_text end as value,
               count(distinct found.record_id)::int as count,
               count(distinct found.record_id)::float8 / greatest(1, (select count(*) from ${stagingTrials})) as share
        from (${currentRejects(loaded_load_id, staged_rule_version)}) as found
        where found.kind = 'vocabulary_news' and found.state = 'open'
        group by 1, 2, 3
        order by count desc, field, value`),
    );
  });
