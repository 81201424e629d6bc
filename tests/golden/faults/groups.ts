import { auto } from './auto.ts';
import { card } from './card.ts';
import { checks } from './checks.ts';
import { convolutions } from './convolutions.ts';
import { data } from './data.ts';
import type { Group } from './fault.ts';
import { interchange } from './interchange.ts';
import { link } from './link.ts';
import { nn } from './nn.ts';
import { pool } from './pool.ts';
import { runs } from './runs.ts';
import { session } from './session.ts';
import { kernels, simd } from './simd.ts';
import { states } from './states.ts';
import { storage } from './storage.ts';

const NETWORKS = [
  ['tests/unit/nn', 'tests/golden/networks.test.ts'],
  ['tests/unit/engine/engine-state.test.ts', 'tests/golden/s4.test.ts'],
];
const SIMD = [
  [
    'tests/unit/engine/simd-masks.test.ts',
    'tests/unit/engine/simd-engine.test.ts',
    'tests/unit/engine/engine-state.test.ts',
  ],
  ['tests/golden/simd.test.ts'],
];

/** On an adapter made of software all golden networks take many minutes; most faults show in one of these. */
const TELLING = [
  'softmax, squaredError, sgd',
  'logSoftmax, squaredError, momentum',
  'nesterov, L2',
  'adam, L2',
  'dropout everywhere, shuffled, Adam, L2',
  'as S3, small: negative log-likelihood on plain probabilities',
  'as S1, small',
  'convolution: a pool that does not divide',
  'convolution: three, RMSProp',
  'convolution: as chapter 13, with dropout, Adam, L2',
  'eleven units over twelve',
  'one sigmoid layer, image by image',
  'one layer of scores, image by image',
];

export const groups: readonly Group[] = [
  { name: 'nn', folder: 'src/lib/nn', faults: nn, tests: NETWORKS },
  { name: 'convolutions', folder: 'src/lib/nn', faults: convolutions, tests: NETWORKS },
  { name: 'states', folder: 'src/lib/nn', faults: states, tests: NETWORKS },
  { name: 'simd', folder: 'src/lib/engine/simd', faults: simd, tests: SIMD },
  { name: 'kernels', folder: 'src/lib/engine/simd/assembly', faults: kernels, tests: SIMD },
  {
    name: 'interchange',
    folder: 'src/lib/interchange',
    faults: interchange,
    tests: [['tests/unit/interchange'], ['tests/golden/interchange.test.ts'], ['tests/golden/recipes.test.ts']],
  },
  {
    name: 'session',
    folder: 'src/lib/engine/session',
    faults: session,
    tests: [
      [
        'tests/unit/engine/progress.test.ts',
        'tests/unit/engine/score-points.test.ts',
        'tests/unit/engine/training-images.test.ts',
      ],
      ['tests/unit/engine/session-checkpoints.test.ts'],
      ['tests/unit/engine/engine-session.test.ts'],
    ],
  },
  {
    name: 'pool',
    folder: 'src/lib/engine',
    faults: pool,
    tests: [['tests/unit/engine/places.test.ts', 'tests/unit/engine/pool.test.ts']],
  },
  { name: 'runs', folder: 'src/lib/runs', faults: runs, tests: [['tests/unit/runs']] },
  { name: 'storage', folder: 'src/lib/storage', faults: storage, tests: [['tests/unit/storage']] },
  {
    name: 'data',
    folder: 'src/lib/data',
    faults: data,
    tests: [['tests/unit/data/load-file.test.ts', 'tests/unit/data/sha256.test.ts']],
  },
  {
    name: 'link',
    folder: 'src/lib/systems',
    faults: link,
    tests: [['tests/unit/systems/link.test.ts']],
  },
  {
    name: 'checks',
    folder: 'src/lib/sandbox',
    faults: checks,
    tests: [['tests/unit/sandbox/check-kit.test.ts', 'tests/unit/sandbox/check-tools.test.ts']],
  },
  { name: 'auto', folder: 'src/lib/engine/auto', faults: auto, tests: [['tests/unit/engine/choose-engine.test.ts']] },
  {
    name: 'card',
    folder: 'src/lib/engine/webgpu/fused',
    faults: card,
    tests: [
      ['tests/unit/engine/webgpu'],
      ['tests/golden/card.test.ts', '-t', `PyTorch: (${TELLING.join('|')})$`],
      ['tests/golden/card.test.ts'],
    ],
  },
];
