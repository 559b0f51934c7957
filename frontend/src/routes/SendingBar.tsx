import type { Sending } from "../api/uploads";
import { sendingText } from "../text/sending";
import { useText } from "../text/text";
import { WorkBar } from "../ui/WorkBar";
import { useFormat } from "../ui/words";

/** How far a file is on its way to the server. */
export function SendingBar(props: { size: number; sending: Sending | undefined }) {
  const text = useText(sendingText);
  return (
    <BytesBar
      label={text.sending}
      done={props.sending?.sent ?? 0}
      all={props.size}
      instead={props.sending?.broken ? text.broken : undefined}
    />
  );
}

/** How much of a file is done, in MiB, or what is to be said instead of that. */
export function BytesBar(props: { label: string; done: number; all: number; instead?: string | undefined }) {
  const { label, done, all, instead } = props;
  const text = useText(sendingText);
  const format = useFormat();
  const now = instead ?? text.of(format.number(mebibytes(done)), format.number(Math.max(1, mebibytes(all))));
  return <WorkBar label={label} now={now} done={done} all={Math.max(1, all)} />;
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
