import type { Problem } from "../api/problem";
import { sentenceOf } from "../text/problems";
import { notify } from "../ui/notify";

/**
 * Says how an act ended. Unlike the callbacks of a mutation, it is heard also when the button is gone by then
 * because the state is another: hand it `mutateAsync(…)`.
 */
export function tell(act: Promise<unknown>, words: string): void {
  act.then(
    () => notify("success", words),
    (problem: Problem) => notify("danger", sentenceOf(problem)),
  );
}
