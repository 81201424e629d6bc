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

/** Reads kept progress, each entry that is sound; null where there is nothing that can be read, so that a damaged text never breaks a page. */
export function parseProgress(text: string): Progress | null {
  try {
    const { version, steps, passed } = JSON.parse(text) as Partial<Record<keyof Progress, unknown>>;
    if (version !== 1) return null;
    return {
      version,
      steps: Object.fromEntries(
        Object.entries(steps ?? {}).filter((entry): entry is [string, string[]] => isTextList(entry[1])),
      ),
      passed: isTextList(passed) ? passed : [],
    };
  } catch {
    return null;
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
