import type { Problem } from "../api/problem";
import { sentenceOfCode } from "../text/faults";
import { sentenceOf } from "../text/problems";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Alert } from "../ui/Alert";
import { List } from "../ui/List";

/** Why nothing of a table was taken: the refusal, and each line that is wrong. */
export function RefusedTable(props: { title: string; problem: Problem }) {
  const { title, problem } = props;
  const { common } = useText(shared);
  return (
    <Alert tone="danger" live title={title}>
      <p>{sentenceOf(problem)}</p>
      {problem.lines.length > 0 && (
        <List>
          {problem.lines.map(({ line, code, params }) => (
            <li key={line}>{common.lineOfTable(line, sentenceOfCode(code, params))}</li>
          ))}
        </List>
      )}
    </Alert>
  );
}
