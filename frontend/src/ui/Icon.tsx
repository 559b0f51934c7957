import { classes } from "./classes";

/** The icons of KERN. */
export type IconName =
  | "account-circle"
  | "add"
  | "arrow-back"
  | "arrow-down"
  | "arrow-forward"
  | "arrow-up"
  | "autorenew"
  | "brightness-medium"
  | "calendar-today"
  | "check"
  | "checklist"
  | "chevron-left"
  | "chevron-right"
  | "close"
  | "content-copy"
  | "danger"
  | "dark-mode"
  | "dehaze"
  | "delete"
  | "download"
  | "draft"
  | "edit"
  | "help"
  | "home"
  | "info"
  | "language"
  | "light-mode"
  | "logout"
  | "mail"
  | "more-vert"
  | "open-in-new"
  | "search"
  | "success"
  | "visibility"
  | "visibility-off"
  | "warning";

/** A decoration: it says nothing that the text beside it does not say. */
export function Icon(props: { name: IconName; size?: "small" | "default" | "large" | "x-large" }) {
  const { name, size = "default" } = props;
  return (
    <span className={classes("kern-icon", `kern-icon--${name}`, `kern-icon--${size}`)} aria-hidden="true" />
  );
}
