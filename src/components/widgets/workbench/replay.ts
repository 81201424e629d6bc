import { networkOfClaim, type Claim } from '../../../lib/claims/claim.ts';
import {
  compareClaim,
  toleranceOf,
  whyOtherwise,
  type Trained,
  type Verdict,
} from '../../../lib/claims/compare-claim.ts';
import { arithmeticHere, roundsAlike } from '../../../lib/engine/arithmetic.ts';
import type { ArithmeticName } from '../../../lib/engine/contract.ts';
import { fuses } from '../../../lib/engine/simd/fuses.ts';
import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { layersInShort } from '../../../lib/nn/shapes.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import type { Trainer } from '../trainer/controller.ts';

/** The network that a claim is of, called by its layers. */
export const networkClaimed = (claim: Claim): TrainerNetwork =>
  networkOfClaim(claim, layersInShort(claim.specification));

/** The newest run that was trained to check this claim. */
export const replayOf = (runs: readonly RunRecord[], link: string): RunRecord | undefined =>
  runs.findLast(({ checks }) => checks === link);

/** Trains what a claim says, by its arithmetic where that can be had. Nothing happens where the page's runs cannot be fetched: the trainer says so. */
export async function trainClaim(trainer: Trainer, claim: Claim, link: string): Promise<void> {
  const manager = await trainer.wake();
  const kit = trainer.withRuns.peek();
  if (!manager || !kit) return;
  const network = networkClaimed(claim);
  const settings = kit.trainingSettingsOf(network);
  const whole = claim.imagesSeen === claim.epochs * claim.trainCount;
  const id = manager.add(
    {
      scope: trainer.scope,
      page: trainer.page(),
      engine: claim.arithmetic.name,
      title: kit.titleOf(network, trainer.networks[0]!),
      settings: { ...settings, testAt: [...settings.testAt, claim.imagesSeen] },
      checks: link,
    },
    whole ? undefined : claim.imagesSeen,
  );
  trainer.show(id);
}

/** What the run came to after as many images; null while that is not known. Of several ways of rounding one that is not the claim's. */
export function trainedAgain(claim: Claim, { tests, arithmetic = [] }: RunRecord): Trained | null {
  const test = tests.find(({ imagesSeen }) => imagesSeen === claim.imagesSeen);
  const by = arithmetic.find((one) => !roundsAlike(one, claim.arithmetic)) ?? arithmetic[0];
  return test && by ? { ...test, arithmetic: by } : null;
}

/** What the run says of the claim; null while that is not known, or where it lost its way and says nothing. */
export function verdictOf(claim: Claim, run: RunRecord): { trained: Trained; verdict: Verdict } | null {
  if (run.anew) return null;
  const trained = trainedAgain(claim, run);
  return trained && { trained, verdict: compareClaim(claim, trained) };
}

/** How this machine would compute what that arithmetic computed. */
const nearestHere = (name: ArithmeticName): ArithmeticName => (name === 'simd-fused' && !fuses() ? 'simd-plain' : name);

/** Why the counts need not be the same here, and how far apart they may be; null where they must be. */
export function foresee(claim: Claim): { readonly why: string; readonly tolerance: number } | null {
  const why = whyOtherwise(claim.arithmetic, arithmeticHere(nearestHere(claim.arithmetic.name)));
  return why === null ? null : { why, tolerance: toleranceOf(claim) };
}
