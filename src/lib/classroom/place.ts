import { isStepDone, type Progress } from './progress.ts';

/** Where a reader was last. Chapters are named by folder. */
export interface Place {
  readonly chapter: string;
  readonly step: string;
}

export interface ChapterSteps {
  readonly id: string;
  readonly steps: readonly string[];
}

/** Where to go on: a chapter, and the step in it unless it begins there. */
export interface WayOn {
  readonly chapter: string;
  readonly step: string | null;
}

/** Reads a kept place; what cannot be read counts as none. */
export function parsePlace(text: string | undefined): Place | null {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<Place> | null;
    return typeof value?.chapter === 'string' && typeof value.step === 'string'
      ? { chapter: value.chapter, step: value.step }
      : null;
  } catch {
    return null;
  }
}

/** The chapter that was last marked, where no place was kept. */
const markedLast = (progress: Progress, chapters: readonly ChapterSteps[]): ChapterSteps | undefined =>
  chapters.findLast(
    ({ id, steps }) =>
      steps.some((step) => isStepDone(progress, id, step)) || progress.passed.some((one) => one.startsWith(`${id}/`)),
  );

/**
 * Where the reader goes on: at the place where they were last; in a chapter that is wholly done, with the one after it.
 * Null for who has not begun, or has nothing left.
 */
export function wayOn(progress: Progress, place: Place | null, chapters: readonly ChapterSteps[]): WayOn | null {
  const at = chapters.find(({ id }) => id === place?.chapter) ?? markedLast(progress, chapters);
  if (!at) return null;
  const open = ({ id, steps }: ChapterSteps): string | undefined =>
    steps.find((step) => !isStepDone(progress, id, step));
  const firstOpen = open(at);
  if (firstOpen === undefined) {
    const after = chapters.slice(chapters.indexOf(at) + 1).find((chapter) => open(chapter) !== undefined);
    const next = after ?? chapters.find((chapter) => open(chapter) !== undefined);
    return next ? { chapter: next.id, step: null } : null;
  }
  const here = place?.chapter === at.id && at.steps.includes(place.step) ? place.step : firstOpen;
  return { chapter: at.id, step: here === at.steps[0] ? null : here };
}
