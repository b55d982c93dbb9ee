import type { Db } from "@trialflow/database";
import { OverallStatus, overallStatuses, Phase, phases, StudyType, studyTypes } from "@trialflow/schema";
import { sql } from "drizzle-orm";

const excluded = (name: string) => sql.raw(`excluded.${name}`);

/**
 * Brings the vocabularies' tables to what the program knows.
 *
 * Writes   analytics.phases, analytics.overall_statuses, analytics.study_types, one row per value
 * Idempotent   yes
 */
export const vocabularyDimensions = (db: Db) => [
  db
    .insert(phases)
    .values(Phase.entries.map(({ value, label }) => ({ phase: value, label, sort_order: Phase.sortOrderOf(value) })))
    .onConflictDoUpdate({
      target: phases.phase,
      set: { label: excluded(phases.label.name), sort_order: excluded(phases.sort_order.name) },
    }),
  db
    .insert(overallStatuses)
    .values(
      OverallStatus.entries.map(({ value, label, isEnded }) => ({
        overall_status: value,
        label,
        sort_order: OverallStatus.sortOrderOf(value),
        is_ended: isEnded,
      })),
    )
    .onConflictDoUpdate({
      target: overallStatuses.overall_status,
      set: {
        label: excluded(overallStatuses.label.name),
        sort_order: excluded(overallStatuses.sort_order.name),
        is_ended: excluded(overallStatuses.is_ended.name),
      },
    }),
  db
    .insert(studyTypes)
    .values(
      StudyType.entries.map(({ value, label }) => ({
        study_type: value,
        label,
        sort_order: StudyType.sortOrderOf(value),
      })),
    )
    .onConflictDoUpdate({
      target: studyTypes.study_type,
      set: { label: excluded(studyTypes.label.name), sort_order: excluded(studyTypes.sort_order.name) },
    }),
];
