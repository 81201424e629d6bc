import { useRef, useState } from 'preact/hooks';
import { IMAGE_SIDE, TEST_COUNT } from '../../../../lib/data/mnist.ts';
import { largest } from '../../../../lib/nn/images.ts';
import { textToBytes } from '../../digits/bytes.ts';
import { explainError } from '../../digits/loading.ts';
import { askOutputs, engines } from '../../pictures/ask.ts';
import { Frame } from '../kit/Frame.tsx';
import { useNotice } from '../kit/notice.ts';
import { Pixels } from '../kit/Pixels.tsx';
import { useNetworks, type OfferedNetwork, type TrainedNetwork } from '../networks/choice.ts';
import { NetworkSelect } from '../networks/NetworkSelect.tsx';
import {
  fightersOf,
  hasPaths,
  pixelWords,
  sumWords,
  votesAsBuilt,
  votesOf,
  type BuiltVotes,
  type Near,
  type Votes,
} from './model.ts';
import { nearOf } from './near.ts';
import { VotePicture } from './VotePicture.tsx';

export const title = 'Which pixels voted';

/** An image, what its pixels gave, and which two digits are set against each other. */
interface Shown {
  readonly image: number;
  readonly pixels: Uint8Array<ArrayBuffer>; // [784]
  readonly label: number;
  readonly votes: Votes;
  readonly pair: readonly [number, number];
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
  if (!hasPaths(network))
    throw new Error('Convolutions have too many paths to draw. Choose a network of dense layers.');
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
    votes: votesAsBuilt(given),
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
      const votes = votesOf(now.network, images);
      const label = labels[0]!;
      const next = {
        image: index + 1,
        pixels: images,
        label,
        votes,
        pair: fightersOf(votes.scores, label),
        near: null,
      };
      setShown(next);
      setNotice(
        `Test image ${(index + 1).toLocaleString('en-US')}, a ${label}, one of ${now.wrong.length} that this network misreads. Orange pixels spoke for the digit, blue ones against it.`,
      );
    } catch (error) {
      setNotice(explainError(error).message);
    }
  };
  const offered = networks.find(({ key }) => key === chosen) ?? networks[0]!;
  const withPair = async (pair: readonly [number, number]): Promise<void> => {
    // The build tells of two digits only.
    const votes = shown === start ? votesOf(await networks[0]!.load(), shown.pixels) : shown.votes;
    setShown({ ...shown, votes, pair });
    setNotice(
      `Now ${pair[0]} against ${pair[1]}. The third picture shows what spoke for the one rather than for the other.`,
    );
  };
  const findNear = async (): Promise<void> => {
    setNotice('It compares what its hidden units say of 10,000 training images…');
    try {
      const network = used.current?.network ?? (await networks[0]!.load());
      const pattern = shown.votes.pattern.length > 0 ? shown.votes.pattern : votesOf(network, shown.pixels).pattern;
      const near = await nearOf(network, pattern);
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

  const { votes, pair, pixels } = shown;
  const [a, b] = pair;
  const difference = Float32Array.from(votes.pixels[a]!, (value, i) => value - votes.pixels[b]![i]!);
  const end = Math.max(0.1, ...votes.pixels[a]!.map(Math.abs), ...votes.pixels[b]!.map(Math.abs));
  const said = pixelWords(votes, pair, place, pixels[place]!);
  const pictures = [
    { name: `votes for ${a}`, values: votes.pixels[a]!, caption: `for ${a}: ${sumWords(votes, a)}` },
    { name: `votes for ${b}`, values: votes.pixels[b]!, caption: `for ${b}: ${sumWords(votes, b)}` },
    { name: `${a} rather than ${b}`, values: difference, caption: `${a} rather than ${b}` },
  ];

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
          {shown.near === null && shown.votes.pattern.length > 0 && (
            <button type="button" class="button" onClick={() => void findNear()}>
              What looks like it inside?
            </button>
          )}
        </>
      }
    >
      <div class="votes-pictures">
        <figure>
          <svg
            class="votes-picture"
            viewBox={`-0.5 -0.5 ${IMAGE_SIDE + 1} ${IMAGE_SIDE + 1}`}
            role="img"
            aria-label={`Test image ${shown.image}, a ${shown.label}`}
          >
            <rect class="votes-paper" width={IMAGE_SIDE} height={IMAGE_SIDE} />
            <Pixels values={pixels} width={IMAGE_SIDE} end={255} colours="ink" />
          </svg>
          <figcaption>
            test image {shown.image.toLocaleString('en-US')}, a {shown.label}, read as{' '}
            {fightersOf(votes.scores, shown.label)[0]}
          </figcaption>
        </figure>
        {pictures.map(({ name, values, caption }) => (
          <figure key={name}>
            <VotePicture
              values={values}
              end={end}
              name={name}
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
            <figcaption>{caption}</figcaption>
          </figure>
        ))}
      </div>
      <p class="votes-words">{said}</p>
      <div class="explanation-slides needs-js">
        {(['For', 'against'] as const).map((role, k) => (
          <label key={role} class="field">
            {role}
            <select
              value={pair[k]}
              onChange={({ currentTarget }) =>
                void withPair(k === 0 ? [Number(currentTarget.value), b] : [a, Number(currentTarget.value)])
              }
            >
              {votes.scores.map((_, j) => (
                <option key={j} value={j}>
                  {j}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {shown.near && shown.near.length > 0 && (
        <div
          class="votes-near"
          role="group"
          aria-label="The training images that look most like it to the hidden units"
        >
          {shown.near.map(({ image, label, pixels: text }) => (
            <figure key={image}>
              <svg
                class="votes-picture"
                viewBox={`0 0 ${IMAGE_SIDE} ${IMAGE_SIDE}`}
                role="img"
                aria-label={`Training image ${image}, a ${label}`}
              >
                <rect class="votes-paper" width={IMAGE_SIDE} height={IMAGE_SIDE} />
                <Pixels values={textToBytes(text)} width={IMAGE_SIDE} end={255} colours="ink" />
              </svg>
              <figcaption>a {label}</figcaption>
            </figure>
          ))}
          <p>To the hidden units, these six of 10,000 training images look most like it.</p>
        </div>
      )}
    </Frame>
  );
}
