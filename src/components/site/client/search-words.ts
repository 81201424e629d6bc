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
  gpu: ['WebGPU'],
  overfitting: ['dropout', 'validation'],
  regularization: ['dropout', 'L2'],
  gradient: ['delta'],
  optimizer: ['Adam', 'momentum'],
  activation: ['ReLU'],
  save: ['export'],
  download: ['export'],
};

/** The words of a query that say what is looked for, in lower case; all of them when none does. */
export function wordsOf(query: string): readonly string[] {
  const all = [...new Set(query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
  const telling = all.filter((word) => !EMPTY.has(word));
  return telling.length > 0 ? telling : all;
}

/** What a text must hold to be about this word: at most five letters, without the endings that Pagefind leaves out too. */
export const stemOf = (word: string): string =>
  word
    .toLowerCase()
    .replace(/(?<=..)(?:(.)\1)?(?:ing|ed)$|(?<=..)(?:ies|e?s|y)$/, '$1')
    .slice(0, 5);

/** Other words for `word`. */
export const otherWordsFor = (word: string): readonly string[] =>
  OTHER_WORDS[word] ?? OTHER_WORDS[word.replace(/s$/, '')] ?? [];
