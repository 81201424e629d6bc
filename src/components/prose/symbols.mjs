/**
 * The symbols of the book: one name, one colour, everywhere.
 * Each macro wraps its letter in an element that carries the symbol's name (`data-symbol`), so that it has its
 * colour, and pointing at it can light it wherever it stands.
 */
const symbols = {
  vx: ['x', 'x'],
  vW: ['W', 'W'],
  vw: ['W', 'w'],
  vpred: ['prediction', '\\hat y'],
  vlabel: ['label', 'y'],
  verror: ['error', 'E'],
  vdelta: ['delta', '\\delta'],
  vdW: ['weightDeltas', '\\Delta W'],
  vdw: ['weightDeltas', '\\Delta w'],
  valpha: ['alpha', '\\alpha'],
};

/** KaTeX macros: `\vdelta` and the like. */
export const symbolMacros = Object.fromEntries(
  Object.entries(symbols).map(([macro, [name, letter]]) => [
    `\\${macro}`,
    `\\htmlData{symbol=${name}}{${letter}}`,
  ]),
);
