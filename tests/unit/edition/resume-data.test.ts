import { describe, expect, test } from 'vitest';
import { resumed, resumeData } from '../../../src/lib/edition/resume-data.ts';
import type { TextItem } from '../../../src/lib/transfer/work-item.ts';

const progress: TextItem = {
  kind: 'progress',
  progress: { version: 1, steps: { '03-the-delta-rule': ['one', 'two'] }, passed: ['03-the-delta-rule/update'] },
};
const place: TextItem = { kind: 'place', place: { chapter: '03-the-delta-rule', step: 'two' } };
const guess: TextItem = { kind: 'guess', question: '03-the-delta-rule/factor', guess: '0.5' };
/** A program that cannot be packed much shorter. */
const program = (k: number, length: number): TextItem => {
  let state = k + 1;
  const letter = (): string => {
    state = (state * 48271) % 2147483647;
    return String.fromCharCode(33 + (state % 90));
  };
  const code = Array.from({ length }, letter).join('');
  return { kind: 'draft', exercise: `03-the-delta-rule/p${k}`, draft: { code, saved: 1000 + k, versions: [] } };
};

describe('resume data', () => {
  test('gives back what went in, most important first', () => {
    const { text, left } = resumeData([program(1, 50), guess, program(2, 50), place, progress], 4096);
    expect(left).toBe(0);
    expect(text).toMatch(/^d1:[\w-]+$/);
    expect(resumed(text)).toEqual([progress, place, guess, program(2, 50), program(1, 50)]);
  });

  test('leaves out the oldest programs where they have no room, and never the marks', () => {
    const items = [...Array.from({ length: 9 }, (_, k) => program(k, 900)), progress, place, guess];
    const { text, left } = resumeData(items, 4096);
    expect(text.length).toBeLessThanOrEqual(4096);
    const back = resumed(text);
    expect(back.length + left).toBe(items.length);
    expect(back.slice(0, 3)).toEqual([progress, place, guess]);
    expect(back.slice(3)).toEqual([program(8, 900), program(7, 900), program(6, 900)].slice(0, back.length - 3));
    expect(back.length).toBeGreaterThan(4);
    // One more would not have fitted.
    expect(resumeData(items, 64_000).left).toBe(0);
  });

  test('of another form, cut, or with anything else in it, is nothing', () => {
    const { text } = resumeData([progress, place], 4096);
    for (const bad of ['', 'x', 'd2:AAAA', text.slice(0, -9), 'd1:%%%', `d1:${'A'.repeat(200)}`])
      expect(resumed(bad)).toEqual([]);
    const hostile = [{ kind: 'draft', exercise: '__proto__/x', draft: null }, { kind: 'model' }, progress] as never[];
    expect(resumed(resumeData(hostile.slice(1), 4096).text)).toEqual([progress]);
  });
});
