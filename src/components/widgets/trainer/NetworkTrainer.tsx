import { useMemo } from 'preact/hooks';
import { createTrainer, type Trainer } from './controller.ts';
import { count } from '../../words/format.ts';
import { adviceOn } from './advice.ts';
import { networkWords } from './network-words.ts';
import { parameterCount } from '../../../lib/nn/shapes.ts';
import { sameSettings, type TrainerNetwork } from '../../../lib/systems/network.ts';
import { ProblemLine } from './fields.tsx';
import { CONTROL } from './network-controls.tsx';
import { SettingsFold } from './LazyParts.tsx';
import type { NetworkTrainerProps } from './props.ts';
import { QueueButtons } from './QueueButtons.tsx';
import { TrainerPanel } from './TrainerPanel.tsx';
import { browserHost } from './browser-host.ts';

/** Which network the controls show, where there are several. */
function NetworkChoice({ trainer }: { readonly trainer: Trainer }) {
  if (trainer.networks.length === 1) return null;
  return (
    <label class="field trainer-wide">
      Network
      <select
        value={trainer.chosen.value}
        onChange={({ currentTarget }) => (trainer.chosen.value = Number(currentTarget.value))}
      >
        {trainer.networks.map(({ name }, i) => (
          <option key={name} value={i}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The network that the controls ask for, in words, and what may be wrong with it. */
export function Description({ trainer, given }: { readonly trainer: Trainer; readonly given: TrainerNetwork }) {
  const { network } = trainer.parsed.value;
  // What an author has set up may be wrong on purpose.
  const advice = network && !sameSettings(network, given) && adviceOn(network);
  return (
    <>
      <p class="trainer-summary">
        {network ? (
          <>
            <b>{count(parameterCount(network.specification))}</b> weights and biases. {networkWords(network)}.
          </>
        ) : (
          `${networkWords(given)}, as it was.`
        )}
      </p>
      {advice && <p class="field-hint">{advice}</p>}
    </>
  );
}

/** The training widget for any network: settings, runs, numbers, curves, pictures and files. */
export function NetworkTrainer(props: NetworkTrainerProps) {
  const { id, scope, networks, change, together = false } = props;
  const trainer = useMemo(
    () =>
      createTrainer(browserHost(scope, `trainer-${id}`), {
        scope,
        networks,
        together,
      }),
    [],
  );
  const field = { trainer, id: `trainer-${id}` };

  return (
    <TrainerPanel
      {...props}
      trainer={trainer}
      buttons={<QueueButtons trainer={trainer} />}
      settings={
        <>
          <div class="controls">
            <NetworkChoice trainer={trainer} />
            {change.map((name) => {
              const Control = CONTROL[name];
              return <Control key={name} {...field} />;
            })}
          </div>
          <ProblemLine {...field} />
        </>
      }
    >
      <SettingsFold trainer={trainer} id={id} change={change} />
      <Description trainer={trainer} given={networks[trainer.chosen.value]!} />
    </TrainerPanel>
  );
}
