import { de } from "./contracts.de";
import { en } from "./contracts.en";
import { texts } from "./text";

/** The texts of a contract's life after the award. */
export const contractsText = texts({ de, en });
