import { Problem } from "../../../api/problem";
import { closingsText } from "../../../text/closings";
import { sentenceOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { WorkBar } from "../../../ui/WorkBar";
import { useFormat } from "../../../ui/words";
import type { ClosingRun } from "./closingRun";

/** How far the closings under way are; that they are done, or why they stopped. */
export function ClosingProgress(props: { run: ClosingRun }) {
  const { ends, done, statements, error, finished } = props.run;
  const text = useText(closingsText);
  const { failure } = useText(shared);
  const format = useFormat();
  if (error !== undefined) {
    return (
      <Alert tone="danger" live title={text.stopped}>
        <p>{error instanceof Problem ? sentenceOf(error) : failure.title}</p>
        <p>{text.stoppedText(done)}</p>
      </Alert>
    );
  }
  if (finished) return <Alert tone="success" live title={text.done(done, statements)} />;
  return (
    <div>
      <WorkBar
        label={text.running(done, ends.length)}
        now={text.runningNow(format.date(ends[done] ?? ""))}
        done={done}
        all={ends.length}
      />
      <p className="kern-body kern-body--small kern-body--muted">{text.runningText}</p>
    </div>
  );
}
