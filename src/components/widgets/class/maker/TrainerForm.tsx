import { engineWords } from '../../../../lib/engine/engine-words.ts';
import { FIELDS, fieldEntries, isChoice, RATES } from '../../../../lib/settings/fields.ts';
import { CLASS_ENGINES, type ClassTrainer } from '../../../../lib/class/class-file.ts';
import { Check, Choose } from './fields.tsx';

/** A setting that a class may hide or set, by its name. */
interface Setting {
  readonly name: string;
  readonly label: string;
  /** What can be chosen; null where a number is typed; undefined where nothing is set here. */
  readonly words?: Readonly<Record<string, string>> | null;
}

const SETTINGS: readonly Setting[] = [
  { name: 'learningRate', label: `${RATES.learningRate.label} (alpha)`, words: null },
  { name: 'momentum', label: RATES.momentum.label, words: null },
  { name: 'hidden', label: 'Layers of the network' },
  { name: 'activation', label: 'Activation' },
  { name: 'dropout', label: 'Dropout' },
  { name: 'optimizer', label: 'Optimizer' },
  ...fieldEntries(FIELDS)
    .filter(([name]) => name !== 'data')
    .map(([name, field]): Setting => ({ name, label: field.label, words: isChoice(field) ? field.words : null })),
  { name: 'validation', label: 'Validation images' },
  { name: 'engine', label: 'Engine' },
  { name: 'all', label: '“All settings” and “Start from…”' },
];

const ENGINE_NAMES: Readonly<Record<string, string>> = {
  '': 'As the student chooses',
  ...Object.fromEntries(CLASS_ENGINES.map((name) => [name, engineWords(name)])),
};

interface Props {
  readonly trainer: ClassTrainer;
  readonly onChange: (trainer: ClassTrainer) => void;
}

/** What a file says of a field; of none nothing. */
const said = (trainer: ClassTrainer): ClassTrainer =>
  Object.fromEntries(
    Object.entries(trainer).filter(
      ([, value]: readonly [string, unknown]) =>
        value !== undefined && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0),
    ),
  );

/** Which controls trainers show, what stands in them, and how far they train. */
export function TrainerForm({ trainer, onChange }: Props) {
  const { hide = [], values = {}, mostEpochs, engine } = trainer;
  const change = (part: Partial<ClassTrainer>): void => onChange(said({ ...trainer, ...part }));
  const setValue = (name: string, text: string): void => {
    const { [name]: _, ...rest } = values;
    change({ values: text === '' ? rest : { ...rest, [name]: text } });
  };
  return (
    <section aria-labelledby="class-trainer">
      <h3 id="class-trainer">Trainers</h3>
      <div class="keep-line">
        <label class="field">
          At most so many epochs; empty for as many as the book allows
          <input
            type="number"
            min={1}
            value={mostEpochs ?? ''}
            onInput={({ currentTarget }) => {
              const most = Math.floor(currentTarget.valueAsNumber);
              change({ mostEpochs: most >= 1 ? most : undefined });
            }}
          />
        </label>
        <Choose
          label="Engine"
          names={ENGINE_NAMES}
          value={engine ?? ''}
          onChoice={(name) => change({ engine: CLASS_ENGINES.find((one) => one === name) })}
        />
      </div>
      <details>
        <summary>Which controls show, and what stands in them at first</summary>
        <p>
          Left empty, what the book has stands there. A link that says settings of its own counts before these values.
        </p>
        <ul class="class-form-exercises">
          {SETTINGS.map(({ name, label, words }) => (
            <li key={name} class="keep-line">
              <Check
                label={
                  <>
                    <span class="visually-hidden">Shows: </span>
                    {label}
                  </>
                }
                checked={!hide.includes(name)}
                onCheck={(shows) => change({ hide: shows ? hide.filter((one) => one !== name) : [...hide, name] })}
              />
              {words !== undefined && (
                <label class="field">
                  <span class="visually-hidden">At first: {label}</span>
                  {words === null ? (
                    <input
                      type="text"
                      inputMode="decimal"
                      size={8}
                      value={values[name] ?? ''}
                      onInput={({ currentTarget }) => setValue(name, currentTarget.value.trim())}
                    />
                  ) : (
                    <select
                      value={values[name] ?? ''}
                      onChange={({ currentTarget }) => setValue(name, currentTarget.value)}
                    >
                      <option value="">as in the book</option>
                      {Object.entries(words).map(([choice, called]) => (
                        <option key={choice} value={choice}>
                          {called}
                        </option>
                      ))}
                    </select>
                  )}
                </label>
              )}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
