import { afterEach, expect, test, vi } from 'vitest';
import { takeSeat } from '../../../src/lib/edition/learners.ts';
import { resume } from '../../../src/lib/edition/resume.ts';
import { resumeData } from '../../../src/lib/edition/resume-data.ts';
import { freshStorage } from '../../support/browser-storage.ts';

afterEach(() => vi.unstubAllGlobals());

const PROGRESS = 'delta-to-depth:progress';
const DRAFT = 'delta-to-depth:draft:03-the-delta-rule/update';
const progressOf = (...passed: string[]): string => JSON.stringify({ version: 1, steps: {}, passed });
const draftOf = (code: string, saved: number): string => JSON.stringify({ code, saved, versions: [] });

test('learners who share a browser each find their own, and nothing is lost', () => {
  const { texts } = freshStorage();
  // From before the platform: it becomes that of the first who comes.
  texts.set(PROGRESS, progressOf('03-the-delta-rule/update'));
  texts.set('delta-to-depth:theme', 'dark');
  expect(takeSeat('ada')).toBeNull();
  texts.set(DRAFT, draftOf('ada’s', 5));
  expect(takeSeat('ada')).toBeNull();
  expect(texts.get(DRAFT)).toBe(draftOf('ada’s', 5));

  expect(takeSeat('ben')).toBeNull();
  expect(texts.has(PROGRESS)).toBe(false);
  expect(texts.has(DRAFT)).toBe(false);
  expect(texts.get('delta-to-depth:theme')).toBe('dark');
  texts.set(PROGRESS, progressOf('02-one-neuron/neuron'));

  expect(takeSeat('ada')).toBeNull();
  expect(texts.get(PROGRESS)).toBe(progressOf('03-the-delta-rule/update'));
  expect(texts.get(DRAFT)).toBe(draftOf('ada’s', 5));
  expect(takeSeat('ben')).toBeNull();
  expect(texts.get(PROGRESS)).toBe(progressOf('02-one-neuron/neuron'));
  expect(texts.has(DRAFT)).toBe(false);
});

test('a name like a key of every object is a name', () => {
  const { texts } = freshStorage();
  takeSeat('ada');
  texts.set(PROGRESS, progressOf('a/b'));
  for (const name of ['__proto__', 'constructor', '', 'ada']) expect(takeSeat(name)).toBeNull();
  expect(texts.get(PROGRESS)).toBe(progressOf('a/b'));
});

test('where there is no room to put the work of the last one aside, all stays as it is', () => {
  const { texts } = freshStorage(400);
  takeSeat('ada');
  texts.set('delta-to-depth:texts-of:ada', JSON.stringify({ old: 'kept' }));
  for (let k = 0; k < 5; k++) texts.set(`${DRAFT}${k}`, draftOf('x'.repeat(100), k));
  const before = new Map(texts);
  expect(takeSeat('ben')).toBe('full');
  expect(texts).toEqual(before);
});

test('what the platform kept adds to what is here: marks add up, the newer program stands', () => {
  const { texts } = freshStorage();
  texts.set(PROGRESS, progressOf('03-the-delta-rule/update'));
  texts.set(DRAFT, draftOf('older', 1));
  const exercise = '03-the-delta-rule/update';
  resume(
    resumeData(
      [
        { kind: 'progress', progress: { version: 1, steps: {}, passed: ['02-one-neuron/neuron'] } },
        { kind: 'draft', exercise, draft: { code: 'newer', saved: 2, versions: [] } },
      ],
      4096,
    ).text,
  );
  expect(texts.get(PROGRESS)).toBe(progressOf('03-the-delta-rule/update', '02-one-neuron/neuron'));
  const { code, versions } = JSON.parse(texts.get(DRAFT)!) as { code: string; versions: { code: string }[] };
  expect([code, versions.map((one) => one.code)]).toEqual(['newer', ['older']]);
  const before = new Map(texts);
  resume('damaged');
  resume('');
  expect(texts).toEqual(before);
});
