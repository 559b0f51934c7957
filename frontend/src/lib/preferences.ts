import type { Language } from "./locale";

/** How the interface looks: as the system does, or as the person chose. */
export type Theme = "system" | "light" | "dark";

const listeners = new Set<() => void>();

/** Calls back whenever language or theme were changed, until the returned function is called. */
export function subscribePreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen language, else the browser's if we speak it, else German. */
export function currentLanguage(): Language {
  const chosen = read("allmende.language");
  if (chosen === "de" || chosen === "en") return chosen;
  return globalThis.navigator?.language.toLowerCase().startsWith("en") ? "en" : "de";
}

/** Chooses the language for this browser. */
export function setLanguage(language: Language): void {
  write("allmende.language", language);
  announce();
}

/** The chosen theme; "system" until one was chosen. */
export function currentTheme(): Theme {
  const chosen = read("allmende.theme");
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** Chooses the theme for this browser; "system" follows the system again. */
export function setTheme(theme: Theme): void {
  write("allmende.theme", theme === "system" ? null : theme);
  announce();
}

/** Writes language and theme to the document, where style sheets and screen readers look for them. */
export function applyPreferences(): void {
  document.documentElement.lang = currentLanguage();
  const theme = currentTheme();
  if (theme === "system") delete document.documentElement.dataset.kernTheme;
  else document.documentElement.dataset.kernTheme = theme;
}

function announce() {
  applyPreferences();
  for (const listener of listeners) listener();
}

// A browser that forbids storage keeps the choice for as long as the page lives.
const remembered = new Map<string, string>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? remembered.get(key) ?? null;
  } catch {
    return remembered.get(key) ?? null;
  }
}

function write(key: string, value: string | null) {
  if (value === null) remembered.delete(key);
  else remembered.set(key, value);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The map above remembers it.
  }
}
