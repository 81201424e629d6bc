import type {
  SessionEvent,
  SessionState,
  TrainingSession,
  TrainingSettings,
  WeightTensor,
} from '../../src/lib/engine/contract.ts';
import { deltaRule } from './specifications.ts';

export const settingsOf = (more: Partial<TrainingSettings> = {}): TrainingSettings => ({
  specification: deltaRule,
  epochs: 1,
  testAt: [],
  ...more,
});

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
