import { useEffect, useState } from 'preact/hooks';

/**
 * False in the page as built, true once the script runs. Controls are `inert` until then, so that no press is
 * lost; pictures keep the build's own drawing until they are drawn anew.
 */
export function useAlive(): boolean {
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  return alive;
}
