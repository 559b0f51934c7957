import { useId, useRef, useState } from "react";
import { type Session, signOut, switchCooperative } from "../api/session";
import { refusalOf } from "../text/problems";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { notify } from "../ui/notify";
import { useDismiss } from "../ui/useDismiss";
import { ButtonLink } from "./links";
import "./SessionMenu.css";

/** Who is signed in, in which roles, and the ways out: another cooperative, or signing out. */
export function SessionMenu(props: { session: Session }) {
  const { session } = props;
  const text = useText(shared);
  const id = useId();
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useDismiss(menu, () => setOpen(false));
  return (
    <div ref={menu} className="session-menu">
      <button
        type="button"
        className="session-menu__button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={text.session.menu(session.person.name)}
        onClick={() => setOpen(!open)}
      >
        <Icon name="account-circle" />
        <span className="session-menu__name">{session.person.name}</span>
        <Icon name={open ? "arrow-up" : "arrow-down"} size="small" />
      </button>
      <div id={id} hidden={!open} className="session-menu__panel">
        <p className="session-menu__person">{session.person.name}</p>
        <p className="session-menu__email">{session.person.email}</p>
        <h2 className="session-menu__heading">{text.session.roles}</h2>
        <ul>
          {session.roles.map((held) => (
            <li key={`${held.role} ${held.organisation.id}`}>
              {text.roles[held.role]} <span className="ui-muted">· {held.organisation.name}</span>
            </li>
          ))}
        </ul>
        <Ways session={session} />
      </div>
    </div>
  );
}

function Ways(props: { session: Session }) {
  const { session } = props;
  const text = useText(shared);
  const go = async (act: Promise<void>) => {
    const refusal = await refusalOf(act);
    if (refusal) notify("danger", refusal.message);
  };
  const others = session.cooperatives.filter((cooperative) => cooperative.id !== session.cooperative.id);
  return (
    <>
      {others.length > 0 && (
        <>
          <h2 className="session-menu__heading">{text.session.switch}</h2>
          <ul className="session-menu__others">
            {others.map(({ id, name }) => (
              <li key={id}>
                <Button variant="tertiary" small onClick={() => go(switchCooperative(id))}>
                  {name}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="session-menu__out">
        <ButtonLink to="/settings" variant="tertiary">
          {text.session.settings}
        </ButtonLink>
        <Button icon="logout" small onClick={() => go(signOut())}>
          {text.session.signOut}
        </Button>
      </div>
    </>
  );
}
