import "./Stepper.css";
import { classes } from "./classes";
import { Icon } from "./Icon";
import { useWords } from "./words";

/** A state on the way of an object, in the order in which it goes through them. */
export interface Step {
  key: string;
  label: string;
}

interface StepperProps {
  label: string;
  steps: readonly Step[];
  /** The key of the state the object is in. */
  current: string;
  /** Set if the object left the way for good, as by cancelling: says how. */
  stopped?: string;
}

/** Where an object stands between its first and its last state. Narrow screens show the present one only. */
export function Stepper(props: StepperProps) {
  const { label, steps, current, stopped } = props;
  const { words } = useWords();
  const position = steps.findIndex((step) => step.key === current);
  const state = (index: number) => (index < position ? "done" : index === position ? "current" : "ahead");
  const said = { done: words.stepDone, current: words.stepCurrent, ahead: words.stepAhead };
  if (stopped) {
    return (
      <p className="ui-stepper-stopped kern-body kern-body--bold">
        <Icon name="danger" />
        {stopped}
      </p>
    );
  }
  return (
    <nav className="ui-stepper" aria-label={label}>
      <p className="ui-stepper__count kern-body kern-body--small">
        {words.stepOf(position + 1, steps.length)}
      </p>
      <ol className="ui-stepper__steps">
        {steps.map((step, index) => (
          <li
            key={step.key}
            className={classes("ui-stepper__step", `ui-stepper__step--${state(index)}`)}
            aria-current={state(index) === "current" ? "step" : undefined}
          >
            <span className="ui-stepper__mark" aria-hidden="true">
              {state(index) === "done" ? <Icon name="check" size="small" /> : index + 1}
            </span>
            <span className="ui-stepper__label">
              {step.label}
              <span className="kern-sr-only">, {said[state(index)]}</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
