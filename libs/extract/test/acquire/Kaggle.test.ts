import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Effect, Layer } from "effect";
import { HttpClient, HttpClientResponse } from "effect/http";
import { describe, expect, it } from "vitest";
import { Kaggle } from "../../src/acquire/Kaggle.ts";
import { ExtractConfig } from "../../src/config.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { runWithEnv } from "./runWithEnv.ts";
import { closedAddress, startServer } from "./startServer.ts";
import { writeZip } from "./writeZip.ts";

const dataset = "/datasets/download/parulpandey/covid19-clinical-trials-dataset";
const fileName = "COVID clinical trials.csv";
const filePath = `${dataset}/COVID%20clinical%20trials.csv`;
const csv = `"Rank","NCT Number"\n"1","NCT04785898"\n`;
const zip = writeZip([{ name: fileName, data: csv, method: "deflated" }]);

const token = "KGAT_0123456789abcdef";
const signature = "b7f00dc0ffee";
const signed = `/bucket/archive.zip?X-Goog-Expires=600&X-Goog-Signature=${signature}`;

// Where no name server answers, each attempt to resolve a name takes its time.
const once = { TRIALFLOW_EXTRACT_KAGGLE_ATTEMPTS: "1" };

const sendJson = (response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}) => {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
};
const sendZip = (response: ServerResponse, headers: Record<string, string> = {}) => {
  response
    .writeHead(200, { "content-type": "application/zip", "content-length": String(zip.length), ...headers })
    .end(zip);
};

const fetchTable = async (url: string, env: Record<string, string> = {}) => {
  const home = temporaryFolder();
  const outcome = await runWithEnv(
    {
      TRIALFLOW_HOME: home,
      TRIALFLOW_EXTRACT_KAGGLE_URL: url,
      TRIALFLOW_EXTRACT_KAGGLE_RETRY_DELAY: "1 milli",
      KAGGLE_CONFIG_DIR: join(home, "no-kaggle-folder"),
      ...env,
    },
    Kaggle.use((kaggle) => kaggle.fetchTable).pipe(Effect.provide(Kaggle.layerConfig)),
  );
  const names = await readdir(home, { recursive: true });
  return { outcome, home, parts: names.filter((name) => name.endsWith(".part")), names };
};

/** The reason's tag, after checking what must hold for every failure: no secret shown, nothing left on disk, the user told what to do. */
const tagOf = ({ outcome, parts, names }: Awaited<ReturnType<typeof fetchTable>>): string => {
  const { error, printed } = outcome;
  expect(printed).not.toContain(token);
  expect(printed).not.toContain(signature);
  expect(printed).not.toMatch(/Bearer|Basic |X-Goog/);
  expect(parts).toEqual([]);
  expect(names.filter((name) => name.endsWith(".csv"))).toEqual([]);
  expect(error.message).toMatch(/Run again|run again|Check|Create|Correct|Open|Set |set |raise|fetch it again/);
  return error.reason._tag;
};

/** Fetches through an HTTP client that answers from the given function; for what a server of this machine cannot do. */
const fetchWith = async (answer: (url: string) => Response) => {
  const client = HttpClient.make((request, url) =>
    Effect.sync(() => HttpClientResponse.fromWeb(request, answer(url.href))),
  );
  const home = temporaryFolder();
  const outcome = await runWithEnv(
    { TRIALFLOW_HOME: home, TRIALFLOW_EXTRACT_KAGGLE_ATTEMPTS: "1", KAGGLE_CONFIG_DIR: home },
    Effect.gen(function* () {
      const { kaggle } = yield* ExtractConfig;
      return yield* Kaggle.use(({ fetchTable }) => fetchTable).pipe(
        Effect.provide(Kaggle.layer(kaggle).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, client)))),
      );
    }),
  );
  return outcome.error;
};

