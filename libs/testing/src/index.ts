export { type ReadmeExample, runReadmeExamples } from "./runReadmeExamples.ts";
export { createEmptyDatabase, createTestDatabase, type TestDatabase } from "./testDatabase.ts";
export { startTestServer, type TestServer } from "./testServer.ts";
