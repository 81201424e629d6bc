import { readClaim, type Claim } from '../claims/claim.ts';
import { compareClaim, whyOtherwise } from '../claims/compare-claim.ts';
import type { WeightTensor } from '../engine/contract.ts';
import type { Judgement } from '../sandbox/judgement.ts';
import { differing, weightsOfText } from './handed-weights.ts';
import type { TrainedAgain } from './train-again.ts';
import type { HandedClaim, HandedExercise, HandIn } from './hand-in.ts';

/** What is needed to try an exercise again: texts of its three files. */
export interface ExerciseSource {
  readonly start: string;
  readonly solution: string;
  readonly check: string;
}

/** All of the book, by `<chapter folder>/<exercise folder>`. */
export type Sources = Readonly<Record<string, ExerciseSource>>;

/**
 * What trying it again says: the same as the student’s browser (`confirmed`), something else (`differs`), nothing, because
 * it came to no end or to no sound beginning (`failed`), or it was not tried (`not-run`).
 */
export const OUTCOMES = ['confirmed', 'differs', 'failed', 'not-run'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What came of one exercise or one claim. */
export interface Check {
  readonly outcome: Outcome;
  /** What was handed in, and what came out here, in words for instructors. */
  readonly words: string;
}

/** One thing of a hand-in that can be tried: an exercise by its id, or a claim by its place. */
export type Trial =
  | { readonly kind: 'exercise'; readonly id: string; readonly handed: HandedExercise }
  | { readonly kind: 'claim'; readonly id: string; readonly handed: HandedClaim };

/** All that can be tried of a hand-in, exercises first. */
export const trialsOf = ({ exercises, claims }: HandIn): readonly Trial[] => [
  ...exercises.map((handed): Trial => ({ kind: 'exercise', id: handed.exercise, handed })),
  ...claims.map((handed, i): Trial => ({ kind: 'claim', id: claimId(i), handed })),
];

/** Names the claim at this place of a hand-in, from 0. */
export const claimId = (place: number): string => `run ${place + 1}`;

/** What tries: the page’s sandbox and its engines. */
export interface Means {
  readonly sources: Sources;
  /** Runs code and its check where it can reach nothing, and stops it in time. */
  readonly judge: (code: string, check: string) => Promise<Judgement>;
  /** Trains a claim’s network from its seed to where the claim was made. Rejects where it cannot, in words. */
  readonly train: (claim: Claim) => Promise<TrainedAgain>;
  /** How many test images a network with these weights has right. */
  readonly evaluate: (claim: Claim, weights: readonly WeightTensor[]) => Promise<number>;
}

async function tryExercise({ exercise, code, state }: HandedExercise, { sources, judge }: Means): Promise<Check> {
  const source = Object.hasOwn(sources, exercise) ? sources[exercise] : undefined;
  const said = state === 'passed' ? 'Handed in as passed' : 'Handed in as not passed';
  if (!source) return { outcome: 'not-run', words: 'This copy of the book has no such exercise.' };
  if (code.trim() === '') return { outcome: 'not-run', words: `${said}, without code.` };
  const { passed, mistake, message } = await judge(code, source.check);
  if (mistake === 'stopped') return { outcome: 'failed', words: `${said}. Here: ${message}` };
  if (passed === (state === 'passed')) return { outcome: 'confirmed', words: `${said}, and so it is here. ${message}` };
  return { outcome: 'differs', words: `${said}, and here it ${passed ? 'passes' : 'does not pass'}. ${message}` };
}

const right = (correct: number, of: number): string =>
  `${correct.toLocaleString('en-US')} of ${of.toLocaleString('en-US')}`;

/** So many test images may be decided otherwise by the rounding of another engine, with the same weights. */
const ROUNDED = 5;

/** What is to be said of weights that came along: null where they are those of the run. */
async function oddWeights(
  text: string,
  claim: Claim,
  trained: TrainedAgain,
  evaluate: Means['evaluate'],
): Promise<string | null> {
  const weights = weightsOfText(text, trained.weights);
  if (!weights) return 'The weights that came along are not those of such a network.';
  const others = differing(weights, trained.weights);
  if (others === 0) return null;
  const correct = await evaluate(claim, weights);
  const otherwise = whyOtherwise(claim.arithmetic, trained.arithmetic) !== null;
  if (otherwise && Math.abs(correct - claim.correct) <= ROUNDED) return null;
  return `The weights that came along are not those of this run: they have ${right(correct, claim.of)} right${
    otherwise ? '' : `, and ${others.toLocaleString('en-US')} of their numbers are others`
  }.`;
}

async function tryClaim(handed: HandedClaim, { train, evaluate }: Means): Promise<Check> {
  let claim: Claim;
  try {
    claim = readClaim(handed.claim);
  } catch (error) {
    return { outcome: 'failed', words: `No run of the book makes this claim. ${wordsOf(error)}` };
  }
  const said = `Handed in: ${right(claim.correct, claim.of)} right after ${claim.imagesSeen.toLocaleString('en-US')} images.`;
  try {
    const trained = await train(claim);
    const verdict = compareClaim(claim, trained);
    const here = `Here: ${right(trained.correct, trained.of)}.`;
    const otherwise = verdict.why === null ? '' : ` Not computed alike: ${verdict.why}.`;
    const odd = handed.weights === undefined ? null : await oddWeights(handed.weights, claim, trained, evaluate);
    if (odd !== null) return { outcome: 'differs', words: `${said} ${here}${otherwise} ${odd}` };
    switch (verdict.kind) {
      case 'confirmed':
        return { outcome: 'confirmed', words: `${said} ${here}${otherwise}` };
      case 'agrees':
        return {
          outcome: 'confirmed',
          words: `${said} ${here}${otherwise} Up to ${verdict.tolerance} apart are explained by that.`,
        };
      case 'differs':
        return { outcome: 'differs', words: `${said} ${here}${otherwise}` };
    }
  } catch (error) {
    return { outcome: 'failed', words: `${said} Here it could not be trained: ${wordsOf(error)}` };
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Tries one thing again. Never rejects: what goes wrong is its outcome. */
export async function tryAgain(trial: Trial, means: Means): Promise<Check> {
  try {
    return trial.kind === 'exercise' ? await tryExercise(trial.handed, means) : await tryClaim(trial.handed, means);
  } catch (error) {
    return { outcome: 'failed', words: wordsOf(error) };
  }
}

/** The outcomes of one hand-in as one: the worst that there is. Null before anything was tried. */
export function worstOf(checks: readonly Check[]): Outcome | null {
  for (const outcome of ['differs', 'failed', 'not-run', 'confirmed'] as const)
    if (checks.some((check) => check.outcome === outcome)) return outcome;
  return null;
}
