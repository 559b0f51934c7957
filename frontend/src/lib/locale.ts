/** The two languages of the interface. */
export type Language = "de" | "en";

/** What Intl is asked for: English here is the one spoken in Europe, with 24 hours and day before month. */
export const locales: Record<Language, string> = { de: "de-DE", en: "en-GB" };

/** Cooperatives live by German time; deadlines are shown and entered in it. */
export const timeZone = "Europe/Berlin";
