import { BY_THE_KIT, type Claim, type Seen } from './claim.ts';
import { dropout } from './dropout.ts';
import { gradients } from './gradients.ts';
import { gradientCheck } from './gradient-check.ts';
import { build, network } from './models.ts';
import { sweep } from './sweep.ts';
import { trainEpoch } from './train-epoch.ts';

const EVERYWHERE: readonly Claim[] = [
  [
    /There should be an exported function named (\w+);/,
    ({ exports }, [, name]) => typeof exports[name!] !== 'function',
  ],
];

/** Exercises whose checks say in their own words what they saw. */
const CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  '07-a-hidden-layer/gradient-check': gradientCheck,
  '10-wider-deeper-dropout/dropout': dropout,
  '11-the-dance/sweep': sweep,
  '12-the-same-network-in-tensorflow-js/build': build,
  '12-the-same-network-in-tensorflow-js/gradients': gradients,
  '12-the-same-network-in-tensorflow-js/train-epoch': trainEpoch,
  '13-past-99-percent/network': network,
};

export const claimed = Object.keys(CLAIMS);

/** What is not true in a message, or not known to be; undefined where all is well, or the kit alone speaks. */
export async function untruth(exercise: string, message: string, seen: Seen): Promise<string | undefined> {
  const claims = CLAIMS[exercise];
  if (!claims) return undefined;
  let known = false;
  for (const [says, holds] of [...EVERYWHERE, ...claims]) {
    const words = says.exec(message);
    if (!words) continue;
    known = true;
    if (holds !== BY_THE_KIT && !(await holds(seen, words))) return `it is not so: "${words[0]}"`;
  }
  return known ? undefined : 'nobody has said how to see whether this is so';
}
