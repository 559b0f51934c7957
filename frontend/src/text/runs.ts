import { de } from "./runs.de";
import { en } from "./runs.en";
import { texts } from "./text";

/** The texts of runs: the rule of a split, its preview, the allocation, and one share on paper. */
export const runsText = texts({ de, en });
