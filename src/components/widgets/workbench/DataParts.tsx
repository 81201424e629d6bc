import { useEffect, useState } from 'preact/hooks';
import { fault, type DataError } from '../../../lib/data/data-error.ts';
import { BOOKS_OWN, dataSetNamed, isBookSet, type DataSetId } from '../../../lib/data/data-sets.ts';
import { partsOf, readOwn, type OwnImages } from '../../../lib/data/own-id.ts';
import { ownPart } from '../../../lib/data/own-part.ts';
import { FIELDS } from '../../../lib/settings/fields.ts';
import { count } from '../../words/format.ts';
import { ChoiceField, type FieldProps } from '../trainer/fields.tsx';
import { CONTROL } from '../trainer/network-controls.tsx';
import { withData } from '../trainer/whole-network.ts';
import { followOwnSets, openOwnStore, ownSets } from './own-sets.ts';

/** What is trained on, as the part of an id before ~, and what is tested on. */
interface Parts {
  readonly train: string;
  readonly test: string;
}

function splitParts(data: DataSetId): Parts {
  const parts = partsOf(data);
  return parts ? { train: parts.train.join('+'), test: parts.test } : { train: data, test: data };
}

/** The data set of these parts. A set of the book other than its own is always tested on its own images. */
const joinParts = ({ train, test }: Parts): DataSetId =>
  isBookSet(train) && (train === test || train !== BOOKS_OWN)
    ? train
    : `${train}~${isBookSet(test) ? BOOKS_OWN : test}`;

/** What a data set is made of that this browser does not have; null while it has all, or nobody has looked. */
function useMissing(data: DataSetId, onThere: () => void): DataError | null {
  const [missing, setMissing] = useState<DataError | null>(null);
  const sets = ownSets.value;
  useEffect(() => {
    let gone = false;
    const look = async (): Promise<DataError | null> => {
      const { train = [], test = '' } = partsOf(data) ?? {};
      for (const own of [...train, test].map(readOwn))
        if (own && !(await (await openOwnStore()).find(own))) return fault.notHere(own.name, own.count, own.hash);
      return null;
    };
    void followOwnSets();
    setMissing(null);
    void look().then(
      (found) => {
        if (gone) return;
        setMissing(found);
        if (!found) onThere();
      },
      () => undefined, // a run says what is wrong
    );
    return () => void (gone = true);
  }, [data, sets]);
  return missing;
}

interface Props extends FieldProps {
  /** All that is chosen is in this browser. */
  readonly onThere: () => void;
}

/** Which images are trained on, and which are tested on: the book's, and the reader's own where there are some. */
export function DataParts({ onThere, ...field }: Props) {
  const { trainer } = field;
  const { data } = trainer.form.value;
  const missing = useMissing(data, onThere);
  const kept: readonly OwnImages[] = ownSets.value ?? [];
  if (kept.length === 0 && isBookSet(data)) return <CONTROL.data {...field} />;
  const parts = splitParts(data);
  const { train = [], test = '' } = partsOf(data) ?? {};
  const named = [...train, test].flatMap((part) => readOwn(part) ?? []);
  const all = new Map([...kept, ...named].map((own) => [ownPart(own), own]));
  const bookName = dataSetNamed().name;
  const called = ({ name, count: images }: OwnImages): string => `${name} (${count(images)})`;
  const trains: Record<string, string> = { ...FIELDS.data.words };
  const tests: Record<string, string> = { [BOOKS_OWN]: `${bookName}’s test images` };
  for (const [part, own] of all) {
    trains[`${part}+${BOOKS_OWN}`] = `${called(own)} + ${bookName}`;
    trains[part] = `${called(own)} alone`;
    tests[part] = called(own);
  }
  const set = (changed: Partial<Parts>): void =>
    trainer.set(withData(trainer.form.peek(), joinParts({ ...parts, ...changed })));
  const mixes = !isBookSet(parts.train) || parts.train === BOOKS_OWN;
  return (
    <>
      <ChoiceField label="Train on" words={trains} value={parts.train} wide onChoice={(train) => set({ train })} />
      {mixes && (
        <ChoiceField label="Test on" words={tests} value={parts.test} wide onChoice={(test) => set({ test })} />
      )}
      {!isBookSet(test) && train.includes(test) && (
        <p class="bench-samples-words trainer-wide">
          These are trained on as well: how many of them it reads says nothing of images that it has not seen.
        </p>
      )}
      {missing && (
        <p class="notice notice-bad trainer-wide" role="alert">
          {missing.message} {missing.remedy}
        </p>
      )}
    </>
  );
}
