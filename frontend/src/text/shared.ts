import { de } from "./de";
import { en } from "./en";
import { texts } from "./text";

/** The texts of the shell and those that every page may use. */
export const shared = texts({ de, en });
