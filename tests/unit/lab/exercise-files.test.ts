import { describe, expect, test } from 'vitest';
import { findExercise } from '../../../src/components/lab/exercise-files.ts';

const folder = '../../content/chapters/03-the-delta-rule/update';
const files = {
  [`${folder}/start.ts`]: 'start\n\n',
  [`${folder}/solution.ts`]: 'solution\n',
  [`${folder}/check.ts`]:
    "import type { Check } from './check-contract.ts';\n\n/** Right. */\nconst check: Check = (reader) => reader['update'] as never; // as it is\nexport default check;\n",
};

describe('exercise files', () => {
  test('are found beside the chapter, without line ends at the end, the check without types and comments', () => {
    expect(findExercise(files, '03-the-delta-rule', 'update')).toEqual({
      id: '03-the-delta-rule/update',
      start: 'start',
      solution: 'solution',
      check: "const check = (reader) => reader['update'];\nexport default check;",
    });
  });

  test('that are missing tell the author what to do', () => {
    expect(() => findExercise(files, '03-the-delta-rule', 'updat')).toThrowErrorMatchingInlineSnapshot(
      `[Error: <Exercise name="updat">: expected the file src/content/chapters/03-the-delta-rule/updat/start.ts, found none. Write it, or correct the name (this chapter has: update).]`,
    );
    const { [`${folder}/check.ts`]: _, ...without } = files;
    expect(() => findExercise(without, '03-the-delta-rule', 'update')).toThrow('update/check.ts, found none');
  });
});
