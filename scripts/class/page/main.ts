import { getEngineClient } from '../../../src/lib/engine/client.ts';
import { trainAgain } from '../../../src/lib/hand-in/train-again.ts';
import { tryAgain, type Check, type Sources, type Trial } from '../../../src/lib/hand-in/verify.ts';
import { judgementOf, runWithin } from '../../../src/lib/sandbox/judgement.ts';
import { getSandbox } from '../../../src/lib/sandbox/sandbox.ts';

/** Tries one thing again, as the page for teachers does: code in the sandbox, for at most `seconds`; a run by its engine. */
const tryTrial = (trial: Trial, sources: Sources, seconds: number): Promise<Check> =>
  tryAgain(trial, {
    sources,
    judge: async (code, check) => judgementOf(await runWithin(getSandbox(), code, check, seconds), seconds),
    train: (claim) => trainAgain(getEngineClient(), claim),
    evaluate: async ({ specification }, weights) =>
      (await getEngineClient().evaluate(specification, weights, 'test')).correct,
  });

export type TryTrial = typeof tryTrial;
Object.assign(globalThis, { tryTrial });
