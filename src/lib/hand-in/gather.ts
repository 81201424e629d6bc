import type { Draft } from '../classroom/drafts.ts';
import { whyNoClaim, claimOf } from '../claims/make-claim.ts';
import type { Run } from '../runs/run.ts';
import type { Here } from '../transfer/plan.ts';
import type { HandedAnswer, HandedClaim, HandedExercise, HandIn, Student } from './hand-in.ts';
import { HAND_IN_FORMAT, HAND_IN_VERSION } from './hand-in.ts';

/** A run as it can be handed in, or why it cannot, in words for students. */
export type RunOffer = { readonly id: string; readonly title: string } & (
  { readonly claim: HandedClaim; readonly imagesSeen: number } | { readonly why: string }
);

/** All that a browser keeps and a hand-in can take. */
export interface Gathered {
  readonly exercises: readonly HandedExercise[];
  /** Guesses in the book’s own questions. */
  readonly guesses: readonly HandedAnswer[];
  /** To questions of the class. */
  readonly replies: readonly HandedAnswer[];
  readonly steps: Readonly<Record<string, readonly string[]>>;
  readonly runs: readonly RunOffer[];
}

const moment = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** An exercise as it is handed in: the text that passed, if one is kept; and the text as it stands, where that is another. */
function exerciseOf(
  exercise: string,
  draft: Draft | undefined,
  passed: boolean,
  tries: number | undefined,
): HandedExercise {
  const pass = passed ? draft?.versions.find(({ because }) => because === 'passed') : undefined;
  const code = pass?.code ?? draft?.code ?? '';
  const saved = pass?.saved ?? draft?.saved ?? 0;
  return {
    exercise,
    code,
    state: passed ? 'passed' : 'tried',
    ...(tries === undefined ? {} : { tries }),
    ...(saved > 0 ? { saved: moment(saved) } : {}),
    ...(draft && draft.code !== code && draft.code.trim() !== '' ? { now: draft.code } : {}),
  };
}

function runOf({ record }: Run): RunOffer {
  const { id, title } = record;
  const why = whyNoClaim(record);
  if (why !== null) return { id, title, why };
  try {
    const claim = claimOf(record);
    return { id, title, claim: { title: title.slice(0, 200), claim }, imagesSeen: claim.imagesSeen };
  } catch (error) {
    return { id, title, why: error instanceof Error ? error.message : String(error) };
  }
}

/** What can be handed in of what this browser keeps. */
export function gather({ progress, drafts, guesses, replies, tries, runs }: Here): Gathered {
  const ids = [...new Set([...progress.passed, ...drafts.keys()])].toSorted();
  const exercises = ids.map((id) => exerciseOf(id, drafts.get(id), progress.passed.includes(id), tries.get(id)));
  return {
    exercises: exercises.filter(({ code, state }) => state === 'passed' || code.trim() !== ''),
    guesses: [...guesses].map(([question, answer]) => ({ question, answer })),
    replies: [...replies].map(([question, { text, saved }]) => ({ question, answer: text, saved: moment(saved) })),
    steps: progress.steps,
    runs: runs.map(runOf),
  };
}

/** What a student chose of it. */
export interface Chosen {
  readonly exercises: ReadonlySet<string>;
  readonly guesses: boolean;
  readonly replies: boolean;
  /** Runs by their id. */
  readonly runs: ReadonlySet<string>;
  /** Of these runs the weights go along, as texts (`textOfWeights`). */
  readonly weights: ReadonlyMap<string, string>;
}

/** The hand-in of what was chosen. `now` in milliseconds since 1970. */
export function handInOf(gathered: Gathered, chosen: Chosen, className: string, student: Student, now: number): HandIn {
  const said = (text: string | undefined): string | undefined => text?.trim() || undefined;
  const { name, number } = { name: said(student.name), number: said(student.number) };
  return {
    format: HAND_IN_FORMAT,
    version: HAND_IN_VERSION,
    class: className,
    student: { ...(name === undefined ? {} : { name }), ...(number === undefined ? {} : { number }) },
    writtenAt: moment(now),
    exercises: gathered.exercises.filter(({ exercise }) => chosen.exercises.has(exercise)),
    steps: gathered.steps,
    answers: [...(chosen.replies ? gathered.replies : []), ...(chosen.guesses ? gathered.guesses : [])],
    claims: gathered.runs.flatMap((run) => {
      if (!('claim' in run) || !chosen.runs.has(run.id)) return [];
      const weights = chosen.weights.get(run.id);
      return [weights === undefined ? run.claim : { ...run.claim, weights }];
    }),
  };
}
