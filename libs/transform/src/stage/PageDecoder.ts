import { Effect, type Scope } from "effect";
import { type EncodedPage, type PageOrigin, pageEncoder } from "./encodePage.ts";

/** Decodes pages of records; some threads may do so at the same time. */
export interface PageDecoder<E> {
  /** How many pages it has in hand at the same time; 0 stands for this thread, which decodes and waits. */
  readonly workers: number;
  /** Decodes a page. Takes its memory: the page is empty afterwards. */
  readonly decode: (page: Uint8Array<ArrayBuffer>) => Effect.Effect<EncodedPage, E>;
}

/** Makes what decodes the pages of a pass, when it is known how many records are to be decoded. */
export type MakePageDecoder<E> = (origin: PageOrigin, records: number) => Effect.Effect<PageDecoder<E>, E, Scope.Scope>;

/** Decodes in this thread. */
export const decodeHere: MakePageDecoder<never> = (origin) =>
  Effect.sync(() => {
    const encode = pageEncoder(origin);
    return { workers: 0, decode: (page) => Effect.sync(() => encode(page)) };
  });
