/** Identifies the operating-system account that the server runs as, where it is not that of this process. Ids are unsigned, as in stat(2). */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Gives the options of a child process that run it as a user; Node wants them as signed 32-bit numbers. */
export const spawnIdentity = (user: ServerUser | undefined): { readonly uid?: number; readonly gid?: number } =>
  user === undefined ? {} : { uid: user.uid | 0, gid: user.gid | 0 };
