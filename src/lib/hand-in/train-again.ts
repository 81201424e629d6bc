import type { Claim } from '../claims/claim.ts';
import type { Trained } from '../claims/compare-claim.ts';
import { ARITHMETICS } from '../engine/arithmetic.ts';
import type { Arithmetic, EngineClient, Evaluation, WeightTensor } from '../engine/contract.ts';

/** What came of it, with the weights. */
export interface TrainedAgain extends Trained {
  readonly weights: readonly WeightTensor[];
}

/**
 * Trains a claim’s network again from its seed, by the arithmetic that made it where this machine has it, to where the claim
 * was made, and counts the test images right. Rejects with an Error in plain words when it cannot, or was stopped.
 */
export async function trainAgain(client: EngineClient, claim: Claim, signal?: AbortSignal): Promise<TrainedAgain> {
  const { specification, epochs, trainCount, validation, imagesSeen } = claim;
  const wanted = ARITHMETICS[claim.arithmetic.name];
  const isHere = (await client.available()).some(({ engine, available }) => engine === wanted && available);
  const settings = {
    specification,
    epochs,
    trainCount,
    testAt: [imagesSeen],
    ...(validation === null ? {} : { validation }),
  };
  const session = client.createSession(isHere ? wanted : 'auto', settings);
  try {
    return await new Promise<TrainedAgain>((resolve, reject) => {
      let arithmetic: Arithmetic | undefined;
      let weights: readonly WeightTensor[] | undefined;
      let score: Evaluation | undefined;
      const end = (): void => {
        if (!weights || !score) return;
        const { correct, count } = score;
        if (arithmetic) resolve({ imagesSeen, correct, of: count, arithmetic, weights });
        else reject(new Error('The engine did not say how it computes.'));
      };
      signal?.addEventListener('abort', () => reject(new Error('It was stopped.')));
      session.subscribe((event) => {
        if (event.type === 'engine') arithmetic = event.arithmetic;
        else if (event.type === 'failed' || event.type === 'diverged') reject(new Error(event.message.message));
        else if (event.type === 'tested' && event.imagesSeen === imagesSeen) {
          score = event.evaluation;
          end();
        } else if (event.type === 'weights' && event.imagesSeen === imagesSeen) {
          ({ weights } = event);
          end();
        }
      });
      session.step(imagesSeen);
    });
  } finally {
    session.dispose();
  }
}
