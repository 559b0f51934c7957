import { formatNumber, parseQuantity } from "../../../lib/quantity";
import { runsText } from "../../../text/runs";
import { useLanguage, useText } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { RadioGroup } from "../../../ui/Checks";
import { ParsedField } from "../../../ui/ParsedField";
import { TextField } from "../../../ui/TextField";
import { type EditorProps, useErrorAt } from "./SchemeEditor";
import { ServicesEditor } from "./ServicesEditor";
import { rowOf, type SchemeForm } from "./scheme";

/** A first stage over groups, whose weights are entered or come from services within. */
export function GroupsEditor(props: EditorProps) {
  const { form, onChange } = props;
  const text = useText(runsText).new;
  const language = useLanguage();
  const errorAt = useErrorAt();
  const { groups } = form;
  return (
    <fieldset className="kern-fieldset run-parts">
      <legend className="kern-label">{text.groups}</legend>
      <p className="kern-hint">{text.groupsText}</p>
      {groups.map(({ name, weight }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name that is being typed is no key.
        <div key={index} className="run-part">
          <TextField
            label={text.groupNameOf(index + 1)}
            maxLength={100}
            value={name}
            error={errorAt(`groups.${index}.name`, name)}
            onChange={(typed) => onChange(renamed(form, index, typed))}
          />
          {!form.byServices && (
            <ParsedField
              label={text.groupWeightOf(index + 1)}
              figures
              inputMode="decimal"
              value={weight}
              error={errorAt(`groups.${index}.weight`, weight)}
              parse={(typed) => parseQuantity(typed, language, 9)}
              edit={(value) => formatNumber(value, language)}
              onChange={(typed) =>
                onChange({
                  groups: groups.map((group, place) =>
                    place === index ? { ...group, weight: typed } : group,
                  ),
                })
              }
            />
          )}
          <Button
            variant="tertiary"
            icon="delete"
            iconOnly
            onClick={() => onChange({ groups: groups.filter((_, place) => place !== index) })}
          >
            {text.removeGroup(name)}
          </Button>
        </div>
      ))}
      <div>
        <Button small icon="add" onClick={() => onChange({ groups: [...groups, { name: "", weight: "" }] })}>
          {text.addGroup}
        </Button>
      </div>
      {groups.length > 0 && <Stages form={form} onChange={onChange} />}
    </fieldset>
  );
}

function Stages(props: EditorProps) {
  const { form, onChange } = props;
  const text = useText(runsText).new;
  const roundings = ["once", "per-stage"] as const;
  const origins = ["entered", "services"] as const;
  return (
    <>
      <RadioGroup<(typeof roundings)[number]>
        label={text.rounding}
        choices={roundings.map((value) => ({
          value,
          label: text.roundings[value],
          hint: text.roundingHints[value],
        }))}
        value={form.rounding}
        onChange={(rounding) => rounding && onChange({ rounding })}
      />
      <RadioGroup<(typeof origins)[number]>
        label={text.groupWeights}
        choices={origins.map((value) => ({
          value,
          label: text.groupWeightsBy[value],
          hint: text.groupWeightHints[value],
        }))}
        value={form.byServices ? "services" : "entered"}
        onChange={(origin) =>
          onChange({
            byServices: origin === "services",
            ...(form.services.length === 0 && { services: [{ name: "", own: "", use: {} }] }),
          })
        }
      />
      {form.byServices && <ServicesEditor form={form} onChange={onChange} />}
    </>
  );
}

/** The group under its new name, with its members and its use of services. */
function renamed(form: SchemeForm, index: number, name: string): Partial<SchemeForm> {
  const before = form.groups[index]?.name ?? "";
  const groups = form.groups.map((group, place) => (place === index ? { ...group, name } : group));
  if (before === "") return { groups };
  const rows = Object.fromEntries(
    Object.entries(form.rows).map(([id, row]) => [
      id,
      rowOf(form, id).group === before ? { ...row, group: name } : row,
    ]),
  );
  const services = form.services.map((service) => {
    const { [before]: used, ...rest } = service.use;
    return used === undefined ? service : { ...service, use: { ...rest, [name]: used } };
  });
  return { groups, rows, services };
}
