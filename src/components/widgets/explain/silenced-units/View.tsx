import { useRef, useState } from 'preact/hooks';
import { TEST_COUNT } from '../../../../lib/data/mnist.ts';
import { explainError } from '../../digits/loading.ts';
import { Frame } from '../kit/Frame.tsx';
import { UnitTile } from '../networks/UnitTile.tsx';
import { percent } from '../kit/numbers.ts';
import { TenBars } from '../kit/TenBars.tsx';
import { useNetworks, type OfferedNetwork } from '../networks/choice.ts';
import { NetworkSelect } from '../networks/NetworkSelect.tsx';
import { loadSilenced, type Loaded } from './load.ts';
import { voteWords, votesOf, wordsOf } from './model.ts';

export const title = 'Silence a unit';

interface Given {
  readonly right: number;
  readonly costs: readonly number[]; // [32]
  readonly votes: readonly number[]; // [10]
}

/** In a wider layer these are shown: those that cost most. */
const MOST_SHOWN = 64;
const END = 0.5;

const costliest = (costs: readonly number[]): readonly number[] =>
  costs.map((_, unit) => unit).sort((a, b) => costs[b]! - costs[a]! || a - b);

/** Hidden units that fall silent at a click: what each votes for, and how many test images are right without it. */
export default function SilencedUnits({ right: rightOfBook, costs: costsOfBook, votes: firstVotes }: Given) {
  const networks = useNetworks('hidden');
  const [chosen, setChosen] = useState('hidden');
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [silent, setSilent] = useState<readonly number[]>([]);
  const [unit, setUnit] = useState(() => costliest(costsOfBook)[0]!);
  const [right, setRight] = useState(rightOfBook);
  const [words, setWords] = useState<string | null>(null);
  const loading = useRef<Promise<Loaded> | null>(null);
  const wanted = useRef<readonly number[]>([]); // the last click counts
  wanted.current = silent;

  const costs = loaded?.costs ?? costsOfBook;
  const all = loaded?.right ?? rightOfBook;
  const few = costs.length <= MOST_SHOWN;
  const shown = few ? costs.map((_, k) => k) : costliest(costs).slice(0, MOST_SHOWN);
  const votes = loaded ? votesOf(loaded.cut.weight, loaded.cut.units, unit) : firstVotes;

  const load = async (network: OfferedNetwork): Promise<Loaded | null> => {
    try {
      loading.current ??= loadSilenced(network, network.key === 'hidden' ? costsOfBook : undefined);
      const found = await loading.current;
      setLoaded(found);
      return found;
    } catch (error) {
      loading.current = null;
      setWords(explainError(error).message);
      return null;
    }
  };
  const silence = async (next: readonly number[], now: Loaded | null = loaded): Promise<void> => {
    wanted.current = next;
    setSilent(next);
    if (!now) setWords('The 10,000 test images are on their way…');
    const found = now ?? (await load(networks.find(({ key }) => key === chosen)!));
    if (!found || wanted.current !== next) return;
    found.scores.silence(next);
    const rightNow = found.scores.right();
    setRight(rightNow);
    setWords(wordsOf(next, rightNow, found.right, TEST_COUNT));
  };
  const choose = async (network: OfferedNetwork): Promise<void> => {
    setChosen(network.key);
    setSilent((wanted.current = []));
    setWords('Its hidden units read the 10,000 test images…');
    loading.current = null;
    const found = await load(network);
    if (!found) return;
    setUnit(costliest(found.costs)[0]!);
    setRight(found.right);
    setWords(wordsOf([], found.right, found.right, TEST_COUNT));
  };
  const least = costliest(costs).slice(Math.ceil(costs.length / 2));

  return (
    <Frame
      hint="Click units, one or many: each falls silent, and the 10,000 test images are counted anew. Which unit costs most?"
      notice={words}
      onReset={
        words === null
          ? null
          : () => {
              if (chosen !== 'hidden') void choose(networks[0]!).then(() => setWords(null));
              else void silence([]).then(() => setWords(null));
            }
      }
      actions={
        <>
          <NetworkSelect networks={networks} value={chosen} onChoose={(network) => void choose(network)} />
          <button type="button" class="button" onClick={() => void silence(least)}>
            Silence the half that costs least
          </button>
          <button type="button" class="button" disabled={silent.length === 0} onClick={() => void silence([])}>
            Let all speak
          </button>
        </>
      }
    >
      <p class="silence-score">
        <strong>{percent(right / TEST_COUNT)}</strong> right with {costs.length - silent.length} of {costs.length} units
        {all !== right && ` (with all ${percent(all / TEST_COUNT)})`}
      </p>
      <div
        class="unit-tiles silence-units"
        role="group"
        aria-label={
          few
            ? `The ${costs.length} hidden units; under each, how many images are lost without it alone`
            : `Of ${costs.length} hidden units the ${MOST_SHOWN} that cost most; under each, how many images are lost without it alone`
        }
      >
        {shown.map((k) => (
          <button
            key={k}
            type="button"
            aria-pressed={silent.includes(k)}
            aria-label={`Unit ${k + 1}, ${costs[k]} images${silent.includes(k) ? ', silent' : ''}`}
            onClick={() => {
              setUnit(k);
              void silence(silent.includes(k) ? silent.filter((one) => one !== k) : [...silent, k]);
            }}
            onFocus={() => setUnit(k)}
          >
            <UnitTile
              {...(loaded && loaded.key !== 'hidden' ? {} : { unit: k })}
              values={loaded?.pictures?.[k] ?? null}
              end={END}
            />
            <span class="unit-number">
              {k + 1}: −{costs[k]}
            </span>
          </button>
        ))}
      </div>
      <p class="silence-words">
        <b>Unit {unit + 1}.</b> {voteWords(votes)}
      </p>
      <TenBars
        caption={`What unit ${unit + 1} gives to each score, for each 1 that it passes on`}
        rows={[{ values: votes }]}
      />
    </Frame>
  );
}
