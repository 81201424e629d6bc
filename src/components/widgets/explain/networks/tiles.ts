/** Hidden units in a row of their pictures, as `sprite.ts` lays them out. */
export const ACROSS = 8;
