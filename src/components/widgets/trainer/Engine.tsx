import type { EngineChoice, EngineName } from '../../../lib/engine/contract.ts';
import { engineWords } from '../../../lib/engine/engine-words.ts';
import { rate } from '../../words/format.ts';
import type { Trainer } from './controller.ts';

const ENGINES: readonly EngineChoice[] = ['auto', 'simd', 'webgpu', 'reference'];

/** Which engine trains, how fast each is here, and why one cannot run. */
export function Engine({ trainer }: { readonly trainer: Trainer }) {
  const available = trainer.available.value;
  const timed = trainer.runs.value.findLast((run) => run.timed.length > 0)?.timed ?? [];
  const rates = new Map(timed.map(({ engine, imagesPerSecond }) => [engine, imagesPerSecond]));
  const missing = available?.filter((choice) => !choice.available) ?? [];
  const words = (name: EngineChoice): string => {
    const perSecond = rates.get(name as EngineName);
    return `${engineWords(name)}${missing.some(({ engine }) => engine === name) ? ' (not here)' : perSecond ? `, ${rate(perSecond)} images/s` : ''}`;
  };
  return (
    <>
      <label class="field trainer-wide" data-control="engine">
        Engine
        <select
          value={trainer.engine.value}
          onFocus={() => void trainer.lookForEngines()}
          onChange={({ currentTarget }) => (trainer.engine.value = currentTarget.value as EngineChoice)}
        >
          {ENGINES.map((name) => (
            <option key={name} value={name} disabled={missing.some(({ engine }) => engine === name)}>
              {words(name)}
            </option>
          ))}
        </select>
      </label>
      {missing.map(({ engine, because }) => (
        <p key={engine} class="field-hint trainer-row">
          {engine === 'webgpu'
            ? `No GPU here: ${because ?? 'This browser offers none.'} The CPU computes the same.`
            : because}
        </p>
      ))}
    </>
  );
}
