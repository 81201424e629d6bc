import { useMemo, useState } from 'preact/hooks';
import { ACTIVATIONS } from '../../../lib/settings/choices.ts';
import { layerOutputs, type LayerOutput } from '../../../lib/nn/layer-outputs.ts';
import { isShares, makeShares } from '../../../lib/nn/shares.ts';
import { signed } from '../../words/format.ts';
import { activityOf, endOf, layoutOf } from './activity.ts';
import type { PictureProps, ShownModel } from './picture.ts';
import { DeadUnits } from './DeadUnits.tsx';
import { dataSetOf, pictureOf } from './picture-of.ts';
import { PicturePicker } from './PicturePicker.tsx';
import { imageName, ShareBars } from './Shares.tsx';
import { useTestImages } from './test-images.ts';
import { ValueGrid } from './ValueGrid.tsx';
import { ValueTable } from './ValueTable.tsx';
import { Untrained, Waiting } from './Waiting.tsx';
import './pictures.css';

/** One picture on its way through all layers: what each gives out, down to the outputs. */
export function Activations({ id, model }: PictureProps) {
  const { images, problem, retry } = useTestImages(model);
  const [index, setIndex] = useState(0);
  const digits = images.value;
  const shown = model.value;
  const pixels = useMemo(() => (digits ? pictureOf(digits, index) : null), [digits, index]);
  const layers = useMemo(
    () => (shown && pixels ? layerOutputs(shown.specification, shown.weights, pixels) : null),
    [shown, pixels],
  );
  const answer = useMemo(() => {
    if (!shown || !layers) return null;
    const outputs = layers.at(-1)!.values.slice();
    makeShares(shown.specification, outputs);
    return { outputs, shares: isShares(shown.specification) };
  }, [shown, layers]);

  if (!shown) return <Untrained>what each layer gives out appears here</Untrained>;
  if (!digits || !answer || !layers)
    return <Waiting what="Fetching the test images…" problem={problem.value} onRetry={retry} />;
  const label = digits.labels[index]!;
  const { classes } = dataSetOf(shown);
  return (
    <div class="pictures">
      <PicturePicker index={index} count={digits.count} onIndex={setIndex} />
      <p class="judged-words">
        {imageName(index)}, label <b data-symbol="label">{classes[label]}</b>. Orange is above zero, blue below.
      </p>
      {layers.map((layer, l) => (
        <LayerView
          key={l}
          id={`${id}-layer-${l}`}
          layer={layer}
          title={titleOf(shown, l, layers.length)}
          input={l === 0}
        />
      ))}
      {answer.shares && <p class="judged-words">As shares that sum to 1:</p>}
      <ShareBars
        {...answer}
        classes={classes}
        label={label}
        caption={answer.shares ? 'The outputs as shares' : 'The outputs'}
      />
      {shown.specification.layers.length > 1 && (
        <DeadUnits model={shown} digits={digits} titleOf={(l) => titleOf(shown, l, layers.length)} />
      )}
    </div>
  );
}

/** `Hidden layer 1, ReLU`: what stands at place `l` of `count` layers' outputs, the input first. */
function titleOf({ specification: { layers } }: ShownModel, l: number, count: number): string {
  if (l === 0) return 'Input';
  const dense = l - (count - layers.length);
  if (dense < 0) return `Convolution ${l}`;
  const { activation } = layers[dense]!;
  const words = activation === 'identity' ? 'no activation' : ACTIVATIONS[activation];
  return `${dense === layers.length - 1 ? 'Outputs' : `Hidden layer ${dense + 1}`}, ${words}`;
}

const valueWords = (value: number): string => signed(value, Math.abs(value) < 10 ? 3 : 1);

interface LayerProps {
  readonly id: string;
  readonly layer: LayerOutput;
  readonly title: string;
  readonly input: boolean;
}

function LayerView({ id, layer, title, input }: LayerProps) {
  const layout = useMemo(() => layoutOf(layer), [layer]);
  const { above, largest, at } = useMemo(() => activityOf(layer.values), [layer]);
  const size = layer.shape.join(' × ');
  const what = input ? 'pixel' : 'unit';
  const say = (place: number): string => {
    const unit = layout.units[place]!;
    return unit < 0 ? 'between two maps' : `${what} ${unit}: ${valueWords(layer.values[unit]!)}`;
  };
  return (
    <section class="layer-view">
      <h4>
        {title} <small>{size}</small>
      </h4>
      <p class="status">
        {input
          ? `${above} of ${layer.values.length} above zero.`
          : `${above} of ${layer.values.length} above zero; the largest is ${valueWords(largest)}, unit ${at}.`}
      </p>
      <div class={input ? 'layer-input' : undefined}>
        <ValueGrid
          id={id}
          values={layout.values}
          columns={layout.columns}
          end={endOf(layer.values)}
          name={`${title}: ${size} values`}
          say={say}
        />
      </div>
      <ValueTable values={layer.values} caption={`${title}: what it gives out`} words={valueWords} />
    </section>
  );
}
