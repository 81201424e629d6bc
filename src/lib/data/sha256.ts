/**
 * SHA-256 of `bytes` in hexadecimal. The browser's own is used where it is to be had; it is kept back from pages on
 * plain http, and there the same is computed here, so that every visitor's data are checked alike.
 * `subtle` is null where there is none.
 */
export async function sha256(
  bytes: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto | null = globalThis.crypto?.subtle ?? null,
): Promise<string> {
  const digest = subtle
    ? new Uint8Array(await subtle.digest('SHA-256', bytes))
    : (await import('@noble/hashes/sha2.js')).sha256(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
