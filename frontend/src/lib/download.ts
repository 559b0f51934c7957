import type { Bytes } from "./bytes";

/** Gives the person a file that was made in the browser. */
export function download(name: string, content: Bytes | string, type = "application/octet-stream"): void {
  downloadBlob(name, new Blob([content], { type }));
}

/** Gives the person a file that the server made. */
export function downloadBlob(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A file name without what file systems object to. */
export function fileName(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll("ß", "ss");
  return plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
