import type { Claim } from './claim.ts';
import type { Trained, Verdict } from './compare-claim.ts';

const count = (value: number): string => value.toLocaleString('en-US');

/** `9,794 of 10,000`. */
export const resultWords = ({ correct, of }: Pick<Claim, 'correct' | 'of'>): string =>
  `${count(correct)} of ${count(of)}`;

/** `250,000 images (5 epochs of 50,000)`, or, where it ends within an epoch, `1,200 images`. */
export function imagesWords({ imagesSeen, trainCount }: Claim): string {
  const epochs = imagesSeen / trainCount;
  const images = `${count(imagesSeen)} images`;
  if (!Number.isInteger(epochs)) return images;
  return epochs === 1 ? `${images} (1 epoch)` : `${images} (${epochs} epochs of ${count(trainCount)})`;
}

const images = (n: number): string => (n === 1 ? '1 image' : `${count(n)} images`);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What came of training a claim's network again: in a word or three, then in a sentence or two. */
export function verdictWords(
  claim: Claim,
  trained: Trained,
  verdict: Verdict,
): { readonly short: string; readonly why: string } {
  const both = `${resultWords(claim)} claimed, ${resultWords(trained)} here`;
  switch (verdict.kind) {
    case 'confirmed':
      return {
        short: 'Confirmed, to the image',
        why: `${resultWords(trained)} here as well${verdict.why === null ? '' : `, although ${verdict.why}`}.`,
      };
    case 'agrees':
      return {
        short: 'Agrees, as nearly as can be told',
        why: `${both}: ${images(verdict.apart)} apart. ${capital(verdict.why)}, which explains up to ${count(verdict.tolerance)}.`,
      };
    case 'differs':
      return {
        short: 'Differs',
        why:
          verdict.why === null
            ? `${both}: ${images(verdict.apart)} apart. The same settings by the same arithmetic give the same count each time, so the claim is of something else.`
            : `${both}: ${images(verdict.apart)} apart. ${capital(verdict.why)}, but that explains ${count(verdict.tolerance)} at most, so the claim is of something else.`,
      };
  }
}
