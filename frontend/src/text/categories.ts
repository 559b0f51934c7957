import { texts } from "./text";

/** The kinds of items, as the catalogue and demand rounds name them. */
export const categoriesText = texts({
  de: {
    hardware: "Geräte",
    software: "Software",
    service: "Dienstleistungen",
    "data-center": "Rechenzentrum",
  },
  en: {
    hardware: "Hardware",
    software: "Software",
    service: "Services",
    "data-center": "Data center",
  },
});
