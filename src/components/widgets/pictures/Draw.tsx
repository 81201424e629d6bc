import { useState } from 'preact/hooks';
import { DrawArea } from '../draw/DrawArea.tsx';
import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import { isDrawable } from '../../../lib/data/drawing/to-form.ts';
import type { PictureProps } from './picture.ts';
import { useJudgedPicture } from './judging.ts';
import { dataSetOf } from './picture-of.ts';
import { guessOf, outputWords } from './readings.ts';
import { ShareBars } from './Shares.tsx';
import './pictures.css';

/** The reader's own drawing, brought to the form of what the network learned from and judged by the network as it is drawn. */
export function Draw({ id, model }: PictureProps) {
  const [image, setImage] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const judged = useJudgedPicture(model, image);
  const shown = model.value;
  const dataSet = shown ? dataSetOf(shown) : dataSetNamed();
  const { classes, called, name } = dataSet;
  if (!isDrawable(dataSet))
    return (
      <p class="notice">
        This network learned from {name}, whose {called.many} cannot be drawn here.
      </p>
    );
  return (
    <div class="pictures">
      <DrawArea key={name} id={`${id}-draw`} dataSet={dataSet} onImage={setImage} />
      {!model.value && <p class="notice">Nothing is trained yet. Press Train: the network then reads what you draw.</p>}
      {judged && image && (
        <div class="draw-judged">
          <p class="judged-words" role="status">
            Guess <b data-symbol="prediction">{classes[guessOf(judged.outputs)]}</b>,{' '}
            {outputWords(judged.outputs[guessOf(judged.outputs)]!, judged.shares)}.
          </p>
          <ShareBars
            outputs={judged.outputs}
            classes={classes}
            shares={judged.shares}
            label={null}
            caption="What the network makes of your drawing"
          />
        </div>
      )}
    </div>
  );
}
