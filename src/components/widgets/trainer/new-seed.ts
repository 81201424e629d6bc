/** A new seed that nobody chose. */
export const newSeed = (): string => String((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000);
