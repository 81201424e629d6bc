/** What the reader has done. Chapters are named by folder, exercises `<chapter folder>/<exercise folder>`. */
export interface Progress {
  readonly version: 1;
  /** Steps done, by chapter. */
  readonly steps: Readonly<Record<string, readonly string[]>>;
  /** Exercises whose check has passed. */
  readonly passed: readonly string[];
}

export const NO_PROGRESS: Progress = { version: 1, steps: {}, passed: [] };

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Reads kept progress; what cannot be read counts as none, so that a damaged entry never breaks a page. */
export function parseProgress(text: string | undefined): Progress {
  if (text === undefined) return NO_PROGRESS;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1) return NO_PROGRESS;
    const steps = 'steps' in value && typeof value.steps === 'object' && value.steps !== null ? value.steps : {};
    return {
      version: 1,
      steps: Object.fromEntries(
        Object.entries(steps).filter((entry): entry is [string, string[]] => isTextList(entry[1])),
      ),
      passed: 'passed' in value && isTextList(value.passed) ? value.passed : [],
    };
  } catch {
    return NO_PROGRESS;
  }
}

export const isStepDone = (progress: Progress, chapter: string, step: string): boolean =>
  progress.steps[chapter]?.includes(step) ?? false;

/** Marks a step as done, or takes the mark back. */
export function withStep(progress: Progress, chapter: string, step: string, done: boolean): Progress {
  const others = (progress.steps[chapter] ?? []).filter((other) => other !== step);
  return { ...progress, steps: { ...progress.steps, [chapter]: done ? [...others, step] : others } };
}

/** Notes that an exercise has passed its check. */
export function withPassed(progress: Progress, exercise: string): Progress {
  return progress.passed.includes(exercise) ? progress : { ...progress, passed: [...progress.passed, exercise] };
}

/** How many of a chapter's steps are done; marks of steps that the chapter no longer has do not count. */
export function countDone(progress: Progress, chapter: string, steps: readonly string[]): number {
  return steps.filter((step) => isStepDone(progress, chapter, step)).length;
}
