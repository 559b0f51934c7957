import type { Bytes } from "./bytes";

/** The archive is none, or is damaged. */
export class NoArchive extends Error {}

/** The archive holds more than is taken out of it. */
export class TooMuch extends Error {}

interface Entry {
  method: number;
  packed: number;
  size: number;
  offset: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;

/** The parts of a ZIP archive by name, taken out one at a time; most is what all of them may hold together. */
export function unzipped(file: Bytes, most: number): (name: string) => Promise<string | undefined> {
  const entries = entriesOf(file);
  const sum = [...entries.values()].reduce((whole, { size }) => whole + size, 0);
  if (sum > most) throw new TooMuch();
  return async (name) => {
    const entry = entries.get(name);
    return entry && new TextDecoder().decode(await taken(file, entry, most));
  };
}

function entriesOf(file: Bytes): Map<string, Entry> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  try {
    let end = file.length - 22;
    while (view.getUint32(end, true) !== endMark) end--;
    let at = view.getUint32(end + 16, true);
    const entries = new Map<string, Entry>();
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (view.getUint32(at, true) !== entryMark) throw new NoArchive();
      const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
      const start = at + 46;
      entries.set(new TextDecoder().decode(file.subarray(start, start + (name ?? 0))), {
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      });
      at = start + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
    return entries;
  } catch {
    throw new NoArchive();
  }
}

async function taken(file: Bytes, { method, packed, offset }: Entry, most: number): Promise<Bytes> {
  const head = new DataView(file.buffer, file.byteOffset + offset, 30);
  const start = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const content = file.slice(start, start + packed);
  if (method === 0) return content;
  if (method !== 8) throw new NoArchive();
  return inflated(content, most);
}

/** What an archive says about its sizes may be wrong: the bytes are counted as they come. */
async function inflated(content: Bytes, most: number): Promise<Bytes> {
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > most) {
      void reader.cancel();
      throw new TooMuch();
    }
    parts.push(next.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
