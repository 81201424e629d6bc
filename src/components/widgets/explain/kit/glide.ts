import { useEffect, useRef } from 'preact/hooks';

const EVERY = 160; // milliseconds a step

/**
 * Takes a whole number to `target` one step at a time when `target` changes, there or back, and not when it is first
 * given. Where motion is not wanted it jumps.
 */
export function useGlide(target: number, value: number, onValue: (value: number) => void): void {
  const now = useRef({ value, onValue });
  now.current = { value, onValue };
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return now.current.onValue(target);
    const timer = setInterval(() => {
      const far = target - now.current.value;
      if (far === 0) clearInterval(timer);
      else now.current.onValue(now.current.value + Math.sign(far));
    }, EVERY);
    return () => clearInterval(timer);
  }, [target]);
}
