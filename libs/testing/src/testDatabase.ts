import { randomUUID } from "node:crypto";
import { Database, type DatabaseError } from "@trialflow/database";
import { type Layer, Redacted } from "effect";
import postgres from "postgres";
import { inject } from "vitest";
import { templateName } from "./globalSetup.ts";

/** A migrated database of a test file's own. */
export interface TestDatabase {
  readonly url: string;
  readonly layer: Layer.Layer<Database, DatabaseError>;
  /** A plain client for looking at the result behind the program's back. End it before the file ends. */
  readonly connect: (user?: { readonly name: string; readonly password: string }) => postgres.Sql;
}

const create = async (template: string): Promise<string> => {
  const serverUrl = inject("serverUrl");
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await admin.unsafe(`create database ${name} template ${template}`);
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};

const describe = (url: string): TestDatabase => ({
  url,
  layer: Database.layerUrl(Redacted.make(url)),
  connect: (user) => {
    const own = new URL(url);
    if (user !== undefined) {
      own.username = user.name;
      own.password = user.password;
    }
    return postgres(own.href, { max: 2, onnotice: () => {} });
  },
});

/** Copies the migrated template. */
export const createTestDatabase = async (): Promise<TestDatabase> => describe(await create(templateName));

/** Gives a database without any schema. */
export const createEmptyDatabase = async (): Promise<TestDatabase> => describe(await create("template1"));
