import { useBlocker } from "@tanstack/react-router";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Button, ButtonRow } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

/** Asks before the page is left with something on it that nobody has saved. */
export function UnsavedGuard(props: { dirty: boolean }) {
  const { dirty } = props;
  const text = useText(shared).unsaved;
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <Dialog
      open={blocker.status === "blocked"}
      title={text.title}
      onClose={() => blocker.status === "blocked" && blocker.reset()}
    >
      <p className="kern-body">{text.text}</p>
      <ButtonRow>
        <Button variant="primary" onClick={() => blocker.reset?.()}>
          {text.stay}
        </Button>
        <Button onClick={() => blocker.proceed?.()}>{text.leave}</Button>
      </ButtonRow>
    </Dialog>
  );
}
