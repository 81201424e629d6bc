import { ofBatches } from './batches.ts';
import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { dropout } from './dropout.ts';
import { fallingAlpha } from './falling-alpha.ts';
import { gradients } from './gradients.ts';
import { gradientCheck } from './gradient-check.ts';
import { measure } from './measure.ts';
import { build, network } from './models.ts';
import { orders } from './orders.ts';
import { split } from './split.ts';
import { sweep } from './sweep.ts';
import { trainEpoch } from './train-epoch.ts';

const EVERYWHERE: readonly Claim[] = [
  [
    /There should be an exported function named (\w+);/,
    ({ exports }, [, name]) => typeof exports[name!] !== 'function',
  ],
  // Says what to do.
  [
    /(?<=^|[.!?] )(?:Add|Add up|Begin|Call|Catch|Compare|Cut|Divide|Draw|Flatten|Give|Hand|Keep|Leave|Let|Look|Make|Multiply|Only read|Put|Read|Set|Shuffle|Start|Take|Try|Use|Yield) /,
    OF_THE_LESSON,
  ],
];

/** Exercises whose checks say in their own words what they saw. */
const CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  '04-sixty-thousand-lessons/falling-alpha': fallingAlpha,
  '06-batches/batches': ofBatches,
  '06-batches/measure': measure,
  '06-batches/train': orders,
  '07-a-hidden-layer/gradient-check': gradientCheck,
  '10-wider-deeper-dropout/dropout': dropout,
  '10-wider-deeper-dropout/split': split,
  '11-the-dance/sweep': sweep,
  '12-the-same-network-in-tensorflow-js/build': build,
  '12-the-same-network-in-tensorflow-js/gradients': gradients,
  '12-the-same-network-in-tensorflow-js/train-epoch': trainEpoch,
  '13-past-99-percent/network': network,
};

export const claimed = Object.keys(CLAIMS);

interface Span {
  readonly from: number;
  readonly to: number;
}

function sentencesOf(message: string): Span[] {
  return [...message.matchAll(/\S.*?(?:[.!?](?=\s|$)|$)/gs)].map(({ index, 0: { length } }) => ({
    from: index,
    to: index + length,
  }));
}

/**
 * What is not true in a message, or not known to be; undefined where all is well. Each sentence needs a claim that
 * begins in it or goes all through it, unless the check kit said the message.
 */
export async function untruth(exercise: string, message: string, seen: Seen): Promise<string | undefined> {
  const known: Span[] = [];
  for (const [says, holds] of [...EVERYWHERE, ...(CLAIMS[exercise] ?? [])]) {
    for (const words of message.matchAll(new RegExp(says, `g${says.flags}`))) {
      if (holds !== OF_THE_LESSON && !(await holds(seen, words))) return `it is not so: "${words[0]}"`;
      known.push({ from: words.index, to: words.index + words[0].length });
    }
  }
  if (seen.kit.has(message)) return undefined;
  const unknown = sentencesOf(message).find(
    ({ from, to }) =>
      !known.some((span) => (span.from >= from && span.from < to) || (span.from < from && span.to >= to)),
  );
  return unknown && `nobody has said how to see whether this is so: "${message.slice(unknown.from, unknown.to)}"`;
}
