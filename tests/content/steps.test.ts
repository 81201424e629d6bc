import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chapters } from './chapter-text.ts';

/** So many steps of a chapter may be text alone, which then stands in the middle, at its full measure. */
const MOST = 2;

/** What gives a step something to look at or to do. */
const SHOWS = [
  'DigitBrowser',
  'DrawPad',
  'Exercise',
  'Explanation',
  'Figure',
  'ImageStepper',
  'Microscope',
  'NeuronView',
  'NormaliseView',
  'Predict',
  'Quiz',
  'Reproduced',
  'Scene',
  'Trainer',
  'WeightPictures',
];

interface StepText {
  readonly id: string;
  readonly text: string;
  /** What stands beside the text; nothing where it has none. */
  readonly lab: string | undefined;
}

const stepsOf = (source: string): StepText[] =>
  [...source.matchAll(/^<Step id="([^"]+)"[^>]*>([^]*?)^<\/Step>/gm)].map(([, id = '', text = '']) => ({
    id,
    text,
    lab: /<div slot="lab">([^]*)<\/div>/.exec(text)?.[1],
  }));
const shows = (text: string): boolean =>
  SHOWS.some((name) => text.includes(`<${name}`)) || /^\|.*\|$/m.test(text) || /^```/m.test(text);

it('knows every component that shows something', () => {
  const silent = ['AfterGuess', 'Aside', 'Hint', 'Question', 'Sources', 'Step', 'Term'];
  const named = /export const mdxComponents = \{([^}]*)\}/.exec(readFileSync('src/layouts/mdx.ts', 'utf8'))![1]!;
  expect(named.match(/\w+/g)!.filter((name) => !silent.includes(name))).toEqual(SHOWS);
});

describe.each(chapters)('$id', ({ source }) => {
  const steps = stepsOf(source);

  it('has no lab with nothing in it', () => {
    expect(steps).toHaveLength(source.match(/^<Step /gm)!.length);
    expect(steps.filter(({ lab }) => lab !== undefined && !shows(lab)).map((step) => step.id)).toEqual([]);
  });

  it(`has at most ${MOST} steps of text alone`, () => {
    const alone = steps.filter(({ text }) => !shows(text)).map((step) => step.id);
    expect(alone.slice(MOST), `text alone: ${alone.join(', ')}`).toEqual([]);
  });
});
