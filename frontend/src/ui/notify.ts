import { useSyncExternalStore } from "react";
import type { Tone } from "./Alert";

/** News about what was just done. */
export interface Notice {
  id: number;
  tone: Tone;
  text: string;
  /** How many navigations it has outlived. */
  age: number;
}

let notices: readonly Notice[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/**
 * Tells what was just done; it stays over the navigation that usually follows, and until it is closed or the
 * next thing succeeds: three of them would cover the page that they are about.
 */
export function notify(tone: Tone, text: string): void {
  const standing = tone === "success" ? notices.filter((notice) => notice.tone !== "success") : notices;
  change([...standing, { id: nextId++, tone, text, age: 0 }]);
}

/** Takes a notice away. */
export function dismissNotice(id: number): void {
  change(notices.filter((notice) => notice.id !== id));
}

/** Tells that the page changed: what belonged to the page before the last goes. */
export function ageNotices(): void {
  if (notices.length === 0) return;
  change(notices.map((notice) => ({ ...notice, age: notice.age + 1 })).filter((notice) => notice.age < 2));
}

/** The notices to be shown now. */
export function useNotices(): readonly Notice[] {
  return useSyncExternalStore(subscribe, () => notices);
}

function change(to: readonly Notice[]) {
  notices = to;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
