import type { Claim } from '../claims/claim.ts';
import type { Trained } from '../claims/compare-claim.ts';
import { ARITHMETICS } from '../engine/arithmetic.ts';
import type { Arithmetic, EngineClient } from '../engine/contract.ts';

/**
 * Trains a claim’s network again from its seed, by the arithmetic that made it where this machine has it, to where the claim
 * was made, and counts the test images right. Rejects with an Error in plain words when it cannot, or was stopped.
 */
export async function trainAgain(client: EngineClient, claim: Claim, signal?: AbortSignal): Promise<Trained> {
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
    return await new Promise<Trained>((resolve, reject) => {
      let arithmetic: Arithmetic | undefined;
      signal?.addEventListener('abort', () => reject(new Error('It was stopped.')));
      session.subscribe((event) => {
        if (event.type === 'engine') arithmetic = event.arithmetic;
        else if (event.type === 'failed' || event.type === 'diverged') reject(new Error(event.message.message));
        else if (event.type === 'tested' && event.imagesSeen === imagesSeen) {
          const { correct, count } = event.evaluation;
          if (arithmetic) resolve({ imagesSeen, correct, of: count, arithmetic });
          else reject(new Error('The engine did not say how it computes.'));
        }
      });
      session.run();
    });
  } finally {
    session.dispose();
  }
}
