/**
 * The symbols of the book: one name, one colour, everywhere.
 *
 * @typedef {object} BookSymbol
 * @property {string} letter as written in plain text
 * @property {string} code its name in listings
 * @property {string} shape empty for a single number
 * @property {string} meaning
 */

/** @type {Readonly<Record<string, BookSymbol>>} What each `data-symbol` stands for, in the order of the notation table. */
export const bookSymbols = {
  x: { letter: 'x', code: 'image', shape: '[784]', meaning: 'The pixels of one image, 0 to 1.' },
  W: { letter: 'W', code: 'weights', shape: '[784, 10]', meaning: 'One weight from each input i to each output j.' },
  prediction: { letter: 'ŷ', code: 'prediction', shape: '[10]', meaning: 'What the network says: the image times the weights.' },
  label: { letter: 'y', code: 'label', shape: '[10]', meaning: 'What is right: 1 at the digit, 0 elsewhere.' },
  error: { letter: 'E', code: 'error', shape: '[10]', meaning: 'How wrong each output is: the delta squared.' },
  delta: { letter: 'δ', code: 'delta', shape: '[10]', meaning: 'Prediction minus label. The factor 2 of the slope goes into α.' },
  weightDeltas: { letter: 'ΔW', code: 'weightDeltas', shape: '[784, 10]', meaning: 'How much each weight shares in the delta: pixel times delta.' },
  alpha: { letter: 'α', code: 'alpha', shape: '', meaning: 'The learning rate: how large a step to take.' },
};

/** Macro -> the symbol's name and its letter in TeX. */
const macros = {
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

/**
 * KaTeX macros: `\vdelta` and the like. Each wraps its letter in an element that carries the symbol's name
 * (`data-symbol`), so that it has its colour, and pointing at it can light it wherever it stands.
 */
export const symbolMacros = Object.fromEntries(
  Object.entries(macros).map(([macro, [name, letter]]) => [`\\${macro}`, `{\\htmlData{symbol=${name}}{${letter}}}`]),
);
