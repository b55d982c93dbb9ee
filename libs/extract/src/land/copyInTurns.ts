import { Effect, Pull, Stream } from "effect";

/** Content for one of the tables that the rows of a file go to. */
export interface Piece<A> {
  /** `landing`: what is still to be decided about. `rows`: the place of what is settled. */
  readonly into: "landing" | "rows";
  readonly content: A;
}

/**
 * Copies pieces into their tables by one connection, which has one COPY at a time: pieces that follow each other into the same table share it.
 * None is begun before its first piece is there.
 */
export const copyInTurns = <A, E, R, E2, R2>(
  pieces: Stream.Stream<Piece<A>, E, R>,
  copy: (into: Piece<A>["into"], contents: Stream.Stream<A, E>) => Effect.Effect<unknown, E | E2, R2>,
): Effect.Effect<void, E | E2, R | R2> =>
  Effect.scoped(
    Effect.gen(function* () {
      const pull = yield* Stream.toPull(pieces);
      const ready: Array<Piece<A>> = [];
      let isEnd = false;
      const peek = Effect.gen(function* () {
        while (ready.length === 0 && !isEnd) {
          const pulled = yield* Pull.catchDone(pull, () => Effect.succeed(undefined));
          if (pulled === undefined) isEnd = true;
          else ready.push(...pulled);
        }
        return ready[0];
      });
      for (let first = yield* peek; first !== undefined; first = yield* peek) {
        const { into } = first;
        const next = Effect.map(peek, (piece) =>
          piece?.into === into ? ([ready.splice(0, 1), undefined] as const) : undefined,
        );
        const contents = Stream.unfold(undefined, () => next).pipe(Stream.flattenIterable);
        yield* copy(
          into,
          Stream.map(contents, ({ content }) => content),
        );
      }
    }),
  );
