import type { Check } from '../../../../lib/sandbox/check-contract.ts';
import type { Verdict } from '../../../../lib/sandbox/contract.ts';

type Function = (...given: unknown[]) => unknown;
/** So many values that chance moves the share by little: 0.25 of them by less than 0.03, but for once in ten thousand times. */
const MANY = 4000;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-4 * Math.max(1, b);
/** Further from `share` than chance takes it. */
const isFar = (found: number, share: number, count: number): boolean => Math.abs(found - share) > 5 * Math.sqrt((share * (1 - share)) / count) + 1 / count;

const check: Check = (reader, { judge, inputs, random, words, plain, show, describe, pass, fail }) => {
  const names = ['dropoutMask', 'drop', 'dropDeltas'] as const;
  for (const name of names) if (typeof reader[name] !== 'function') return fail('no-function', `There should be an exported function named ${name}; found ${describe(reader[name])}.`);
  const dropoutMask = reader['dropoutMask'] as Function;

  const seeds = Array.from({ length: 3 * MANY }, () => random.uniform());
  /** A mask with these draws, and how many were taken. */
  const maskOf = (count: number, share: number, draws: readonly number[]): { mask: unknown; drawn: number; returned: unknown } => {
    let drawn = 0;
    const returned = dropoutMask(count, share, () => draws[drawn++ % draws.length]!);
    return { mask: plain(returned), drawn, returned };
  };
  interface Seen {
    readonly share: number;
    readonly mask: readonly number[];
    readonly drawn: number;
    readonly dropped: number;
  }
  const seen: Seen[] = [];
  for (const share of [0.25, 0.1, 0.4, 0.7, 0.5, 0.9]) {
    for (const count of share === 0.25 ? [60, 1, MANY] : [MANY]) {
      const from = random.integer(0, MANY);
      const { mask, drawn } = maskOf(count, share, [...seeds.slice(from), ...seeds.slice(0, from)]);
      if (!Array.isArray(mask) || mask.length !== count || mask.some((value) => typeof value !== 'number')) {
        const rows = Array.isArray(mask) ? (mask.every((value) => typeof value === 'number') ? `${mask.length} numbers` : `${mask.length} values, not all numbers`) : describe(mask);
        return fail('wrong-shape', `dropoutMask should give as many numbers as it is told, here ${count}; yours gives ${rows}.`);
      }
      const numbers = mask as number[];
      if (numbers.some((value) => !Number.isFinite(value))) return fail('not-a-number', `Among the ${count} numbers of the mask, for share ${share}, are some that one cannot count with. A value stays, as 1 / (1 - share), or goes, as 0.`);
      seen.push({ share, mask: numbers, drawn, dropped: numbers.filter((value) => value === 0).length / count });
    }
  }
  const large = seen.filter(({ mask }) => mask.length === MANY);
  /** What is true of every large mask. */
  const always = (holds: (one: Seen) => boolean): boolean => large.every(holds);
  const kept = ({ mask }: Seen): number[] => mask.filter((value) => value !== 0);
  const keptAs = (of: (share: number) => number) => (one: Seen): boolean => kept(one).length > 0 && kept(one).every((value) => near(value, of(one.share)));
  const [{ share, mask: first }] = [large[0]!];
  const told = `In a test with share ${share} the mask begins ${first.slice(0, 4).map(show).join(', ')}; a value that stays should be ${show(1 / (1 - share))}, one that goes 0.`;

  if (always(({ mask }) => mask.every((value) => value === 1))) return fail('nothing-dropped', `The mask is all ones, so nothing is dropped. Draw a number for each value; where it is below share, put 0. ${told}`);
  if (always(({ mask }) => mask.every((value) => value === 0))) return fail('all-dropped', `The mask is all zeros, so nothing is left. Only a share of the values goes. ${told}`);
  if (always(({ drawn }) => drawn === 0)) return fail('no-draw', `You never call draw(), so the mask is not left to it. Draw a number for each value: with a generator of its own, a run could not be repeated. ${told}`);
  if (always(({ drawn }) => drawn === 1)) return fail('one-draw-for-all', `You draw one number for all ${MANY} values, so all stay or all go. Draw anew for each. ${told}`);
  if (always(({ dropped }) => dropped === 0) && always(({ mask }) => new Set(mask).size > 100)) return fail('draws-as-mask', `The mask holds ${new Set(first).size} different numbers, as if they were draws. A value stays or goes: 1 / (1 - share) or 0. ${told}`);
  // How many go.
  const wrong = seen.find((one) => one.mask.length > 1 && isFar(one.dropped, one.share, one.mask.length));
  const scaled = always(keptAs((part) => 1 / (1 - part)));
  if (wrong) {
    const counted = `With share ${wrong.share}, ${show(100 * wrong.dropped)} % of ${wrong.mask.length} values went.`;
    if (always((one) => !isFar(one.dropped, 1 - one.share, MANY))) return fail('keeps-the-share', `You keep what should go: share is the part that is dropped. A value goes when its draw is below share. ${counted}`);
    if (always(({ dropped }) => !isFar(dropped, 0.5, MANY))) return fail('always-half', `About half of the values go, whatever share says. Compare each draw with share. ${counted}`);
    if (always(({ dropped }) => dropped === 0)) return fail('nothing-dropped', `No value of the mask is 0, so nothing is dropped. ${counted} ${told}`);
    return fail('wrong-share', `Not the right share of the values goes. Draw a number for each value; it goes when the draw is below share. ${counted}`);
  }
  // What the others are multiplied by.
  if (!scaled || !seen.every((one) => kept(one).every((value) => near(value, 1 / (1 - one.share))))) {
    if (always(keptAs(() => 1))) return fail('not-scaled', `The right share stays, but as it is. With fewer of them the sums behind get smaller, and when nothing is dropped they jump. Multiply those that stay by 1 / (1 - share). ${told}`);
    if (always(keptAs((part) => 1 / part))) return fail('scaled-by-share', `The right share stays, and is multiplied by 1 / share. What is left is 1 - share of them: make up for that, by 1 / (1 - share). ${told}`);
    if (always(keptAs((part) => 1 - part))) return fail('scaled-down', `The values that stay are made smaller. They must make up for those that are gone: divide by 1 - share. ${told}`);
    if (always(keptAs((part) => -1 / (1 - part)))) return fail('sign', `The values that stay change their sign. Multiply them by 1 / (1 - share). ${told}`);
    return fail('wrong-mask', `The right share goes, but those that stay should be 1 / (1 - share), all of them. ${told}`);
  }
  // Each by itself: two neighbours go together as often as chance has it, the first half goes no more often than the second.
  for (const { mask, share: part } of large) {
    const gone = mask.map((value) => Number(value === 0));
    const pairs = gone.slice(1).filter((value, i) => value === 1 && gone[i] === 1).length / (MANY - 1);
    const half = gone.slice(0, MANY / 2).reduce((sum, value) => sum + value, 0) / (MANY / 2);
    if (isFar(pairs, part ** 2, MANY / 3)) return fail('not-independent', `With share ${part}, ${show(100 * pairs)} % of all neighbours go together, and ${show(100 * part ** 2)} % should. Each value goes or stays by a draw of its own.`);
    if (isFar(half, part, MANY / 2)) return fail('not-independent', `With share ${part}, ${show(100 * half)} % of the first half go, and ${show(100 * part)} % should. Each value goes or stays by a draw of its own.`);
  }
  const ends = Array.from({ length: 400 }, () => {
    const from = random.integer(0, 2 * MANY);
    return maskOf(9, 0.4, seeds.slice(from, from + 50)).mask as number[];
  });
  for (let place = 0; place < 9; place++) {
    const gone = ends.filter((mask) => mask[place] === 0).length / ends.length;
    if (isFar(gone, 0.4, ends.length)) return fail('not-independent', `Of 400 masks of 9 values with share 0.4, value ${place} went in ${show(100 * gone)} %. Each should go in 40 %, by a draw of its own.`);
  }
  if (new Set(ends.map((mask) => mask.join())).size < 100) return fail('always-the-same', 'Other draws give the same mask. Call draw() anew for each value, at every call.');
  // Nothing goes, and the same draws again.
  const whole = maskOf(20, 0, seeds.slice(0, 60)).mask as number[];
  if (whole.length !== 20 || whole.some((value) => !near(value, 1))) return fail('wrong-mask', `With share 0 nothing goes, and the mask should be all ones; yours begins ${whole.slice(0, 3).map(show).join(', ')}.`);
  const [one, two] = [maskOf(50, 0.3, seeds.slice(0, 200)), maskOf(50, 0.3, seeds.slice(0, 200))];
  const kept1 = plain(one.returned) as number[];
  if (one.returned === two.returned || (one.mask as number[]).some((value, i) => value !== kept1[i])) return fail('shared-array', 'Two calls of dropoutMask give one and the same array, so each overwrites the mask of the one before. Make a new one inside the function.');
  if ((one.mask as number[]).join() !== (two.mask as number[]).join()) return fail('other-chance', 'The same draws give another mask the second time. Let draw() alone decide, and let nothing outlive the call.');

  const through = (name: 'drop' | 'dropDeltas', forgotten: readonly [string, string], last: string): Verdict => judge<[values: Float32Array, mask: Float32Array]>(reader, {
    name,
    takes: [name === 'drop' ? 'values' : 'deltas', 'mask'],
    questions: [
      { given: [inputs.vector(4), Float32Array.of(0, 4 / 3, 4 / 3, 0)], what: 'a mask of share 0.25' },
      { given: [inputs.vector(5), Float32Array.of(2, 0, 2, 0, 2)], what: 'a mask of share 0.5' },
      { given: [inputs.vector(3), new Float32Array(3)], what: 'a mask that drops everything' },
      { given: [inputs.vector(3), new Float32Array(3).fill(1)], what: 'a mask that drops nothing' },
      { given: [inputs.vector(6, 'negative'), Float32Array.of(10 / 9, 10 / 9, 0, 10 / 9, 10 / 9, 10 / 9)], what: words.negative },
      { given: [inputs.vector(6, 'large'), Float32Array.of(5, 0, 0, 0, 0, 5)], what: words.large },
      { given: [inputs.vector(6, 'tiny'), Float32Array.of(0, 2, 2, 0, 2, 0)], what: words.tiny },
      { given: [inputs.vector(1), Float32Array.of(4)], what: 'one value' },
    ],
    right: (values, mask) => values.map((value, i) => value * mask[i]!),
    mistakes: [
      [forgotten[0], (values) => values, forgotten[1]],
      ['mask-not-scaled', (values, mask) => values.map((value, i) => (mask[i]! > 0 ? value : 0)), `${name} drops the right ones, but leaves the others as they are. Multiply by the mask: it holds the scale.`],
      ['mask-twice', (values, mask) => values.map((value, i) => value * mask[i]! ** 2), `${name} multiplies by the mask twice. Once is enough.`],
      ['mask-alone', (_values, mask) => mask, `${name} gives the mask itself. Multiply the values by it, place by place.`],
      ['mask-added', (values, mask) => values.map((value, i) => value + mask[i]!), `${name} adds the mask. Multiply by it.`],
      ['sign', (values, mask) => values.map((value, i) => -value * mask[i]!), `${name} turns the sign of what stays.`],
    ],
    keep: 'The backward pass needs it as it was: make a new array.',
    shape: 'Give as many numbers as it gets.',
    sound: 'A value that goes is 0: multiply, do not divide.',
    wrong: ['wrong-values', `${name} should multiply each number by its place in the mask.`],
    pass: last,
  });
  const forward = through('drop', ['forward-without-mask', 'The mask is right, but drop hands the values on as they are. Multiply each by its place in the mask.'], '');
  if (!forward.passed) return forward;
  const backward = through('dropDeltas', ['backward-without-mask', 'Forward is right, but the deltas pass as if nothing had been dropped. A value that was dropped had no part in the loss: multiply each delta by the same mask.'], '');
  return backward.passed ? pass('The right share goes, the rest makes up for it, and the deltas pass the same mask.') : backward;
};

export default check;
