import type { Contender, Missing, Pass } from './contender.ts';
import { findPeer } from './python-peer.ts';

/** The NumPy loop in double precision, as the source has it, and in single precision, as the book counts. */
export async function numpyContenders(): Promise<readonly (Contender | Missing)[]> {
  const names = ['NumPy loop, float64 (as S4)', 'NumPy loop, float32'];
  const peer = await findPeer(new URL('numpy_pass.py', import.meta.url));
  if ('missing' in peer) {
    const missing = `${peer.missing}. Install NumPy (on Debian: apt install python3-numpy) or name a Python that has it: PYTHON=/path/to/python3`;
    return names.map((name) => ({ name, missing }));
  }
  return names.map((name, i) => ({
    name,
    by: peer.version,
    pass: async () => (await peer.ask(i === 0 ? 'float64' : 'float32')) as Pass,
    close: () => peer.close(),
  }));
}
