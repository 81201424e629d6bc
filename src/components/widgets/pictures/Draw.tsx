import { useState } from 'preact/hooks';
import { DrawArea } from '../draw/DrawArea.tsx';
import type { PictureProps } from './contract.ts';
import { useJudgedPicture } from './judging.ts';
import { guessOf, outputWords } from './readings.ts';
import { ShareBars } from './Shares.tsx';
import './pictures.css';

/** The reader's own digit, brought to MNIST's form and judged by the network as it is drawn. */
export function Draw({ id, model }: PictureProps) {
  const [image, setImage] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const judged = useJudgedPicture(model, image);
  return (
    <div class="pictures">
      <DrawArea id={`${id}-draw`} onImage={setImage} />
      {!model.value && <p class="notice">Nothing is trained yet. Press Train: the network then reads what you draw.</p>}
      {judged && image && (
        <div class="draw-judged">
          <p class="judged-words" role="status">
            Guess <b data-symbol="prediction">{guessOf(judged.outputs, 0)}</b>,{' '}
            {outputWords(judged.outputs[guessOf(judged.outputs, 0)]!, judged.shares)}.
          </p>
          <ShareBars
            outputs={judged.outputs}
            shares={judged.shares}
            label={null}
            caption="What the network makes of your drawing"
          />
        </div>
      )}
    </div>
  );
}
