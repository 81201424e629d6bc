import type { NetworkSpecification } from '../../src/lib/engine/contract.ts';
import { findPeer, type Environment, type PythonPeer } from './python-peer.ts';

/** What makes PyTorch faster on one machine and slower on another. */
const ENVIRONMENTS: readonly Environment[] = [{}, { OMP_WAIT_POLICY: 'passive' }, { OPENBLAS_NUM_THREADS: '1' }];
const THREADS = [1, 2] as const;

/** What some steps took. */
export interface Stretch {
  readonly seconds: number;
  /** Seconds of processors, of all threads together: what a busy machine hardly changes. */
  readonly busy: number;
}

/** One way to run PyTorch: so many threads, in such an environment. */
export interface TorchWay {
  readonly name: string;
  readonly by: string;
  readonly threads: number;
  /** What so many steps on the first `trainCount` images take; the same network twice in a row goes on where it was. */
  train(specification: NetworkSpecification, trainCount: number, steps: number): Promise<Stretch>;
}

export interface TorchPeers {
  readonly ways: readonly TorchWay[];
  close(): Promise<void>;
}

const wordsOf = (environment: Environment): string =>
  Object.entries(environment)
    .map(([name, value]) => `, ${name}=${value}`)
    .join('');

function wayOf(peer: PythonPeer, environment: Environment, threads: number, device = 'cpu'): TorchWay {
  return {
    name: device === 'cuda' ? 'on the card' : `${threads} thread${threads > 1 ? 's' : ''}${wordsOf(environment)}`,
    by: peer.version,
    threads,
    async train(specification, trainCount, steps) {
      return (await peer.ask(JSON.stringify({ specification, trainCount, steps, threads, device }))) as Stretch;
    },
  };
}

/** PyTorch with one and two threads in each environment, a process an environment, and with `card` on a graphics card if it finds one; in words why there is none. */
export async function torchPeers({ card = false } = {}): Promise<TorchPeers | { readonly missing: string }> {
  const script = new URL('torch_systems.py', import.meta.url);
  const peers: PythonPeer[] = [];
  const ways: TorchWay[] = [];
  for (const environment of ENVIRONMENTS) {
    const peer = await findPeer(script, environment);
    if ('missing' in peer) {
      return {
        missing: `${peer.missing}. Install PyTorch (on Debian: apt install python3-torch libopenblas0-pthread) or name a Python that has it: PYTHON=/path/to/python3`,
      };
    }
    peers.push(peer);
    ways.push(...THREADS.map((threads) => wayOf(peer, environment, threads)));
    if (card && environment === ENVIRONMENTS[0] && peer.version.includes('CUDA'))
      ways.push(wayOf(peer, environment, 1, 'cuda'));
  }
  return {
    ways,
    async close() {
      for (const peer of peers) await peer.close();
    },
  };
}
