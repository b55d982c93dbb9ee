import { Socket } from "node:net";

/** Where the driver wants to go: its parsed hosts and ports, or the path of a Unix socket. */
export interface Destination {
  readonly host: ReadonlyArray<string>;
  readonly port: ReadonlyArray<number>;
  readonly path?: string | false;
}

/**
 * Opens the driver's socket without Nagle's algorithm. With it, the end of every COPY waits for the server's delayed
 * acknowledgement of the last data: 40 to 90 ms for each, whatever its size. The driver has no setting for it but this hook.
 *
 * A connection that cannot be opened is given to the driver as a socket that fails at once: thrown errors would leave the
 * driver's place for the connection occupied for ever.
 * Units   milliseconds
 */
export const openSocket =
  (timeoutMs: number) =>
  ({ host, port, path }: Destination): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = new Socket();
      const fail = (error: Error) => {
        socket.destroy();
        const failed = new Socket();
        failed.write = () => true;
        resolve(failed);
        setImmediate(() => failed.destroy(error));
      };
      socket.setNoDelay(true);
      socket.setTimeout(timeoutMs, () =>
        fail(Object.assign(new Error(`no answer within ${timeoutMs / 1000} s`), { code: "CONNECT_TIMEOUT" })),
      );
      socket.once("error", fail);
      socket.once("connect", () => {
        socket.setTimeout(0);
        socket.removeListener("error", fail);
        // A proxy whose server is gone accepts and hangs up. The driver would dial again for ever without a word.
        socket.once("end", () => {
          if (socket.bytesRead > 0) return;
          socket.destroy(
            Object.assign(new Error("the server hung up before it said anything"), { code: "ECONNRESET" }),
          );
        });
        resolve(socket);
      });
      if (typeof path === "string") socket.connect(path);
      else {
        const name = host[0] ?? "localhost";
        // The driver reads the name for TLS from the socket.
        Object.assign(socket, { host: name, port: port[0] });
        socket.connect(port[0] ?? 5432, name);
      }
    });
