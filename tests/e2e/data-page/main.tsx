import '../../../src/styles/tokens.css';
import '../../../src/styles/base.css';
import '../../../src/styles/instrument.css';
import '../../../src/styles/symbols.css';
import '../../../src/components/widgets/digits/digits.css';
import '../../../src/components/widgets/trainer/trainer.css';
import '../../../src/components/widgets/weights/weights.css';
import { render } from 'preact';
import type { ChartFixed } from '../../../src/components/widgets/chart/model.ts';
import { Browser } from '../../../src/components/widgets/digits/Browser.tsx';
import { JudgedDrawing } from '../../../src/components/widgets/pictures/judges/JudgedDrawing.tsx';
import { VIEW_NAMES } from '../../../src/components/widgets/pictures/registry.ts';
import '../../../src/components/widgets/workbench/workbench.css';
import { Workbench } from '../../../src/components/widgets/workbench/Workbench.tsx';
import { SingleLayerTrainer } from '../../../src/components/widgets/trainer/SingleLayerTrainer.tsx';
import { DATA_SETS, type DataSetId } from '../../../src/lib/data/data-sets.ts';
import { deltaRule } from '../../../src/lib/systems/delta-rule.ts';
import { networkOf } from '../../../src/lib/systems/network.ts';

/** The data set that this page is about: the last one that the book knows. */
const data = Object.keys(DATA_SETS).at(-1) as DataSetId;
const parts: Readonly<Record<string, () => preact.JSX.Element>> = {
  playground: () => (
    <Workbench chart={{ by: 'the source', epochs: 1, overlay: [], first: 'accuracy', axis: 'epochs' }} />
  ),
  layer() {
    const network = networkOf({ name: 'One layer', ...deltaRule({ data, alpha: 0.02, epochs: 3 }) });
    const chart: ChartFixed = {
      by: 'the source',
      epochs: 3,
      overlay: [],
      first: 'accuracy',
      axis: { imagesInEpoch: network.trainCount },
    };
    return (
      <SingleLayerTrainer
        id="layer"
        title="One layer"
        scope="data-page/layer"
        network={network}
        code="book"
        views={VIEW_NAMES}
        by={null}
        chart={chart}
        builtEnd={1}
      />
    );
  },
  images: () => <Browser id="images" data={data} totalBytes={60_000} />,
  pad: () => <JudgedDrawing id="pad" />,
};
const asked = new URLSearchParams(location.search).get('part') ?? 'playground';
render(<div class="trainer-box">{parts[asked]!()}</div>, document.querySelector('#main')!);
