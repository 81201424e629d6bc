import { describe, expect, it } from 'vitest';
import {
  countDone,
  isStepDone,
  NO_PROGRESS,
  parseProgress,
  withPassed,
  withStep,
} from '../../../src/lib/classroom/progress.ts';

describe('progress', () => {
  it('marks steps of a chapter and takes the mark back', () => {
    const two = withStep(withStep(NO_PROGRESS, '03-x', 'delta', true), '03-x', 'outer', true);
    expect(two.steps).toEqual({ '03-x': ['delta', 'outer'] });
    expect(withStep(two, '03-x', 'delta', false).steps).toEqual({ '03-x': ['outer'] });
    expect(NO_PROGRESS.steps).toEqual({});
  });

  it('counts a mark once, however often it is given', () => {
    const twice = withStep(withStep(NO_PROGRESS, '03-x', 'delta', true), '03-x', 'delta', true);
    expect(countDone(twice, '03-x', ['delta', 'outer'])).toBe(1);
    expect(withPassed(withPassed(NO_PROGRESS, '03-x/update'), '03-x/update').passed).toEqual(['03-x/update']);
  });

  it('does not count steps that the chapter no longer has, nor those of another chapter', () => {
    const progress = withStep(withStep(NO_PROGRESS, '03-x', 'gone', true), '04-y', 'delta', true);
    expect(countDone(progress, '03-x', ['delta', 'outer'])).toBe(0);
    expect(isStepDone(progress, '03-x', 'delta')).toBe(false);
  });

  it('is the same after being kept and read', () => {
    const progress = withPassed(withStep(NO_PROGRESS, '03-x', 'delta', true), '03-x/update');
    expect(parseProgress(JSON.stringify(progress))).toEqual(progress);
  });

  it.each(['', 'null', '{', '[]', '7', '{"version":2,"steps":{"a":["b"]}}'])(
    'cannot be read when what was kept is %s',
    (text) => {
      expect(parseProgress(text)).toBeNull();
    },
  );

  it('keeps what is sound of a damaged entry', () => {
    expect(parseProgress('{"version":1,"steps":{"a":["b"],"c":[1],"d":7},"passed":"x"}')).toEqual({
      version: 1,
      steps: { a: ['b'] },
      passed: [],
    });
  });
});
