import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { callsOf, lastOf, numbersIn, told } from './numbers.ts';
import type { RecordedCall } from './record.ts';

const MANY = 4000;
const shareOf = ({ given }: RecordedCall): number => given[1] as number;
const maskOf = ({ result }: RecordedCall): number[] => numbersIn(result);
const part = (values: readonly number[], holds: (value: number) => boolean): number =>
  values.filter(holds).length / values.length;
const gone = (call: RecordedCall): number => part(maskOf(call), (value) => value === 0);
const large = (seen: Seen): RecordedCall[] => callsOf(seen, 'dropoutMask').filter(({ given }) => given[0] === MANY);
const always =
  (holds: (call: RecordedCall) => boolean) =>
  (seen: Seen): boolean =>
    large(seen).every(holds);
const keptAs = (of: (share: number) => number) =>
  always((call) => {
    const kept = maskOf(call).filter((value) => value !== 0);
    return kept.length > 0 && kept.every((value) => Math.abs(value - of(shareOf(call))) <= 1e-3 * Math.max(1, value));
  });
const withShare = (seen: Seen, share: string | undefined, holds: (call: RecordedCall) => boolean): boolean =>
  callsOf(seen, 'dropoutMask').some((call) => shareOf(call) === Number(share) && holds(call));
/** Masks of 9, of which there are hundreds. */
const small = (seen: Seen): number[][] =>
  callsOf(seen, 'dropoutMask')
    .filter(({ given }) => given[0] === 9)
    .map(maskOf);

export const dropout: readonly Claim[] = [
  [
    /dropoutMask should give as many numbers as it is told, here (\d+); yours gives/,
    (seen, [, count]) => {
      const { result, given } = lastOf(seen, 'dropoutMask');
      const mask = numbersIn(result);
      return (
        given[0] === Number(count) && (mask.length !== Number(count) || mask.some((one) => typeof one !== 'number'))
      );
    },
  ],
  [
    /Among the (\d+) numbers of the mask, for share (\S+), are some that one cannot count with\./,
    (seen, [, count, share]) => {
      const last = lastOf(seen, 'dropoutMask');
      const broken = maskOf(last).some((value) => !Number.isFinite(value));
      return broken && maskOf(last).length === Number(count) && shareOf(last) === Number(share);
    },
  ],
  [/The mask is all ones,/, always((call) => maskOf(call).every((value) => value === 1))],
  [/The mask is all zeros,/, always((call) => maskOf(call).every((value) => value === 0))],
  [/You never call draw\(\)/, always(({ inner }) => inner.length === 0)],
  [/You draw one number for all 4000 values,/, always(({ inner }) => inner.length === 1)],
  [
    /The mask holds (\d+) different numbers, as if they were draws\./,
    (seen, [, count]) => new Set(maskOf(large(seen)[0]!)).size === Number(count) && Number(count) > 100,
  ],
  [/You keep what should go:/, always((call) => Math.abs(gone(call) - (1 - shareOf(call))) < 0.05)],
  [/About half of the values go, whatever share says\./, always((call) => Math.abs(gone(call) - 0.5) < 0.05)],
  [/No value of the mask is 0, so nothing is dropped\./, always((call) => gone(call) === 0)],
  [
    /Not the right share of the values goes\./,
    (seen) =>
      callsOf(seen, 'dropoutMask').some((call) => {
        const [share, count] = [shareOf(call), maskOf(call).length];
        return Math.abs(gone(call) - share) > 4 * Math.sqrt((share * (1 - share)) / count);
      }),
  ],
  [
    /With share (\S+), (\S+) % of (\d+) values went\./,
    (seen, [, share, percent, count]) =>
      withShare(seen, share, (call) => maskOf(call).length === Number(count) && told(100 * gone(call), percent)),
  ],
  [/The right share stays, but as it is\./, keptAs(() => 1)],
  [/The right share stays, and is multiplied by 1 \/ share\./, keptAs((share) => 1 / share)],
  [/The values that stay are made smaller\./, keptAs((share) => 1 - share)],
  [/The values that stay change their sign\./, always((call) => maskOf(call).every((value) => value <= 0))],
  [
    /The right share goes, but those that stay should be 1 \/ \(1 - share\), all of them\./,
    (seen) =>
      callsOf(seen, 'dropoutMask').some((call) => {
        const right = 1 / (1 - shareOf(call));
        return maskOf(call).some((value) => value !== 0 && Math.abs(value - right) > 5e-5 * right);
      }),
  ],
  [
    /With share (\S+), (\S+) % of all neighbours go together, and (\S+) % should\./,
    (seen, [, share, percent, should]) =>
      told(100 * Number(share) ** 2, should) &&
      withShare(seen, share, (call) => {
        const mask = maskOf(call);
        let pairs = 0;
        for (let i = 1; i < mask.length; i++) if (mask[i - 1] === 0 && mask[i] === 0) pairs++;
        return told((100 * pairs) / (mask.length - 1), percent);
      }),
  ],
  [
    /With share (\S+), (\S+) % of the first half go, and (\S+) % should\./,
    (seen, [, share, percent, should]) =>
      told(100 * Number(share), should) &&
      withShare(seen, share, (call) =>
        told(100 * part(maskOf(call).slice(0, maskOf(call).length / 2), (value) => value === 0), percent),
      ),
  ],
  [
    /Of 400 masks of 9 values with share 0\.4, value (\d) went in (\S+) %\./,
    (seen, [, place, percent]) =>
      small(seen).length === 400 &&
      told(100 * part(small(seen).map((mask) => mask[Number(place)]!), (value) => value === 0), percent), // prettier-ignore
  ],
  [/Other draws give the same mask\./, (seen) => new Set(small(seen).map(String)).size < 100],
  [
    /With share 0 nothing goes, and the mask should be all ones;/,
    (seen) =>
      shareOf(lastOf(seen, 'dropoutMask')) === 0 && maskOf(lastOf(seen, 'dropoutMask')).some((one) => one !== 1),
  ],
  [
    /Two calls of dropoutMask give one and the same array,/,
    (seen) => {
      const [one, two] = callsOf(seen, 'dropoutMask').slice(-2);
      const left = Array.from(one!.returned as ArrayLike<number>);
      return one!.returned === two!.returned || String(left) !== String(maskOf(one!));
    },
  ],
  [
    /The same draws give another mask the second time\./,
    (seen) => {
      const [one, two] = callsOf(seen, 'dropoutMask').slice(-2);
      const draws = [one!, two!].map(({ inner }) => inner.map(({ result }) => result).slice(0, 50));
      return String(draws[0]) === String(draws[1]) && String(maskOf(one!)) !== String(maskOf(two!));
    },
  ],
  [
    /In a test with share (\S+) the mask begins (.*?); a value that stays should be/,
    (seen, [, share, begins]) =>
      begins!.split(', ').every((words, k) => told(maskOf(large(seen)[0]!)[k], words)) &&
      shareOf(large(seen)[0]!) === Number(share),
  ],
  [
    /A value (?:stays|goes)|With fewer of them the sums behind|What is left is 1 - share|They must make up for those|Only a share of the values goes|Each (?:value goes or stays|should go in 40 %)/,
    OF_THE_LESSON,
  ],
];
