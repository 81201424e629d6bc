const isGzip = async (file: Blob): Promise<boolean> => {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
};

/** A file's text piece by piece, packed by gzip or not; who stops asking unpacks no more. Errors: what the browser says of damaged bytes. */
export async function* unpackedText(file: Blob): AsyncGenerator<string> {
  const bytes = (await isGzip(file)) ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream();
  const reader = bytes.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let { done, value } = await reader.read(); !done && value !== undefined; { done, value } = await reader.read())
      yield value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The whole text of a file; null where it unpacks to more than `most` characters. Errors: as `unpackedText`. */
export async function wholeText(file: Blob, most: number): Promise<string | null> {
  const parts: string[] = [];
  let length = 0;
  for await (const part of unpackedText(file)) {
    length += part.length;
    if (length > most) return null;
    parts.push(part);
  }
  return parts.join('');
}

/** A text packed by gzip. */
export async function gzipped(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const packing = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packing).arrayBuffer());
}
