import { beforeEach, expect, it, vi } from 'vitest';
import { forbiddenStorage, freshStorage } from '../../support/browser-storage.ts';

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllGlobals();
});

it('holds progress for the page when the browser keeps nothing, and tells so', async () => {
  forbiddenStorage();
  const store = await import('../../../src/lib/classroom/progress-store.ts');
  const heard: [readonly string[] | undefined, boolean][] = [];
  store.onProgress((progress, kept) => heard.push([progress.steps['03-x'], kept]));
  store.markStep('03-x', 'delta', true);
  store.markStep('03-x', 'outer', true);
  store.clearProgress();
  expect(heard).toEqual([
    [undefined, true],
    [['delta'], false],
    [['delta', 'outer'], false],
    [undefined, false],
  ]);
});

it('hears what another tab has written, and forgets everything when asked', async () => {
  const { texts, otherTab } = freshStorage();
  const store = await import('../../../src/lib/classroom/progress-store.ts');
  const heard: unknown[] = [];
  const end = store.onProgress((progress) => heard.push(progress.passed));
  otherTab('delta-to-depth:other', 'x');
  otherTab('delta-to-depth:progress', '{"version":1,"steps":{},"passed":["03-x/update"]}');
  store.markPassed('03-x/outer');
  expect(heard).toEqual([[], ['03-x/update'], ['03-x/update', '03-x/outer']]);
  store.clearProgress();
  expect([...texts.keys()]).toEqual(['delta-to-depth:other']);
  expect(heard.at(-1)).toEqual([]);
  end();
  otherTab('delta-to-depth:progress', '{"version":1,"steps":{},"passed":["03-x/update"]}');
  store.markPassed('03-x/outer');
  expect(heard).toHaveLength(4);
});

it('keeps aside what cannot be read when new marks take its place, until everything is to be forgotten', async () => {
  const { texts } = freshStorage();
  const store = await import('../../../src/lib/classroom/progress-store.ts');
  expect(store.hasUnreadable()).toBe(false);
  const newer = '{"version":2,"done":["03-x/delta"]}';
  texts.set('delta-to-depth:progress', newer);
  expect(store.readProgress().passed).toEqual([]);
  expect([store.hasUnreadable(), texts.size]).toEqual([true, 1]); // only looked at
  store.markPassed('03-x/update');
  store.markPassed('03-x/outer');
  expect(store.readProgress().passed).toEqual(['03-x/update', '03-x/outer']);
  expect(texts.get('delta-to-depth:progress-unreadable')).toBe(newer);
  expect(store.hasUnreadable()).toBe(true);
  store.clearProgress();
  expect([store.hasUnreadable(), texts.size]).toEqual([false, 0]);
});
