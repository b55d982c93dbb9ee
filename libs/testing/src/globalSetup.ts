import { Database, migrate } from "@trialflow/database";
import { Effect, Redacted } from "effect";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startTestServer } from "./testServer.ts";

declare module "vitest" {
  export interface ProvidedContext {
    readonly serverUrl: string;
  }
}

/** The database that every test database is a copy of. */
export const templateName = "trialflow_template";

/** Starts one server for all test files of a project, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${templateName}`);
  await admin.end();
  const url = new URL(server.url);
  url.pathname = `/${templateName}`;
  await Effect.runPromise(migrate("test", "test").pipe(Effect.provide(Database.layerUrl(Redacted.make(url.href)))));
  project.provide("serverUrl", server.url);
  return server.stop;
}
