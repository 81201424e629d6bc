import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface LazyProps<P> {
  /** The same function each time: what it loads is kept. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
}

/** A part of the page that loads when it is first needed; if it cannot, a line says so and offers to try again. */
export function Lazy<P extends object>({ load, props }: LazyProps<P>) {
  const [part, setPart] = useState<{ readonly is: ComponentType<P> } | 'failed' | null>(null);
  const attempt = (): void => {
    setPart(null);
    load().then(
      (is) => setPart({ is }),
      () => setPart('failed'),
    );
  };
  useEffect(attempt, [load]);
  if (part === 'failed') {
    return (
      <p class="notice notice-bad">
        This part of the page did not load. Check the connection.{' '}
        <button type="button" class="link-button" onClick={attempt}>
          Try again
        </button>
      </p>
    );
  }
  if (!part) return null;
  const { is: Part } = part;
  return <Part {...props} />;
}
