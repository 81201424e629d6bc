import type { Progress } from '../classroom/progress.ts';

/** All that is done or passed in either: the first's own order, then what the second adds. */
export function unionOf(one: Progress, other: Progress): Progress {
  const both = (a: readonly string[] = [], b: readonly string[] = []): string[] => [...new Set([...a, ...b])];
  const chapters = both(Object.keys(one.steps), Object.keys(other.steps));
  return {
    ...one,
    steps: Object.fromEntries(chapters.map((chapter) => [chapter, both(one.steps[chapter], other.steps[chapter])])),
    passed: both(one.passed, other.passed),
  };
}
