// cspell:ignore ations calib defen licen offen spel
import { stemmer } from 'stemmer';

/** Words that say nothing of what is looked for. */
const EMPTY = new Set(
  'a an and are as at be but by can do does for from get has have how i if in into is it its me my no not of on or so that the their them then there this to too was we what when where which who why will with you your'.split(
    ' ',
  ),
);

/** Other words under which the book speaks of something: what readers ask for, and what stands there. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  backpropagation: ['backward', 'chain', 'delta1'],
  backprop: ['backpropagation', 'backward'],
  nan: ['diverged', 'infinity', 'overflow'],
  infinity: ['diverged', 'NaN'],
  explode: ['diverged', 'NaN'],
  cnn: ['convolution'],
  convnet: ['convolution'],
  mlp: ['hidden layer'],
  neuron: ['unit'],
  epoch: ['pass'],
  bug: ['mistake'],
  gpu: ['graphics card', 'WebGPU'],
  overfitting: ['dropout', 'validation'],
  regularization: ['dropout', 'L2'],
  gradient: ['delta'],
  optimizer: ['Adam', 'momentum'],
  activation: ['ReLU'],
  save: ['export'],
  download: ['export'],
  initialization: ['start', 'random'],
  cost: ['loss'],
  perceptron: ['neuron'],
};

/** The same for words that mean something together. */
const OTHER_PHRASES: Readonly<Record<string, readonly string[]>> = {
  'gradient descent': ['descent'],
  'activation function': ['activation', 'ReLU'],
  'fully connected': ['dense', 'layer'],
  'learning curve': ['curve'],
};

/** British endings and words, and the American ones under which both are found. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=...)is(?=(?:e[srd]?|ers|ing|able|ations?)$)/, 'iz'],
  [/(?<=..)ys(?=(?:e[srd]?|ers|ing)$)/, 'yz'],
  [/(?<=...)our(?=(?:s|ed|ing|al|ful)?$)/, 'or'],
  [/(?<=label|model|cancel|travel|signal|channel|level|total)l(?=(?:ed|ing|ers?)$)/, ''],
  [/^(cent|met|lit|fib|calib)re(?=s?$)/, '$1er'],
  [/^(analog|catalog|dialog)ues?$/, '$1'],
  [/^(program)mes?$/, '$1'],
  [/^(defen|licen|offen)ce(?=s?$)/, '$1se'],
  [/^judgement(?=s?$)/, 'judgment'],
  [/^artefact(?=s?$)/, 'artifact'],
  [/^grey/, 'gray'],
  [/^(burn|dream|learn|lean|spel|spoil)t$/, '$1ed'],
];

/** The words of a text as they stand there, with numbers in one piece: `60,000` and `0.01`. */
export const WORD = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\p{N}_]+/gu;

const stemOf = (word: string): string =>
  stemmer(SPELLINGS.reduce((so, [british, american]) => so.replace(british, american), word));

/**
 * Under what a word stands in the index: without capitals, accents and the commas of numbers, in American spelling, and
 * without its ending, so that `Labelled` and `label` are one; a name in code also under the words that it is made of.
 */
export function stemsOf(word: string): readonly string[] {
  const known = stemsSeen.get(word);
  if (known) return known;
  const flat = word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<=\d),(?=\d{3})/g, '');
  const parts = flat.split(/_|(?<=[\p{Ll}\d])(?=\p{Lu})/u).filter((part) => part.length > 1);
  const stems = [...new Set([flat, ...(parts.length > 1 ? parts : [])].map((part) => stemOf(part.toLowerCase())))];
  stemsSeen.set(word, stems);
  return stems;
}
const stemsSeen = new Map<string, readonly string[]>();

/** The words of a query that say what is looked for, in lower case; all of them when none does. */
export function wordsOf(query: string): readonly string[] {
  const all = [...new Map((query.match(WORD) ?? []).map((word) => [word.toLowerCase(), word])).entries()];
  const telling = all.filter(([low]) => !EMPTY.has(low));
  return (telling.length > 0 ? telling : all).map(([, word]) => word);
}

const stemmed = (others: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.entries(others).map(([words, found]) => [
      wordsOf(words)
        .map((word) => stemsOf(word)[0]!)
        .join(' '),
      found,
    ]),
  );
const others = stemmed(OTHER_WORDS);
const phrases = stemmed(OTHER_PHRASES);

/** Other words for one that stands in the index as `stem`. */
export const otherWordsFor = (stem: string): readonly string[] => others.get(stem) ?? [];
/** Other words for two that follow each other. */
export const otherWordsForBoth = (stem: string, next: string): readonly string[] =>
  phrases.get(`${stem} ${next}`) ?? [];
