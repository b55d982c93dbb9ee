import { connect, createServer, type Socket } from "node:net";

/** A way to a server that can fall silent, so that connections stay open and nothing passes any more, or be cut. */
export interface PausableProxy {
  readonly url: string;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends all connections and every new one. */
  readonly cut: () => void;
  readonly mend: () => void;
  /** Connections opened so far. */
  readonly connectionCount: () => number;
  readonly close: () => Promise<void>;
}

/** Stands between a client and the server of a URL. */
export const startProxy = async (target: string): Promise<PausableProxy> => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isPaused = false;
  let isCut = false;
  let count = 0;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    count += 1;
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (data) => far.write(data));
    far.on("data", (data) => near.write(data));
    if (isPaused) for (const socket of [near, far]) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no address");
  const url = new URL(target);
  url.port = String(address.port);
  return {
    url: url.href,
    pause: () => {
      isPaused = true;
      for (const socket of sockets) socket.pause();
    },
    resume: () => {
      isPaused = false;
      for (const socket of sockets) socket.resume();
    },
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      isCut = false;
    },
    connectionCount: () => count,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
