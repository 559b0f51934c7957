import { useId, useRef, useState } from "react";
import { berlinInstant, berlinParts, editDate, exampleDay, parseDate, parseTime } from "../lib/date";
import "./DateField.css";
import { Button } from "./Button";
import { classes } from "./classes";
import { FieldError, type FieldProps, Hint, LabelText } from "./FieldFrame";
import { ParsedField } from "./ParsedField";
import type { Valued } from "./TextField";
import { useWords } from "./words";

/** A day. Its value is "2026-11-21", or what was typed if the calendar has no such day. */
export function DateField(props: FieldProps & Valued<string>) {
  const { words, language } = useWords();
  return (
    <ParsedField
      {...props}
      hint={props.hint ?? words.dateHint(editDate(exampleDay(), language))}
      inputMode="numeric"
      parse={parseDate}
      edit={(value) => editDate(value, language)}
      after={<Calendar value={props.value} onChange={props.onChange} />}
    />
  );
}

/** The browser's calendar for those who rather point; the input beside it does all it does. */
function Calendar(props: { value: string; onChange: (day: string) => void }) {
  const { words } = useWords();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <span className="ui-calendar">
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={parseDate(props.value) ?? ""}
        onChange={(event) => event.target.value && props.onChange(event.target.value)}
      />
      <Button variant="tertiary" icon="calendar-today" iconOnly onClick={() => picker.current?.showPicker()}>
        {words.openCalendar}
      </Button>
    </span>
  );
}

/** How day and time stand in the value as long as they are no instant: as typed, with one line between them. */
const between = "\n";

/** The instant that the typed day and time name, or both as typed. */
function joined(day: string, time: string): string {
  if (day === "" && time === "") return "";
  const [d, t] = [parseDate(day), parseTime(time)];
  const found = d && t ? berlinInstant(d, t) : undefined;
  return found && "instant" in found ? found.instant : day + between + time;
}

/** What of a value is the day and what the time, as they are edited. */
function parted(value: string, edit: (day: string) => string): [day: string, time: string] {
  if (value === "") return ["", ""];
  if (value.includes(between)) {
    const [day = "", time = ""] = value.split(between);
    return [day, time];
  }
  const { day, time } = berlinParts(value);
  return [edit(day), time];
}

/** Why a value of the field is no instant; undefined if it is one. */
export function instantFault(value: string): "invalid" | "nonexistent" | "ambiguous" | undefined {
  if (!value.includes(between)) return Number.isNaN(Date.parse(value)) ? "invalid" : undefined;
  const [day = "", time = ""] = value.split(between);
  const [d, t] = [parseDate(day), parseTime(time)];
  const found = d && t ? berlinInstant(d, t) : undefined;
  return found && "fault" in found ? found.fault : "invalid";
}

/**
 * A day and a time of German clocks. Its value is the instant in UTC ("2026-11-21T11:00:00Z"); what does not
 * name exactly one instant stays as typed, and instantFault says why.
 */
export function DateTimeField(props: FieldProps & Valued<string>) {
  const { words, language } = useWords();
  const ownId = useId();
  const id = props.id ?? ownId;
  const [typed, setTyped] = useState<[day: string, time: string] | null>(null);
  const [day, time] = typed ?? parted(props.value, (d) => editDate(d, language));
  const change = (newDay: string, newTime: string) => {
    setTyped([newDay, newTime]);
    props.onChange(joined(newDay, newTime));
  };
  const described = classes(`${id}-hint`, props.error && `${id}-error`);
  const input = (part: "day" | "time", value: string, onChange: (value: string) => void) => (
    <div className={classes("kern-form-input", "ui-date-time__part")}>
      <label className="kern-label kern-label--small" htmlFor={part === "day" ? id : `${id}-time`}>
        {part === "day" ? words.day : words.time}
      </label>
      <input
        id={part === "day" ? id : `${id}-time`}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-describedby={described}
        aria-invalid={props.error ? true : undefined}
        className={classes("kern-form-input__input", props.error && "kern-form-input__input--error")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
  return (
    <fieldset className={classes("kern-fieldset", "ui-field", props.error && "kern-fieldset--error")}>
      <legend className="kern-label">
        <LabelText field={props} />
      </legend>
      <Hint id={id} text={props.hint ?? words.dateHint(editDate(exampleDay(), language))} />
      <div className="kern-fieldset__body kern-fieldset__body--horizontal ui-date-time">
        {input("day", day, (value) => change(value, time))}
        <Calendar value={day} onChange={(value) => change(editDate(value, language), time)} />
        {input("time", time, (value) => change(day, value))}
      </div>
      <FieldError id={id} text={props.error} />
    </fieldset>
  );
}
