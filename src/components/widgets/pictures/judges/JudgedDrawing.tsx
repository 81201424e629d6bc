import { useEffect, useMemo, useState } from 'preact/hooks';
import { BOOKS_OWN, dataSetNamed, type DataSetId } from '../../../../lib/data/data-sets.ts';
import { isDrawable } from '../../../../lib/data/drawing/to-form.ts';
import { askOutputs } from '../ask.ts';
import { DrawArea } from '../../draw/DrawArea.tsx';
import { drawnSets, Panel } from './judge.ts';
import { Judges } from './Judges.tsx';
import { keptJudges, keptProblem, watchKept } from './kept-judges.ts';
import { runJudges, watchRuns } from './run-judges.ts';
import '../pictures.css';

/** A drawing judged, as it is made, by every run at rest and every model that this browser keeps. */
export function JudgedDrawing({ id }: { readonly id: string }) {
  const [panel] = useState(() => new Panel(askOutputs));
  const [image, setImage] = useState<Uint8Array<ArrayBuffer> | null>(null);
  useEffect(() => {
    const unwatch = [watchKept(), watchRuns()];
    return () => {
      for (const stop of unwatch) stop();
      panel.dispose();
    };
  }, [panel]);
  const [wanted, setWanted] = useState<DataSetId>(BOOKS_OWN);
  const kept = keptJudges();
  const every = [...runJudges(), ...(kept ?? [])];
  const sets = drawnSets(every);
  const data = sets.includes(wanted) ? wanted : (sets[0] ?? wanted);
  const dataSet = dataSetNamed(data);
  const all = every.filter((judge) => judge.data === data);
  const keys = all.map(({ key }) => key).join(' ');
  const judges = useMemo(() => all, [keys]);
  useEffect(() => panel.judge(judges, image), [panel, judges, image]);
  const problem = keptProblem();
  return (
    <div class="pictures">
      {sets.length > 1 && (
        <label class="field">
          Draw for networks of
          <select
            value={data}
            onChange={({ currentTarget }) => {
              setImage(null);
              setWanted(currentTarget.value as DataSetId);
            }}
          >
            {sets.map((one) => (
              <option key={one} value={one}>
                {dataSetNamed(one).name}
              </option>
            ))}
          </select>
        </label>
      )}
      {isDrawable(dataSet) && <DrawArea key={data} id={id} dataSet={dataSet} onImage={setImage} />}
      {problem && (
        <p class="notice notice-bad" role="alert">
          {problem}
        </p>
      )}
      {kept === null && judges.length === 0 ? (
        <p class="status">Looking for networks…</p>
      ) : judges.length === 0 ? (
        <p class="notice">
          There is no network yet. Train one in any chapter, or keep one there: it will read what you draw.
        </p>
      ) : (
        <Judges judges={judges} opinions={panel.opinions.value} drawn={image !== null} dataSet={dataSet} />
      )}
    </div>
  );
}
