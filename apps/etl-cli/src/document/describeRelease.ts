import type { Release } from "@trialflow/pipeline";

/** Gives a release as a JSON value, its hash in hexadecimal. */
export const describeRelease = (release: Release) => ({ ...release, audit_hash: release.audit_hash.toString("hex") });
