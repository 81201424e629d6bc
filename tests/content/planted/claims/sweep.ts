import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { callsOf, lastOf, told } from './numbers.ts';
import type { RecordedCall } from './record.ts';

interface Tried {
  readonly alpha: number;
  readonly validation: number;
  readonly test: number;
}
interface Round {
  readonly call: RecordedCall;
  readonly candidates: readonly unknown[];
  readonly asked: readonly unknown[];
  /** Those that did not diverge, in the order in which they were tried. */
  readonly tried: readonly Tried[];
  readonly alpha: unknown;
  readonly validation: unknown;
}

function roundOf(call: RecordedCall): Round {
  const tried = call.inner.flatMap(({ given, threw, result }) =>
    threw === undefined && result ? [{ alpha: given[0] as number, ...(result as Omit<Tried, 'alpha'>) }] : [],
  );
  const { alpha, validation } = (call.result ?? {}) as Partial<Tried>;
  return {
    call,
    candidates: call.given[0] as unknown[],
    asked: call.inner.map(({ given }) => given[0]),
    tried,
    alpha,
    validation,
  };
}
const last = (seen: Seen): Round => roundOf(lastOf(seen, 'sweep'));
const top = (tried: readonly Tried[], by: (one: Tried) => number): number | undefined =>
  tried.reduce<Tried | undefined>((best, one) => (best === undefined || by(one) > by(best) ? one : best), undefined)
    ?.alpha;
const isBest = (seen: Seen): boolean => last(seen).alpha === top(last(seen).tried, ({ validation }) => validation);
const different = ({ asked }: Round): number => new Set(asked).size;
/** What a message says of the trials: of the rates that diverged nothing but that. */
const trialsIn = (message: string): Map<string, string> =>
  new Map([...message.matchAll(/(?:are|,) (\S+) \(([^)]+)\)/g)].map(([, rate, words]) => [rate!, words!]));

export const sweep: readonly Claim[] = [
  [
    /Two calls of rates give one and the same list,/,
    (seen) => {
      const [one, two] = callsOf(seen, 'rates').slice(-2);
      return one!.returned === two!.returned;
    },
  ],
  [/sweep changed the list of rates/, (seen) => String(last(seen).call.after[0]) !== String(last(seen).call.given[0])],
  [
    /One rate diverged, tryRate threw an error, and your sweep ended there\./,
    (seen) => last(seen).call.threw !== undefined && last(seen).call.inner.at(-1)!.threw !== undefined,
  ],
  [
    /sweep tried (.+), which is not among the rates\./,
    (seen) => last(seen).asked.some((alpha) => !last(seen).candidates.includes(alpha)),
  ],
  [/sweep has not tried any rate yet:/, (seen) => last(seen).asked.length === 0],
  [
    /sweep should give \{ alpha, validation \}; yours gives/,
    (seen) => typeof last(seen).call.result !== 'object' || last(seen).call.result === null,
  ],
  [
    /[Oo]nly (\d+) of (\d+) rates were tried\./,
    (seen, [, some, all]) => different(last(seen)) === Number(some) && last(seen).candidates.length === Number(all),
  ],
  [
    /This rate is the best on the test images\./,
    (seen) => last(seen).alpha === top(last(seen).tried, ({ test }) => test),
  ],
  [
    /This rate is the worst of all\./,
    (seen) => last(seen).alpha === top(last(seen).tried, ({ validation }) => -validation),
  ],
  [
    /This rate diverged\./,
    (seen) => last(seen).call.inner.some(({ given, threw }) => given[0] === last(seen).alpha && threw !== undefined),
  ],
  [
    /sweep gives the first rate, whatever the others get\./,
    (seen) =>
      callsOf(seen, 'sweep')
        .map(roundOf)
        .every(({ alpha, candidates }) => alpha === candidates[0]),
  ],
  [/sweep gives the last rate\./, (seen) => last(seen).alpha === last(seen).tried.at(-1)?.alpha],
  [
    /some rates were tried more than once: (\d+) trainings for (\d+) rates\./,
    (seen, [, trainings, rates]) =>
      last(seen).asked.length === Number(trainings) && different(last(seen)) === Number(rates) && trainings! > rates!,
  ],
  [/your trials run at the same time\./, (seen) => last(seen).call.inner.some(({ together }) => together)],
  [/The right rate[,.]/, isBest],
  [
    /Yours is (.+?)\. In this test/,
    (seen, [, says]) => {
      const { alpha, candidates } = last(seen);
      const known = isBest(seen) && different(last(seen)) === candidates.length;
      return !known && (typeof alpha !== 'number' || told(alpha, says));
    },
  ],
  [
    /With it belongs its validation accuracy, (\S+); yours is/,
    (seen, [, right]) => {
      const one = last(seen).tried.find(({ alpha }) => alpha === last(seen).alpha);
      return told(one?.validation, right) && last(seen).validation !== one!.validation;
    },
  ],
  [
    /Two calls of sweep give one and the same object,/,
    (seen) => {
      const [one, two] = callsOf(seen, 'sweep').slice(-2);
      return one!.returned === two!.returned;
    },
  ],
  [
    /In this test the rates are .*\. The best is (\S+)\./,
    (seen, [words]) => {
      const trials = trialsIn(words!);
      const { call, candidates } = last(seen);
      return (
        candidates.every((rate) => [...trials.keys()].some((key) => told(rate, key))) &&
        call.inner.every(({ given, threw, result }) => {
          const [, said] = [...trials].find(([key]) => told(given[0], key)) ?? [];
          if (said === undefined) return !candidates.includes(given[0]);
          return said === 'diverges' ? threw !== undefined : told((result as Tried | undefined)?.validation, said);
        })
      );
    },
  ],
  [
    /The best comes first\./,
    (seen) => last(seen).candidates[0] === top(last(seen).tried, ({ validation }) => validation),
  ],
  [
    /The best comes last\./,
    (seen) => last(seen).candidates.at(-1) === top(last(seen).tried, ({ validation }) => validation),
  ],
  [
    /rates is right\./,
    (seen) =>
      callsOf(seen, 'rates').every(({ given, result }) => {
        const [least, most, count] = given as [number, number, number];
        const way = Math.log(most / least) / (count - 1);
        return Array.from({ length: count }, (_, k) => Math.exp(Math.log(least) + k * way)).every((rate, k) => {
          const yours = (result as number[])[k]!;
          return Math.abs(yours - rate) <= 1e-3 * rate;
        });
      }),
  ],
  [
    /They share one machine|Those must not take part in the choice|A promise is no number|It has no validation accuracy at all|It is only read/,
    OF_THE_LESSON,
  ],
];
