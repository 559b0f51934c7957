import { useSyncExternalStore } from "react";
import type { Language } from "../lib/locale";
import { currentLanguage, subscribePreferences } from "../lib/preferences";

/** The same texts in every language. A text with a gap is a function. */
export type Texts<T> = Record<Language, T>;

/** Texts of one area. The German ones say what there is; English lacks none and has no other. */
export function texts<T>(both: { de: T; en: NoInfer<T> }): Texts<T> {
  return both;
}

/** The language of the interface, also after it was changed. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribePreferences, currentLanguage);
}

/** The texts in the language of the interface. */
export function useText<T>(of: Texts<T>): T {
  return of[useLanguage()];
}
