import { de } from "./rules.de";
import { en } from "./rules.en";
import { texts } from "./text";

/** The texts about how bids are compared: in the form of a tender and on its page. */
export const rulesText = texts({ de, en });
