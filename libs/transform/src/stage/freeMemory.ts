/**
 * Gives the memory of bytes back at once; they are empty afterwards. The garbage collector sees of an array buffer little more than its
 * handle, and lets dozens of megabytes gather before it looks for those that nobody holds.
 */
export const freeMemory = (bytes: Uint8Array<ArrayBuffer>): void => {
  if (!bytes.buffer.detached) bytes.buffer.transfer(0);
};
