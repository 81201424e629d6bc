import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { count } from '../../words/format.ts';
import type { PictureProps } from './picture.ts';
import { useJudgedPicture, useJudgedTestSet, type Judgement } from './judging.ts';
import { dataSetOf, pictureOf } from './picture-of.ts';
import { PicturePicker } from './PicturePicker.tsx';
import { doubtfulFirst } from './readings.ts';
import { JudgedPicture } from './Shares.tsx';
import { useTestImages } from './test-images.ts';
import { Untrained, Waiting } from './Waiting.tsx';
import './pictures.css';

interface Complete {
  readonly index: number;
  readonly pixels: Uint8Array;
  readonly outputs: Float32Array;
  readonly shares: boolean;
}

/** Any picture of the test set, and how the network shares its belief among the classes. */
export function Probabilities({ model }: PictureProps) {
  const { images, problem, retry } = useTestImages(model);
  const [index, setIndex] = useState(0);
  const [doubt, setDoubt] = useState<number | null>(null);
  const digits = images.value;
  const pixels = useMemo(() => (digits ? pictureOf(digits, index) : null), [digits, index]);
  const judged = useJudgedPicture(model, pixels);
  // A picture and its bars change together: until the network has answered, those before stay.
  const last = useRef<Complete | null>(null);
  if (judged && pixels && judged.of === pixels) last.current = { index, pixels, ...judged };

  if (!model.value) return <Untrained>its shares appear here</Untrained>;
  if (!digits || !pixels) return <Waiting what="Fetching the test images…" problem={problem.value} onRetry={retry} />;
  const shown = last.current ?? { index, pixels, outputs: null, shares: true };
  const choose = (next: number): void => {
    setDoubt(null);
    setIndex(next);
  };
  return (
    <div class="pictures">
      <PicturePicker index={index} count={digits.count} onIndex={choose}>
        <Doubtful
          model={model}
          rank={doubt}
          onFound={(found, rank) => {
            setIndex(found);
            setDoubt(rank);
          }}
        />
      </PicturePicker>
      <JudgedPicture {...shown} label={digits.labels[shown.index]!} classes={dataSetOf(model.value).classes} />
    </div>
  );
}

interface DoubtfulProps extends Pick<PictureProps, 'model'> {
  /** Which of the doubtful ones is shown, from 0; null for none. */
  readonly rank: number | null;
  readonly onFound: (index: number, rank: number) => void;
}

/** Leads from one doubtful picture to the next. All are judged when it is first pressed. */
function Doubtful({ model, rank, onFound }: DoubtfulProps) {
  const [asked, setAsked] = useState(false);
  const newest = useRef<Judgement | null>(null);
  // The order stays while one follows the other, so that the same picture does not come twice.
  const order = useRef<readonly number[] | null>(null);
  const begin = (judgement: Judgement): void => {
    const all = Array.from({ length: dataSetOf(judgement.model).counts.test }, (_, n) => n);
    order.current = doubtfulFirst(judgement.outputs, judgement.outputs.length / all.length, all);
    onFound(order.current[0]!, 0);
  };
  const press = (): void => {
    setAsked(true);
    if (!newest.current) return;
    const next = rank === null ? 0 : (rank + 1) % (order.current?.length ?? 1);
    if (next > 0 && order.current) onFound(order.current[next]!, next);
    else begin(newest.current);
  };
  const arrived = (judgement: Judgement | null): void => {
    newest.current = judgement;
    if (judgement && !order.current) begin(judgement);
  };
  return (
    <>
      <button type="button" class="button" onClick={press}>
        {rank === null ? 'A doubtful one' : 'Next doubtful one'}
      </button>
      {asked && <Finder model={model} rank={rank} onJudgement={arrived} />}
    </>
  );
}

/** Has all test images judged, and says how far that is. */
function Finder({
  model,
  rank,
  onJudgement,
}: Pick<DoubtfulProps, 'model' | 'rank'> & { readonly onJudgement: (judgement: Judgement | null) => void }) {
  const { judgement, problem } = useJudgedTestSet(model);
  const made = judgement.value;
  useEffect(() => onJudgement(made), [made]);
  const all = model.value ? count(dataSetOf(model.value).counts.test) : '';
  const place = rank === null ? '' : `Number ${rank + 1} of ${all}, the most doubtful first`;
  return (
    <span class="status picture-rank" role="status">
      {problem.value
        ? `${problem.value.message} ${problem.value.remedy}`
        : made
          ? place
          : `Looking through all ${all}…`}
    </span>
  );
}
