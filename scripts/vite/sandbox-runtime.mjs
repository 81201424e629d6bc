/** Placeholder until the sandbox lands: `virtual:sandbox-runtime` is the bundled worker runtime as a string. */
export function sandboxRuntime() {
  return { name: 'delta-to-depth:sandbox-runtime' };
}
