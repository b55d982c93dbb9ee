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
      // Nothing here may hold a piece for longer than it is needed: large buffers that outlive their turn make V8 collect all garbage again and again.
      let ready: ReadonlyArray<Piece<A>> = [];
      let isEnd = false;
      const peek = Effect.gen(function* () {
        if (ready.length === 0 && !isEnd) {
          ready = yield* Pull.catchDone(pull, () => Effect.succeed([]));
          isEnd = ready.length === 0;
        }
        return ready[0];
      });
      const next = (into: Piece<A>["into"]) =>
        Effect.map(peek, (piece) => {
          if (piece?.into !== into) return undefined;
          ready = ready.slice(1);
          return [piece.content, undefined] as const;
        });
      for (let into = (yield* peek)?.into; into !== undefined; into = (yield* peek)?.into) {
        const table = into;
        yield* copy(
          table,
          Stream.unfold(undefined, () => next(table)),
        );
      }
    }),
  );
