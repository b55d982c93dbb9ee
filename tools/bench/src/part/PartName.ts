/**
 * The parts of a round, each on a new and empty server: the command from nothing; the job on a running server with what follows it;
 * each step alone beside COPY.
 */
export const allParts = ["nothing", "whole", "steps"] as const;

/** One part of a round. */
export type PartName = (typeof allParts)[number];
