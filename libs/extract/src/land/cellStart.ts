/** Returns where a cell of a record begins, given where the record's cells end. */
export const cellStart = (cellEnds: Int32Array, position: number): number =>
  position === 0 ? 0 : (cellEnds[position - 1] ?? 0) + 1;
