import { texts } from "./text";

/** The texts of the pages under /keys. */
export const keysText = texts({
  de: {
    title: "Öffnungsschlüssel",
    lead: "Die Schlüssel, mit denen zwei Öffnungsbeauftragte gemeinsam Angebote öffnen.",
  },
  en: {
    title: "Opening keys",
    lead: "The keys with which two opening officers open bids together.",
  },
});
