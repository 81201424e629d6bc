import type { NetworkSpecification, SessionEvent, SessionState, TrainingSession, TrainingSettings, WeightTensor } from '../../src/lib/engine/contract.ts';

/** The chapters' single layer, trained by the delta rule. */
export const deltaRule: NetworkSpecification = {
  inputs: 784,
  layers: [{ units: 10, activation: 'identity', bias: false }],
  loss: 'squaredError',
  optimizer: { name: 'sgd', learningRate: 0.01 },
  initialization: 'uniform01',
  batchSize: 1,
  order: 'file',
  seed: 10,
};

export const settingsOf = (more: Partial<TrainingSettings> = {}): TrainingSettings => ({ specification: deltaRule, epochs: 1, testAt: [], ...more });

type EventOf<Type extends SessionEvent['type']> = Extract<SessionEvent, { readonly type: Type }>;

/** Keeps what a session tells, and waits for states. */
export class Listener {
  readonly events: SessionEvent[] = [];
  readonly session: TrainingSession;
  #waiting: { readonly states: readonly SessionState[]; readonly resolve: (state: SessionState) => void }[] = [];

  constructor(session: TrainingSession) {
    this.session = session;
    session.subscribe((event) => {
      this.events.push(event);
      if (event.type !== 'state') return;
      for (const { states, resolve } of this.#waiting) if (states.includes(event.state)) resolve(event.state);
      this.#waiting = this.#waiting.filter(({ states }) => !states.includes(event.state));
    });
  }

  /** Does `command`, then waits until the session comes into one of these states. */
  async after(command: () => void, ...states: SessionState[]): Promise<SessionState> {
    const reached = new Promise<SessionState>((resolve) => this.#waiting.push({ states, resolve }));
    command();
    return reached;
  }

  async next<Type extends SessionEvent['type']>(type: Type): Promise<EventOf<Type>> {
    return new Promise((resolve) => {
      const off = this.session.subscribe((event) => {
        if (event.type !== type) return;
        off();
        resolve(event as EventOf<Type>);
      });
    });
  }

  all<Type extends SessionEvent['type']>(type: Type): EventOf<Type>[] {
    return this.events.filter((event): event is EventOf<Type> => event.type === type);
  }

  get states(): SessionState[] {
    return this.all('state').map(({ state }) => state);
  }

  get weights(): { readonly imagesSeen: number; readonly weights: readonly WeightTensor[] } {
    return this.all('weights').at(-1)!;
  }
}
