import { type ButtonHTMLAttributes, type ReactNode, useId } from "react";
import "./Button.css";
import { classes } from "./classes";
import { Icon, type IconName } from "./Icon";
import { useWords } from "./words";

/** How much a button asks for attention: one primary on a page, tertiary for what is seldom used. */
export type ButtonVariant = "primary" | "secondary" | "tertiary";

/** The classes of KERN for what looks like a button; links use them too. */
export function buttonClasses(variant: ButtonVariant = "secondary", small = false): string {
  return classes("kern-btn", `kern-btn--${variant}`, small && "kern-btn--x-small ui-button--small");
}

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled" | "className"> {
  variant?: ButtonVariant;
  small?: boolean;
  icon?: IconName;
  /** Shows the icon only; the children are read out. */
  iconOnly?: boolean;
  /** The act is under way: the button says so and does not act again. */
  busy?: boolean;
  /** Why the act is not possible now. The button stays reachable and the reason stands beside it. */
  disabledReason?: string | undefined;
  children: ReactNode;
}

/** A button. What is not possible is shown with its reason, never hidden and never dumb. */
export function Button(props: ButtonProps) {
  const {
    variant = "secondary",
    small,
    icon,
    iconOnly,
    busy,
    disabledReason,
    children,
    onClick,
    type = "button",
    ...rest
  } = props;
  const { words } = useWords();
  const reasonId = useId();
  const blocked = Boolean(disabledReason) || Boolean(busy);
  const button = (
    <button
      {...rest}
      type={type}
      className={buttonClasses(variant, small)}
      aria-disabled={blocked || undefined}
      aria-describedby={disabledReason ? reasonId : rest["aria-describedby"]}
      onClick={(event) => {
        if (blocked) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span className="ui-spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span className={iconOnly ? "kern-sr-only" : "kern-label"}>{busy ? words.working : children}</span>
    </button>
  );
  if (!disabledReason) return button;
  return (
    <span className="ui-blocked">
      {button}
      <span id={reasonId} className="kern-body kern-body--small ui-blocked__reason">
        <Icon name="info" size="small" />
        {disabledReason}
      </span>
    </span>
  );
}

/** Buttons that belong together, side by side, the most likely first. */
export function ButtonRow(props: { children: ReactNode }) {
  return <div className="ui-button-row">{props.children}</div>;
}
