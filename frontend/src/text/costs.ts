import { de } from "./costs.de";
import { en } from "./costs.en";
import { texts } from "./text";

/** The texts of cost pools: what they collect, who shares, who grants. */
export const costsText = texts({ de, en });
