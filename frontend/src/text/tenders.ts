import { de } from "./tenders.de";
import { en } from "./tenders.en";
import { texts } from "./text";

/** The texts of the pages under /tenders, from the draft to the award. */
export const tendersText = texts({ de, en });
