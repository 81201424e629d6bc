import { useRef, useState } from 'preact/hooks';
import { TEST_COUNT } from '../../../../lib/data/mnist.ts';
import { largest } from '../../../../lib/nn/images.ts';
import { textToBytes } from '../../digits/bytes.ts';
import { explainError } from '../../digits/loading.ts';
import { askOutputs, engines } from '../../pictures/ask.ts';
import { Frame } from '../kit/Frame.tsx';
import { useNotice } from '../kit/notice.ts';
import { useNetworks, type OfferedNetwork, type TrainedNetwork } from '../networks/choice.ts';
import { lastHiddenFor } from '../networks/last-hidden.ts';
import { NetworkSelect } from '../networks/NetworkSelect.tsx';
import { fightersOf, votesAsBuilt, type BuiltVotes, type Near, type Pair } from './model.ts';
import { nearOf } from './near.ts';
import { coveringFor, kindWords, placeWords, totalWords, votesFor, type Reasons } from './reasons.ts';
import { NearImages, VotePair, VotePictures } from './VotePictures.tsx';

export const title = 'Which pixels voted';

/** An image, what its pixels gave, and which two digits are set against each other. */
interface Shown {
  readonly image: number;
  readonly pixels: Uint8Array<ArrayBuffer>; // [784]
  readonly label: number;
  readonly reasons: Reasons;
  readonly pair: Pair;
  /** Null: not looked for. */
  readonly near: readonly Near[] | null;
}

interface InUse {
  readonly key: string;
  readonly network: TrainedNetwork;
  /** Indices of the test images that it misreads. */
  readonly wrong: readonly number[];
}

async function use(offered: OfferedNetwork): Promise<InUse> {
  const network = await offered.load();
  const { specification, weights } = network;
  const [outputs, labels] = await Promise.all([
    askOutputs(specification, weights as never, { set: 'test', from: 0, to: TEST_COUNT }),
    (await engines()).labels('test'),
  ]);
  const units = outputs.length / TEST_COUNT;
  const wrong = Array.from(labels, (_, n) => n).filter((n) => largest(outputs, n * units, units) !== labels[n]);
  return { key: offered.key, network, wrong };
}

/** One answer taken apart: what every pixel gave to the two digits that fought for it, which adds up to their scores. */
export default function PixelVotes(given: BuiltVotes) {
  const networks = useNetworks(given.network);
  const [start] = useState((): Shown => ({
    image: given.image,
    pixels: textToBytes(given.pixels),
    label: given.label,
    reasons: { ...votesAsBuilt(given), kind: 'votes' },
    pair: fightersOf(given.scores, given.label),
    near: given.near,
  }));
  const [shown, setShown] = useState(start);
  const [chosen, setChosen] = useState<string>(given.network);
  const [place, setPlace] = useState(() => given.votes[Math.floor(given.votes.length / 2)]?.[0] ?? 0);
  const { notice, setNotice, onReset } = useNotice(() => {
    setShown(start);
    setChosen(given.network);
  });
  const used = useRef<InUse | null>(null);

  const look = async (network: OfferedNetwork, choose: (now: InUse) => number): Promise<void> => {
    if (used.current?.key !== network.key) setNotice('It reads the 10,000 test images, to see which it misreads…');
    try {
      const now = used.current?.key === network.key ? used.current : await use(network);
      used.current = now;
      const index = choose(now);
      const { images, labels } = await (await engines()).digits('test', index, index + 1);
      const reasons = votesFor(now.network, images) ?? (await coveringFor(now.network, images));
      const label = labels[0]!;
      const next = {
        image: index + 1,
        pixels: images,
        label,
        reasons,
        pair: fightersOf(reasons.scores, label),
        near: null,
      };
      setShown(next);
      setNotice(
        `Test image ${(index + 1).toLocaleString('en-US')}, a ${label}, one of ${now.wrong.length} that this network misreads. ${kindWords(reasons)}`,
      );
    } catch (error) {
      setNotice(explainError(error).message);
    }
  };
  const offered = networks.find(({ key }) => key === chosen) ?? networks[0]!;
  const withPair = async (pair: Pair): Promise<void> => {
    // The build tells of two digits only.
    const whole = shown === start ? votesFor(await networks[0]!.load(), shown.pixels) : null;
    setShown({ ...shown, reasons: whole ?? shown.reasons, pair });
    setNotice(
      `Now ${pair[0]} against ${pair[1]}. The third picture shows what spoke for the one rather than for the other.`,
    );
  };
  const findNear = async (): Promise<void> => {
    setNotice('It compares what its hidden units say of 10,000 training images…');
    try {
      const { network } = used.current!;
      const last = lastHiddenFor(network, shown.pixels);
      const near = last ? await nearOf(network, last.pattern) : [];
      setShown({ ...shown, near });
      setNotice(
        near.length > 0
          ? 'To the hidden units these training images look most like it. What they are says why it was read so.'
          : 'This network has no hidden units, so there is nothing to compare.',
      );
    } catch (error) {
      setNotice(explainError(error).message);
    }
  };

  const { reasons, pair, pixels, label } = shown;
  const said = placeWords(reasons, pair, place, pixels);

  return (
    <Frame
      hint="Drag the frame to a pixel, or click one: what did it give to either digit? Then look at other mistakes."
      notice={notice}
      onReset={onReset}
      actions={
        <>
          <NetworkSelect
            networks={networks}
            value={offered.key}
            onChoose={(network) => {
              setChosen(network.key);
              void look(network, ({ wrong }) => wrong[0] ?? 0);
            }}
          />
          <button
            type="button"
            class="button"
            onClick={() => void look(offered, ({ wrong }) => wrong.find((n) => n >= shown.image) ?? wrong[0] ?? 0)}
          >
            Next mistake
          </button>
          {shown.near === null && (used.current?.network.specification.layers.length ?? 0) > 1 && (
            <button type="button" class="button" onClick={() => void findNear()}>
              What looks like it inside?
            </button>
          )}
        </>
      }
    >
      <VotePictures
        pixels={pixels}
        image={{
          name: `Test image ${shown.image}, a ${label}`,
          caption: `test image ${shown.image.toLocaleString('en-US')}, a ${label}, read as ${fightersOf(reasons.scores, label)[0]}`,
        }}
        pair={pair}
        votes={reasons.pixels}
        sum={(j) => totalWords(reasons, j)}
        nameOf={String}
        place={place}
        words={said}
        onPlace={(next) => {
          setPlace(next);
          setNotice(
            notice ??
              'Each pixel votes for and against every digit. Their votes, with the biases where there are any, add up to the score, exactly.',
          );
        }}
      />
      <p class="votes-words">{said}</p>
      <div class="explanation-slides needs-js">
        <VotePair
          pair={pair}
          classes={reasons.scores.length}
          nameOf={String}
          field="field"
          onPair={(next) => void withPair(next)}
        />
      </div>
      {shown.near && shown.near.length > 0 && <NearImages near={shown.near} nameOf={String} />}
    </Frame>
  );
}
