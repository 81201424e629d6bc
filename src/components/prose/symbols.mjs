import { symbolOfCode } from './symbol-codes.mjs';

/**
 * The symbols of the book: one name, one colour, everywhere.
 *
 * @typedef {object} BookSymbol
 * @property {string} letter as written in plain text
 * @property {string} code its name in listings (symbol-codes.mjs)
 * @property {string} shape empty for a single number
 * @property {string} meaning
 */

/** @type {Readonly<Record<string, Omit<BookSymbol, 'code'>>>} */
const meanings = {
  x: { letter: 'x', shape: '[784]', meaning: 'The pixels of one image, 0 to 1.' },
  W: { letter: 'W', shape: '[784, 10]', meaning: 'One weight from each input i to each output j.' },
  prediction: {
    letter: 'ŷ',
    shape: '[10]',
    meaning: 'What the network says: the image times the weights.',
  },
  label: { letter: 'y', shape: '[10]', meaning: 'What is right: 1 at the digit, 0 elsewhere.' },
  error: { letter: 'E', shape: '[10]', meaning: 'How wrong each output is: the delta squared.' },
  delta: {
    letter: 'δ',
    shape: '[10]',
    meaning: 'Prediction minus label. The factor 2 of the slope goes into α.',
  },
  weightDeltas: {
    letter: 'ΔW',
    shape: '[784, 10]',
    meaning: 'How much each weight shares in the delta: pixel times delta.',
  },
  alpha: { letter: 'α', shape: '', meaning: 'The learning rate: how large a step to take.' },
  bias: { letter: 'b', shape: '[10]', meaning: 'One number for each output, added to its weighted sum.' },
  scores: {
    letter: 'z',
    shape: '[10]',
    meaning: 'The weighted sums with their bias: any numbers, before softmax.',
  },
  probabilities: {
    letter: 'p',
    shape: '[10]',
    meaning: 'What softmax makes of the scores: shares of certainty that add up to 1.',
  },
  loss: { letter: 'L', shape: '', meaning: 'How wrong the network is on an image, in one number.' },
  sums: {
    letter: 'z⁽¹⁾',
    shape: '[units]',
    meaning: 'The weighted sums of the hidden units, before ReLU.',
  },
  hidden: { letter: 'h', shape: '[units]', meaning: 'The outputs of the hidden layer, after ReLU.' },
  W1: {
    letter: 'W⁽¹⁾',
    shape: '[784, units]',
    meaning: 'The weights of the hidden layer: from each pixel to each hidden unit.',
  },
  b1: { letter: 'b⁽¹⁾', shape: '[units]', meaning: 'The biases of the hidden layer.' },
  W2: {
    letter: 'W⁽²⁾',
    shape: '[units, 10]',
    meaning: 'The weights of the last layer: from each hidden unit to each output.',
  },
  b2: { letter: 'b⁽²⁾', shape: '[10]', meaning: 'The biases of the last layer.' },
  delta1: {
    letter: 'δ⁽¹⁾',
    shape: '[units]',
    meaning: 'The deltas of the hidden layer: passed back through W⁽²⁾, times the slope.',
  },
  delta2: {
    letter: 'δ⁽²⁾',
    shape: '[10]',
    meaning: 'The deltas of the last layer: probabilities minus label.',
  },
  dW1: {
    letter: 'ΔW⁽¹⁾',
    shape: '[784, units]',
    meaning: 'The gradient of the hidden layer’s weights: pixel times delta.',
  },
  dW2: {
    letter: 'ΔW⁽²⁾',
    shape: '[units, 10]',
    meaning: 'The gradient of the last layer’s weights: hidden output times delta.',
  },
};

const codeOf = new Map(Object.entries(symbolOfCode).map(([code, symbol]) => [symbol, code]));

/** @type {Readonly<Record<string, BookSymbol>>} What each `data-symbol` stands for, in the order of the notation table. */
export const bookSymbols = Object.fromEntries(
  Object.entries(meanings).map(([symbol, words]) => [symbol, { ...words, code: codeOf.get(symbol) ?? '' }]),
);

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
  vb: ['bias', 'b'],
  vz: ['scores', 'z'],
  vp: ['probabilities', 'p'],
  vloss: ['loss', 'L'],
  vh: ['hidden', 'h'],
  vzone: ['sums', 'z^{(1)}'],
  vWone: ['W1', 'W^{(1)}'],
  vbone: ['b1', 'b^{(1)}'],
  vWtwo: ['W2', 'W^{(2)}'],
  vbtwo: ['b2', 'b^{(2)}'],
  vdeltaone: ['delta1', '\\delta^{(1)}'],
  vdeltatwo: ['delta2', '\\delta^{(2)}'],
  vdWone: ['dW1', '\\Delta W^{(1)}'],
  vdWtwo: ['dW2', '\\Delta W^{(2)}'],
};

/**
 * KaTeX macros: `\vdelta` and the like. Each wraps its letter in an element that carries the symbol's name
 * (`data-symbol`), so that it has its colour, and pointing at it can light it wherever it stands.
 */
export const symbolMacros = Object.fromEntries(
  Object.entries(macros).map(([macro, [name, letter]]) => [`\\${macro}`, `{\\htmlData{symbol=${name}}{${letter}}}`]),
);
