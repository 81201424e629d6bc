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

describe.each(chapters)('$id', ({ id, source, exercises, paragraphs }) => {
  const count = (tag: string): number => source.match(new RegExp(`<${tag}\\b`, 'g'))?.length ?? 0;

  it('has a question before running, a training widget, a quiz of at least three, sources and what is next', () => {
    expect(count('Predict')).toBeGreaterThanOrEqual(1);
    expect(count('Trainer')).toBeGreaterThanOrEqual(1);
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
    const trainers = attributes(source, 'Trainer', 'id');
    for (const widget of ['Trainer', 'ImageStepper'])
      for (const name of attributes(source, widget, 'exercise')) expect(exercises).toContain(name);
    for (const id of attributes(source, 'Exercise', 'trainer')) expect(trainers).toContain(id);
  });

  it('credits the data with its licence', () => {
    expect(source).toContain('Y. LeCun, C. Cortes and C. Burges');
    expect(source).toContain('CC BY-SA 3.0');
  });

  it('has no sentence of over 40 words', () => {
    const sentences = paragraphs.flatMap((paragraph) => paragraph.split(/(?<=[.!?:;]["”)]?)\s+(?=["“(]?[\p{Lu}\d])/u));
    expect(sentences.filter((sentence) => wordsOf(sentence).length > 40)).toEqual([]);
  });

  it('links each of its sources that has an address', () => {
    const entries = /<Sources>([^]*)<\/Sources>/
      .exec(source)![1]!
      .split(/\n(?=- )/)
      .filter((entry) => entry.trim());
    const ownWork = /computed for this book|this book's bench|made from the files themselves/;
    const withoutAddress = /^- S0|the mixing of the two/; // the copy of S0 that the book works from has none
    for (const entry of entries)
      if (!ownWork.test(entry) && !withoutAddress.test(entry)) expect(entry).toMatch(/\]\(https?:\/\//);
  });

  it('gives no answer away before its question, here or in an earlier chapter', () => {
    const before = chapters.filter((chapter) => chapter.id < id).map((chapter) => chapter.source);
    for (const question of source.matchAll(/<Predict\b[^]*?(?:\/>|<\/Predict>)/g)) {
      const answer = /\banswer=\{([\d.]+)\}/.exec(question[0])![1]!;
      const figure = /\boptions=/.test(question[0])
        ? /explanation="(?:It is )?([\d.,]*\d)(?: %|[.,] )/.exec(question[0])?.[1]
        : Number(answer).toLocaleString('en-US', { maximumFractionDigits: 20 });
      // A figure of fewer digits than three may stand anywhere by chance.
      if (figure === undefined || figure.replace(/\D/g, '').length < 3) continue;
      const place = new RegExp(`.{0,40}(?<![\\d.,])${figure.replaceAll('.', '\\.')}(?!\\d|[.,]\\d).{0,40}`);
      for (const text of [...before, source.slice(0, question.index)])
        expect(place.exec(text)?.[0] ?? null, question[0].slice(0, 60)).toBeNull();
    }
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
