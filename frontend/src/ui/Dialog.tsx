import { type ReactNode, useEffect, useId, useRef } from "react";
import "./Dialog.css";
import { Button } from "./Button";
import { useWords } from "./words";

/** Asks something before going on. Focus stays inside, Escape closes, and the opener gets the focus back. */
export function Dialog(props: {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
}) {
  const { open, title, onClose, children, footer } = props;
  const { words } = useWords();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="kern-dialog ui-dialog" aria-labelledby={titleId} onClose={onClose}>
      {open && (
        <>
          <header className="kern-dialog__header">
            <h2 id={titleId} className="kern-title">
              {title}
            </h2>
            <Button variant="tertiary" icon="close" iconOnly onClick={() => dialog.current?.close()}>
              {words.close}
            </Button>
          </header>
          <section className="kern-dialog__body ui-dialog__body">{children}</section>
          {footer && <footer className="kern-dialog__footer">{footer}</footer>}
        </>
      )}
    </dialog>
  );
}
