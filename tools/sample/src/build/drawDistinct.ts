/**
 * Draws until a list holds the wanted number of different values.
 *
 * Gives fewer when the draws keep repeating themselves, so a small pool cannot loop for ever.
 */
export const drawDistinct = <A>(count: number, draw: () => A, key: (item: A) => string): ReadonlyArray<A> => {
  const drawn = new Map<string, A>();
  for (let attempt = 0; drawn.size < count && attempt < count * 20; attempt++) {
    const item = draw();
    if (!drawn.has(key(item))) drawn.set(key(item), item);
  }
  return [...drawn.values()];
};
