import { describe, expect, it } from 'vitest';
import { symbolMacros } from '../../src/components/prose/symbols.mjs';
import { attributes, chapters, wordsOf } from './chapter-text.ts';

const BANNED = [
  'simply',
  'just',
  'obviously',
  'clearly',
  'easily',
  'trivial',
  'trivially',
  'of course',
  'revolutionary',
  'powerful',
  'amazing',
  'magic',
  'magical',
  'effortless',
  'dummy',
  'stupid',
];

it('finds the chapters of Part I', () => {
  expect(chapters.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      '01-pictures-are-numbers',
      '02-ten-neurons',
      '03-the-delta-rule',
      '04-sixty-thousand-lessons',
    ]),
  );
});

describe.each(chapters)('$id', ({ source, exercises, paragraphs }) => {
  const count = (tag: string): number => source.match(new RegExp(`<${tag}\\b`, 'g'))?.length ?? 0;

  it('has a question before running, a training widget, a quiz of at least three, sources and what is next', () => {
    expect(count('Predict')).toBeGreaterThanOrEqual(1);
    expect(count('Trainer') + count('NetworkTrainer')).toBeGreaterThanOrEqual(1);
    expect(count('Quiz')).toBe(1);
    expect(count('Question')).toBeGreaterThanOrEqual(3);
    expect(count('Sources')).toBe(1);
    expect(paragraphs.filter((paragraph) => paragraph.startsWith('Next:'))).toHaveLength(1);
  });

  it('shows each exercise of its folder once, at least two, with at least two hints', () => {
    expect(attributes(source, 'Exercise', 'name').toSorted()).toEqual([...exercises].sort());
    expect(exercises.length).toBeGreaterThanOrEqual(2);
    for (const [exercise] of source.matchAll(/<Exercise\b[^]*?<\/Exercise>/g))
      expect(exercise.match(/<Hint>/g)?.length ?? 0, exercise).toBeGreaterThanOrEqual(2);
  });

  it('names only exercises and trainers that it has', () => {
    const trainers = [...attributes(source, 'Trainer', 'id'), ...attributes(source, 'NetworkTrainer', 'id')];
    for (const widget of ['Trainer', 'ImageStepper'])
      for (const name of attributes(source, widget, 'exercise')) expect(exercises).toContain(name);
    for (const id of attributes(source, 'Exercise', 'trainer')) expect(trainers).toContain(id);
  });

  it('credits the data with its licence', () => {
    expect(source).toContain('Y. LeCun, C. Cortes and C. Burges');
    expect(source).toContain('CC BY-SA 3.0');
  });

  it('has 900 to 1,800 words of prose', () => {
    const words = wordsOf(paragraphs.join(' ')).length;
    expect(words).toBeGreaterThanOrEqual(900);
    expect(words).toBeLessThanOrEqual(1800);
  });

  it('keeps its sentences short: 40 words at most, 16 on average', () => {
    const sentences = paragraphs
      .flatMap((paragraph) => paragraph.split(/(?<=[.!?:;]["”)]?)\s+(?=["“(]?[\p{Lu}\d])/u))
      .map((sentence) => ({ sentence, words: wordsOf(sentence).length }));
    expect(sentences.filter(({ words }) => words > 40)).toEqual([]);
    expect(sentences.reduce((sum, { words }) => sum + words, 0) / sentences.length).toBeLessThanOrEqual(16);
  });

  it.each(BANNED)('does without the word %s', (word) => {
    const quoted = [...source.matchAll(/"[^"]*"|'[^']*'/g)].map(([text]) => text); // questions, options and explanations
    for (const text of [...paragraphs, ...quoted]) expect(text).not.toMatch(new RegExp(`\\b${word}\\b`, 'i'));
  });

  it('leaves no formula open, and uses only macros that carry a symbol', () => {
    const body = source.replace(/`[^`]*`/g, '');
    expect((body.match(/\$\$/g)?.length ?? 0) % 2).toBe(0);
    expect((body.replaceAll('$$', '').match(/\$/g)?.length ?? 0) % 2).toBe(0);
    const macros = new Set([...body.matchAll(/\\v[A-Za-z]+/g)].map(([macro]) => macro));
    expect([...macros].filter((macro) => !(macro in symbolMacros))).toEqual([]);
  });
});