describe("Kaggle", () => {
  it("follows the redirect to storage, unpacks the table, and never shows the storage its credentials", async () => {
    const storage = await startServer((_, response) => sendZip(response));
    const api = await startServer((_, response) =>
      response.writeHead(302, { location: `${storage.url}${signed}` }).end(),
    );
    const { outcome, home, parts } = await fetchTable(`${api.url}/`, { KAGGLE_API_TOKEN: token });

    const { path } = outcome.value;
    expect(await readFile(path, "utf8")).toBe(csv);
    expect(outcome.value).toEqual({
      path: join(home, "downloads/kaggle/parulpandey/covid19-clinical-trials-dataset", fileName),
      fileName,
      uri: `${api.url}${filePath}#COVID%20clinical%20trials.csv`,
    });
    expect(api.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([[filePath, `Bearer ${token}`]]);
    expect(storage.seen.map(({ url }) => url)).toEqual([signed]);
    expect(storage.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(JSON.stringify(storage.seen)).not.toContain(token);
    expect(storage.seen[0]?.headers).not.toHaveProperty("traceparent");
    expect(outcome.printed).not.toContain(token);
    expect(outcome.printed).not.toContain(signature);
    expect(parts).toEqual([]);
  });

  it("sends credentials no more once a redirect has left Kaggle, even when a later one comes back", async () => {
    const storage = await startServer((_, response) => response.writeHead(307, { location: `${api.url}/back` }).end());
    const api = await startServer((request, response) => {
      if (request.url === "/back") sendZip(response);
      else response.writeHead(302, { location: `${storage.url}/away` }).end();
    });
    const { outcome } = await fetchTable(api.url, { KAGGLE_API_TOKEN: token });
    expect(outcome.value.fileName).toBe(fileName);
    expect(api.seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${token}`, undefined]);
  });

  it("hands over the real export byte for byte", async ({ skip }) => {
    const real = new URL("../../../../../shared/data/kaggle/COVID%20clinical%20trials.csv", import.meta.url);
    if (!existsSync(real)) return skip(`there is no ${real.pathname}`);
    const content = await readFile(real);
    const body = writeZip([{ name: fileName, data: content, method: "deflated" }]);
    const storage = await startServer((_, response) =>
      response.writeHead(200, { "content-length": `${body.length}` }).end(body),
    );
    const api = await startServer((_, response) =>
      response.writeHead(302, { location: `${storage.url}${signed}` }).end(),
    );
    const { outcome } = await fetchTable(api.url);
    expect(content.equals(await readFile(outcome.value.path))).toBe(true);
  });

  it("keeps sending credentials through redirects on Kaggle itself", async () => {
    const api = await startServer((request, response) => {
      if (request.url === "/moved") sendZip(response);
      else response.writeHead(301, { location: "/moved" }).end();
    });
    const { outcome } = await fetchTable(api.url, { KAGGLE_USERNAME: "ada", KAGGLE_KEY: "k3y" });
    expect(outcome.value.fileName).toBe(fileName);
    const basic = `Basic ${Buffer.from("ada:k3y").toString("base64")}`;
    expect(api.seen.map(({ headers }) => headers.authorization)).toEqual([basic, basic]);
  });

  it("asks without credentials when there are none", async () => {
    const api = await startServer((_, response) => sendZip(response));
    const { outcome } = await fetchTable(api.url);
    expect(outcome.value.fileName).toBe(fileName);
    expect(api.seen[0]?.headers).not.toHaveProperty("authorization");
  });

  it("takes a table that comes unpacked", async () => {
    const api = await startServer((_, response) => response.writeHead(200, { "content-type": "text/csv" }).end(csv));
    const { outcome, parts } = await fetchTable(api.url);
    expect(outcome.value.uri).toBe(`${api.url}${filePath}`);
    expect(await readFile(outcome.value.path, "utf8")).toBe(csv);
    expect(parts).toEqual([]);
  });

  it("takes the only CSV file of the whole dataset when the file has another name by now", async () => {
    const all = writeZip([
      { name: "studies/NCT04785898.xml", data: "<clinical_study/>" },
      { name: "trials-2020-08-01.csv", data: csv },
    ]);
    const api = await startServer((request, response) => {
      if (request.url === dataset) response.end(all);
      else sendJson(response, 404, { code: 404, message: "Not found" });
    });
    const { outcome } = await fetchTable(api.url);
    expect(outcome.value.fileName).toBe("trials-2020-08-01.csv");
    expect(outcome.value.uri).toBe(`${api.url}${dataset}#trials-2020-08-01.csv`);
    expect(api.seen.map(({ url }) => url)).toEqual([filePath, dataset]);
  });

  it("lists what the dataset holds when no table of it can be chosen", async () => {
    const all = writeZip(["one.csv", "two.csv", "notes.md"].map((name) => ({ name, data: csv })));
    const api = await startServer((request, response) => {
      if (request.url === dataset) response.end(all);
      else sendJson(response, 404, { code: 404, message: "Not found" });
    });
    const failed = await fetchTable(api.url);
    expect(tagOf(failed)).toBe("NoSingleTable");
    expect(failed.outcome.error.message).toContain("one.csv, two.csv, notes.md");
    expect(failed.outcome.error.message).toContain(`"${fileName}"`);
  });

  it("asks for the dataset and the file that are configured", async () => {
    const api = await startServer((_, response) => response.end("a,b\n1,2\n"));
    const { outcome } = await fetchTable(`${api.url}/api/v1`, {
      TRIALFLOW_EXTRACT_KAGGLE_DATASET: "someone/other-trials",
      TRIALFLOW_EXTRACT_KAGGLE_FILE: "50% done.csv",
    });
    expect(outcome.value.fileName).toBe("50% done.csv");
    expect(api.seen[0]?.url).toBe("/api/v1/datasets/download/someone/other-trials/50%25%20done.csv");
  });

  it("replaces an older download", async () => {
    const api = await startServer((_, response, count) => response.end(`a\n${count}\n`));
    const home = temporaryFolder();
    await fetchTable(api.url, { TRIALFLOW_HOME: home });
    const { outcome } = await fetchTable(api.url, { TRIALFLOW_HOME: home });
    expect(await readFile(outcome.value.path, "utf8")).toBe("a\n2\n");
  });

  it("accepts a body that the storage compressed on the way", async () => {
    const packed = gzipSync(csv);
    const api = await startServer((_, response) => {
      response.writeHead(200, {
        "content-type": "text/csv",
        "content-encoding": "gzip",
        "content-length": String(packed.length),
      });
      response.end(packed);
    });
    const { outcome } = await fetchTable(api.url);
    expect(await readFile(outcome.value.path, "utf8")).toBe(csv);
  });
});

describe("Kaggle, answers that are no file", () => {
  it("says how to set a token when it is told to sign in (401)", async () => {
    const api = await startServer((_, response) => sendJson(response, 401, { code: 401, message: "Unauthenticated" }));
    const failed = await fetchTable(api.url);
    expect(tagOf(failed)).toBe("Unauthorized");
    expect(failed.outcome.error.message).toContain("KAGGLE_API_TOKEN");
    expect(api.seen).toHaveLength(1);
  });

  it("names the place of credentials that are not accepted, never their value (401)", async () => {
    const api = await startServer((request, response) => {
      // A server may well repeat what it was sent.
      sendJson(response, 401, { code: 401, message: `Invalid ${request.headers.authorization}` });
    });
    const failed = await fetchTable(api.url, { KAGGLE_API_TOKEN: token });
    expect(tagOf(failed)).toBe("Unauthorized");
    expect(failed.outcome.error.message).toContain("the credentials from KAGGLE_API_TOKEN");
  });

  it("points to the dataset's terms when the account may not read it (403)", async () => {
    const api = await startServer((_, response) =>
      sendJson(response, 403, { code: 403, message: "Permission denied" }),
    );
    const failed = await fetchTable(api.url, { KAGGLE_API_TOKEN: token });
    expect(tagOf(failed)).toBe("Forbidden");
    expect(failed.outcome.error.message).toContain("accept its terms");
  });

  it("does not blame the credentials when the storage refuses a signed link (403)", async () => {
    const storage = await startServer((_, response) => response.writeHead(403).end("<Error/>"));
    const api = await startServer((_, response) =>
      response.writeHead(302, { location: `${storage.url}${signed}` }).end(),
    );
    const failed = await fetchTable(api.url, { KAGGLE_API_TOKEN: token });
    expect(tagOf(failed)).toBe("Forbidden");
    expect(failed.outcome.error.message).toContain("the storage refused the link");
    expect(failed.outcome.error.message).toContain(`${storage.url}/bucket/archive.zip answered`);
  });

  it("says what to check when neither file nor dataset exists (404)", async () => {
    const api = await startServer((_, response) => sendJson(response, 404, { code: 404, message: "Not found" }));
    const failed = await fetchTable(api.url);
    expect(tagOf(failed)).toBe("NotFound");
    expect(failed.outcome.error.message).toContain("TRIALFLOW_EXTRACT_KAGGLE_DATASET");
  });

  it("believes an error code in the body of an answer of status 200", async () => {
    const api = await startServer((_, response) =>
      sendJson(response, 200, { code: 403, message: "Permission denied" }),
    );
    expect(tagOf(await fetchTable(api.url))).toBe("Forbidden");
  });

  it.each([
    ["an HTML page", "text/html; charset=utf-8", "<!DOCTYPE html><title>Sign in</title>"],
    ["an HTML page", "application/octet-stream", "\ufeff\n<html><body>Captive portal</body></html>"],
    ["an XML document", "application/xml", "<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>"],
    ["a JSON document", "application/json", '{"datasets": []}'],
    ["an empty body", "text/csv", ""],
  ])("refuses %s (%s) in place of a file", async (found, contentType, body) => {
    const api = await startServer((_, response) => response.writeHead(200, { "content-type": contentType }).end(body));
    const failed = await fetchTable(api.url);
    expect(tagOf(failed)).toBe("UnexpectedContent");
    expect(failed.outcome.error.message).toContain(`gave ${found}, expected a zip or CSV file`);
    expect(api.seen).toHaveLength(1);
  });

  it("refuses a dataset that is no zip file", async () => {
    const api = await startServer((request, response) =>
      response.writeHead(request.url === dataset ? 200 : 404).end(csv),
    );
    expect(tagOf(await fetchTable(api.url))).toBe("UnexpectedContent");
  });

  it.each([204, 206, 304, 400, 410])("refuses status %i", async (status) => {
    const api = await startServer((_, response) => response.writeHead(status).end());
    const failed = await fetchTable(api.url);
    expect(tagOf(failed)).toBe("UnexpectedContent");
    expect(failed.outcome.error.message).toContain(`HTTP status ${status}`);
  });

  it("stops after five redirects", async () => {
    const api = await startServer((_, response, count) =>
      response.writeHead(302, { location: `/again/${count}` }).end(),
    );
    expect(tagOf(await fetchTable(api.url, { KAGGLE_API_TOKEN: token }))).toBe("TooManyRedirects");
    expect(api.seen).toHaveLength(6);
  });

  it.each([
    ["to no address", {}],
    ["to an invalid address", { location: `http://[${signature}` }],
    ["to a file of this machine", { location: `file:///etc/passwd?${signature}` }],
  ])("does not follow a redirect %s", async (_, headers) => {
    const api = await startServer((_, response) => response.writeHead(302, headers).end());
    expect(tagOf(await fetchTable(api.url))).toBe("BadRedirect");
  });
});

describe("Kaggle, failures on the way", () => {
  it("tries again after a server error", async () => {
    const api = await startServer((_, response, count) => {
      if (count < 3) response.writeHead(503).end("busy");
      else sendZip(response);
    });
    const { outcome } = await fetchTable(api.url);
    expect(outcome.value.fileName).toBe(fileName);
    expect(api.seen).toHaveLength(3);
    expect(outcome.logs.filter((line) => line.startsWith("Warn Attempt"))).toHaveLength(2);
  });

  it("gives up after the configured attempts", async () => {
    const api = await startServer((_, response) => response.writeHead(502).end());
    const failed = await fetchTable(api.url, { TRIALFLOW_EXTRACT_KAGGLE_ATTEMPTS: "2" });
    expect(tagOf(failed)).toBe("ServerError");
    expect(failed.outcome.error.message).toContain("answered 502");
    expect(api.seen).toHaveLength(2);
  });

  it("tries again after a rate limit that names a time already past", async () => {
    const api = await startServer((_, response, count) => {
      const past = "Sun, 06 Nov 1994 08:49:37 GMT";
      if (count === 1) sendJson(response, 429, { code: 429 }, { "retry-after": past });
      else sendZip(response);
    });
    expect((await fetchTable(api.url)).outcome.value.fileName).toBe(fileName);
    expect(api.seen).toHaveLength(2);
  });

  it("does not wait longer than allowed for a rate limit, and says how long it would be", async () => {
    const api = await startServer((_, response) => sendJson(response, 429, { code: 429 }, { "retry-after": "3600" }));
    const failed = await fetchTable(api.url);
    expect(tagOf(failed)).toBe("RateLimited");
    expect(failed.outcome.error.message).toContain("3600 seconds");
    expect(failed.outcome.error.isRetryable).toBe(true);
    expect(api.seen).toHaveLength(1);
  });

  it("reports a body that breaks off, after trying again", async () => {
    const api = await startServer((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("a,b\n");
      setTimeout(() => response.destroy(), 20);
    });
    const failed = await fetchTable(api.url, { KAGGLE_API_TOKEN: token });
    expect(tagOf(failed)).toBe("Truncated");
    expect(failed.outcome.error.message).toMatch(/ended after \d+ bytes, expected 1000 bytes/);
    expect(api.seen).toHaveLength(3);
  });

  it("takes the whole file from a second attempt after a broken first", async () => {
    const api = await startServer((_, response, count) => {
      if (count > 1) return sendZip(response);
      response.writeHead(200, { "content-length": String(zip.length) });
      response.write(zip.subarray(0, 40));
      setTimeout(() => response.destroy(), 20);
    });
    const { outcome, parts } = await fetchTable(api.url);
    expect(await readFile(outcome.value.path, "utf8")).toBe(csv);
    expect(parts).toEqual([]);
  });

  it("reports a body of unknown length that breaks off", async () => {
    const api = await startServer((_, response) => {
      response.writeHead(200, { "transfer-encoding": "chunked" });
      response.write("a,b\n");
      setTimeout(() => response.destroy(), 20);
    });
    const failed = await fetchTable(api.url);
    expect(tagOf(failed)).toBe("Truncated");
    expect(failed.outcome.error.message).toContain("expected the end of the file");
  });

  it("reports a body that stalls", async () => {
    const api = await startServer((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("a,b\n");
    });
    const failed = await fetchTable(api.url, { TRIALFLOW_EXTRACT_KAGGLE_IDLE_TIMEOUT: "40 millis" });
    expect(tagOf(failed)).toBe("Timeout");
    expect(failed.outcome.error.message).toContain("40 ms for more bytes");
    expect(api.seen).toHaveLength(3);
  });

  it("reports a server that takes the request and never answers", async () => {
    const api = await startServer(() => {});
    const failed = await fetchTable(api.url, {
      TRIALFLOW_EXTRACT_KAGGLE_RESPONSE_TIMEOUT: "40 millis",
      KAGGLE_API_TOKEN: token,
    });
    expect(tagOf(failed)).toBe("Timeout");
    expect(failed.outcome.error.message).toContain("40 ms for a response");
    expect(api.seen).toHaveLength(3);
  });

  it("ends a download that trickles on past the total time", async () => {
    const api = await startServer((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("a,b\n"), 5);
      response.on("close", () => clearInterval(timer));
    });
    const failed = await fetchTable(api.url, { TRIALFLOW_EXTRACT_KAGGLE_TOTAL_TIMEOUT: "150 millis" });
    expect(tagOf(failed)).toBe("Timeout");
    expect(failed.outcome.error.message).toContain("150 ms for the whole download");
  });

  it("reports a port at which nobody listens", async () => {
    const failed = await fetchTable(await closedAddress(), { KAGGLE_API_TOKEN: token });
    expect(tagOf(failed)).toBe("Unreachable");
    expect(failed.outcome.error.message).toContain("(ECONNREFUSED): the connection was refused");
    expect(failed.outcome.logs.filter((line) => line.startsWith("Warn Attempt"))).toHaveLength(2);
  });

  it("reports a name that does not exist", async () => {
    const failed = await fetchTable("http://kaggle.invalid/api/v1", once);
    expect(tagOf(failed)).toBe("Unreachable");
    expect(failed.outcome.error.message).toContain("could not be resolved");
  });

  it("reports a server that does not speak TLS, and does not try again", async () => {
    const api = await startServer((_, response) => sendZip(response));
    const failed = await fetchTable(api.url.replace("http:", "https:"), { KAGGLE_API_TOKEN: token });
    expect(tagOf(failed)).toBe("Unreachable");
    expect(failed.outcome.error.message).toContain("TLS");
    expect(failed.outcome.error.isRetryable).toBe(false);
  });

  it("accepts bytes whose announced checksum fits, and refuses others", async () => {
    const md5 = createHash("md5").update(zip).digest("base64");
    const good = await startServer((_, response) => sendZip(response, { "x-goog-hash": `crc32c=AAAAAA==,md5=${md5}` }));
    expect((await fetchTable(good.url)).outcome.value.fileName).toBe(fileName);
    const other = createHash("md5").update("other").digest("base64");
    const bad = await startServer((_, response) => sendZip(response, { "x-goog-hash": `md5=${other}` }));
    expect(tagOf(await fetchTable(bad.url))).toBe("ChecksumMismatch");
    expect(bad.seen).toHaveLength(3);
  });

  it("refuses a zip file that is cut short, although all announced bytes came", async () => {
    const half = zip.subarray(0, zip.length - 30);
    const api = await startServer((_, response) =>
      response.writeHead(200, { "content-length": String(half.length) }).end(half),
    );
    const failed = await fetchTable(api.url);
    expect(tagOf(failed)).toBe("BadZip");
    expect(failed.outcome.error.message).toContain(`${api.url}${filePath} is not a usable zip file`);
  });

  it.each([
    ["announced", { "content-length": String(zip.length) }],
    ["seen only while it comes", {}],
  ])("refuses a download beyond the size bound (%s)", async (_, headers) => {
    const api = await startServer((_, response) => response.writeHead(200, headers).end(zip));
    const failed = await fetchTable(api.url, { TRIALFLOW_EXTRACT_MAX_SIZE: "100 B" });
    expect(tagOf(failed)).toBe("TooLarge");
    expect(failed.outcome.error.message).toContain("TRIALFLOW_EXTRACT_MAX_SIZE");
  });

  it("counts the bytes itself where an HTTP client does not", async () => {
    const failed = await fetchWith(() => new Response(csv, { headers: { "content-length": "1000" } }));
    expect(failed.reason).toMatchObject({ _tag: "Truncated", receivedBytes: csv.length, expectedBytes: 1000 });
  });

  it("does not follow a redirect from an encrypted to an unencrypted address", async () => {
    const asked: Array<string> = [];
    const failed = await fetchWith((url) => {
      asked.push(url);
      return new Response(null, { status: 302, headers: { location: "http://storage.example.org/file" } });
    });
    expect(failed.reason._tag).toBe("BadRedirect");
    expect(asked).toHaveLength(1);
  });

  it("warns before it sends credentials over an unencrypted connection to another machine", async () => {
    const { outcome } = await fetchTable("http://kaggle.invalid", { KAGGLE_API_TOKEN: token, ...once });
    expect(outcome.logs[0]).toBe(
      "Warn Kaggle credentials are sent unencrypted to http://kaggle.invalid/; use https://",
    );
    const { outcome: anonymous } = await fetchTable("http://kaggle.invalid", once);
    expect(anonymous.logs.join()).not.toContain("unencrypted");
  });

  it("asks nobody when the configured credentials cannot be used", async () => {
    const api = await startServer((_, response) => sendZip(response));
    const failed = await fetchTable(api.url, { KAGGLE_API_TOKEN: `${token}\ninjected: header` });
    expect(tagOf(failed)).toBe("CredentialsUnusable");
    expect(api.seen).toEqual([]);
  });
});
