import '../../../src/styles/tokens.css';
import '../../../src/styles/base.css';
import '../../../src/styles/instrument.css';
import '../../../src/styles/symbols.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { Lazy } from '../../../src/components/islands/Lazy.tsx';
import { JudgedDrawing } from '../../../src/components/widgets/pictures/judges/JudgedDrawing.tsx';
import type { ShownModel } from '../../../src/components/widgets/pictures/picture.ts';
import { views, type ViewName } from '../../../src/components/widgets/pictures/registry.ts';
import { getEngineClient } from '../../../src/lib/engine/client.ts';
import type { NetworkSpecification } from '../../../src/lib/engine/contract.ts';

const address = new URLSearchParams(location.search);
const hidden = (address.get('hidden') ?? '64').split('-').filter(Boolean).map(Number);
const specification: NetworkSpecification = {
  inputs: 784,
  layers: [
    ...hidden.map((units) => ({ units, activation: 'relu', bias: true, dropout: 0.1 }) as const),
    { units: 10, activation: 'identity', bias: true },
  ],
  loss: 'crossEntropy',
  optimizer: { name: 'momentum', learningRate: 0.03, momentum: 0.9 },
  initialization: 'pytorch',
  batchSize: 30,
  order: 'file',
  seed: 1,
};
const model = signal<ShownModel | null>(null);
document.documentElement.dataset['theme'] = address.get('theme') ?? 'light';

const images = Number(address.get('images') ?? 20_000);
const session = getEngineClient().createSession('simd', { specification, epochs: 1, testAt: [], trainCount: images });
/** With `live` in the address the pictures follow the training, else they show what it ends with. */
const live = address.has('live');
session.subscribe((event) => {
  if (event.type === 'weights' && (live || event.imagesSeen >= images)) {
    model.value = { name: hidden.join('-'), specification, weights: event.weights, imagesSeen: event.imagesSeen };
  }
  if (event.type === 'state') document.body.dataset['state'] = event.state;
});
session.run();

const asked = address.get('view');
const shown = Object.entries(views).filter(([name]) => !asked || name === asked);
render(
  <>
    {shown.map(([name, { title, load }]) => (
      <section key={name} class="panel" id={`view-${name}`}>
        <h3 class="panel-title">{title}</h3>
        <Lazy load={load} props={{ id: name as ViewName, model }} />
      </section>
    ))}
    {(!asked || asked === 'pad') && (
      <section class="panel" id="view-pad">
        <h3 class="panel-title">Draw a digit</h3>
        <JudgedDrawing id="pad" />
      </section>
    )}
  </>,
  document.querySelector('#main')!,
);
