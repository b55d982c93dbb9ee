/** Identifies the operating-system account that the server runs as, where it is not that of this process. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}
