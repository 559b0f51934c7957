import type { CostKey, CostPool } from "../../../api/cost-pools";
import { costsText } from "../../../text/costs";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { FieldError } from "../../../ui/FieldFrame";
import { PercentField } from "../../../ui/PercentField";
import { Select } from "../../../ui/Select";
import { type EditorProps, keysFor, useErrorAt } from "./SchemeEditor";

/** As many keys as a mix may have. */
const most = 6;

/** The keys of a mix and how much each counts. */
export function MixEditor(props: EditorProps & { pool: CostPool }) {
  const { pool, form, onChange } = props;
  const text = useText(runsText).new;
  const { keys } = useText(costsText);
  const errorAt = useErrorAt();
  const { parts } = form;
  const change = (index: number, part: Partial<(typeof parts)[number]>) =>
    onChange({ parts: parts.map((before, place) => (place === index ? { ...before, ...part } : before)) });
  return (
    <fieldset className="kern-fieldset run-parts">
      <legend className="kern-label">{text.parts}</legend>
      {parts.map(({ key, percent }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place only.
        <div key={index} className="run-part">
          <Select<CostKey>
            label={text.part(index + 1)}
            choices={keysFor(pool).map((value) => ({ value, label: keys[value] }))}
            value={key}
            error={errorAt(`parts.${index}.key`, key)}
            onChange={(chosen) => change(index, { key: chosen })}
          />
          <PercentField
            label={text.percentOf(index + 1)}
            value={percent}
            error={errorAt(`parts.${index}.percent`, percent)}
            onChange={(value) => change(index, { percent: value })}
          />
          {parts.length > 2 && (
            <Button
              variant="tertiary"
              icon="delete"
              iconOnly
              onClick={() => onChange({ parts: parts.filter((_, place) => place !== index) })}
            >
              {text.removePart(index + 1)}
            </Button>
          )}
        </div>
      ))}
      <div role="status">
        <FieldError id="parts" text={errorAt("parts")} />
      </div>
      {parts.length < most && (
        <div>
          <Button small icon="add" onClick={() => onChange({ parts: [...parts, { key: "", percent: "" }] })}>
            {text.addPart}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
