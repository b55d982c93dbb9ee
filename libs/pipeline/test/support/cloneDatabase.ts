import { randomUUID } from "node:crypto";
import postgres from "postgres";

/** Copies a database to which nobody is connected; what a pipeline's tests need of the copy. */
export const cloneDatabase = async (url: string) => {
  const template = new URL(url).pathname.slice(1);
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const server = new URL(url);
  server.pathname = "/postgres";
  const admin = postgres(server.href, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} template ${template}`);
  await admin.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, connect: () => postgres(own.href, { max: 2, onnotice: () => {} }) };
};
