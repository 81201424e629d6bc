import { describe, expect, it } from 'vitest';
import { parsePlace, wayOn } from '../../../src/lib/classroom/place.ts';
import { NO_PROGRESS, type Progress } from '../../../src/lib/classroom/progress.ts';

const chapters = [
  { id: '01-one', steps: ['a', 'b'] },
  { id: '02-two', steps: ['c', 'd'] },
  { id: '03-three', steps: ['e', 'f'] },
];
const done = (steps: Progress['steps'], passed: readonly string[] = []): Progress => ({ version: 1, steps, passed });

describe('the way on', () => {
  it('is none for who has not begun', () => {
    expect(wayOn(NO_PROGRESS, null, chapters)).toBeNull();
  });

  it('leads to where the reader was last, whatever is open before it', () => {
    expect(wayOn(done({ '03-three': ['e'] }), { chapter: '03-three', step: 'f' }, chapters)).toEqual({
      chapter: '03-three',
      step: 'f',
    });
    expect(wayOn(NO_PROGRESS, { chapter: '02-two', step: 'd' }, chapters)).toEqual({ chapter: '02-two', step: 'd' });
    // The first step is the chapter's beginning.
    expect(wayOn(NO_PROGRESS, { chapter: '02-two', step: 'c' }, chapters)).toEqual({ chapter: '02-two', step: null });
  });

  it('leads to the chapter in which an exercise was passed, where no place was kept', () => {
    expect(wayOn(done({}, ['03-three/update']), null, chapters)).toEqual({ chapter: '03-three', step: null });
    expect(wayOn(done({ '02-two': ['c'] }), null, chapters)).toEqual({ chapter: '02-two', step: 'd' });
  });

  it('leads from a chapter that is done to the next that is not, and from the last to what was left out', () => {
    const at = { chapter: '02-two', step: 'd' };
    expect(wayOn(done({ '02-two': ['c', 'd'] }), at, chapters)).toEqual({ chapter: '03-three', step: null });
    const last = { chapter: '03-three', step: 'f' };
    expect(wayOn(done({ '02-two': ['c', 'd'], '03-three': ['e', 'f'] }), last, chapters)).toEqual({
      chapter: '01-one',
      step: null,
    });
    const all = done({ '01-one': ['a', 'b'], '02-two': ['c', 'd'], '03-three': ['e', 'f'] });
    expect(wayOn(all, last, chapters)).toBeNull();
  });

  it('survives a place that is gone or cannot be read', () => {
    expect(wayOn(done({ '02-two': ['c'] }), { chapter: '09-gone', step: 'x' }, chapters)?.chapter).toBe('02-two');
    expect(wayOn(NO_PROGRESS, { chapter: '02-two', step: 'gone' }, chapters)).toEqual({
      chapter: '02-two',
      step: null,
    });
    for (const text of [undefined, '', '{', '[]', '{"chapter":3}', 'null']) expect(parsePlace(text)).toBeNull();
  });
});
