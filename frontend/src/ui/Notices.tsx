import "./Notices.css";
import { Button } from "./Button";
import { classes } from "./classes";
import { Icon } from "./Icon";
import { dismissNotice, useNotices } from "./notify";
import { useWords } from "./words";

/** Where notices appear and are read out. Stands once, in the shell. */
export function Notices() {
  const { words } = useWords();
  const notices = useNotices();
  return (
    <section className="ui-notices" aria-label={words.notices} aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} className={classes("kern-alert", `kern-alert--${notice.tone}`, "ui-notice")}>
          <Icon name={notice.tone} />
          <p className="kern-body">{notice.text}</p>
          <Button variant="tertiary" small icon="close" iconOnly onClick={() => dismissNotice(notice.id)}>
            {words.close}
          </Button>
        </div>
      ))}
    </section>
  );
}
