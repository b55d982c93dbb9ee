import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { SlackBody } from "../../../src/alerts/slackBody.ts";

/** What a webhook was sent. */
export interface Message {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: SlackBody;
  readonly status: number;
}

/** A chat's webhook on a port of its own. */
export interface Webhook {
  readonly port: number;
  readonly messages: Array<Message>;
  /** Names of the alerts that it took. */
  readonly taken: () => ReadonlyArray<string>;
  readonly stop: () => Promise<void>;
}

/** The name of the alert that a message is about. */
export const alertIn = ({ attachments }: SlackBody): string =>
  attachments[0]?.fields.find(({ title }) => title === "alert")?.value ?? "";

/** What is secret about an address. */
export const secret = "T0SECRET-b1ab1a";
export const addressOf = (port: number): string => `http://127.0.0.1:${port}/services/${secret}?token=${secret}`;

/**
 * Starts a webhook that answers each request as told, by its number from 1 on; `null` gives no answer at all.
 */
export const startWebhook = async (
  statusOf: (number: number) => number | null = () => 200,
  port = 0,
  delayMs = 0,
): Promise<Webhook> => {
  const messages: Array<Message> = [];
  const server: Server = createServer((request, response) => {
    const parts: Array<Buffer> = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const status = statusOf(messages.length + 1);
      const body = JSON.parse(Buffer.concat(parts).toString("utf8")) as SlackBody;
      messages.push({ path: request.url ?? "", headers: request.headers, body, status: status ?? 0 });
      if (status === null) return;
      setTimeout(() => response.writeHead(status, { location: "/elsewhere" }).end("ok"), delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    messages,
    taken: () => messages.filter(({ status }) => status === 200).map(({ body }) => alertIn(body)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
