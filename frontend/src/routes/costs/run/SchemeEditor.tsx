import { createContext, useContext } from "react";
import type { CostKey, CostPool } from "../../../api/cost-pools";
import { useMay } from "../../../api/session";
import { costsText } from "../../../text/costs";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { RadioGroup } from "../../../ui/Checks";
import { DateField } from "../../../ui/DateField";
import { Disclosure } from "../../../ui/Disclosure";
import { FieldRow } from "../../../ui/Form";
import { MoneyField } from "../../../ui/MoneyField";
import { TextField } from "../../../ui/TextField";
import { CapacityWeightsPicker } from "./CapacityWeightsPicker";
import { GroupsEditor } from "./GroupsEditor";
import { MembersGrid } from "./MembersGrid";
import { MixEditor } from "./MixEditor";
import { costKeys, isElaborate, type SchemeFaults, type SchemeForm, typesWeights, weighs } from "./scheme";

export interface EditorProps {
  form: SchemeForm;
  onChange: (change: Partial<SchemeForm>) => void;
}

/** Faults that only say that something is missing: told once the person wants to go on. */
const patient: ReadonlySet<string> = new Set([
  "key-missing",
  "source-missing",
  "name-missing",
  "no-weight",
  "nobody",
  "use-missing",
  "group-missing",
]);

const ErrorsContext = createContext<(path: string, value?: string) => string | undefined>(() => undefined);

/** What is wrong at a path of the scheme, in a sentence; an empty field is told so only when it is time. */
export function useErrorAt(): (path: string, value?: string) => string | undefined {
  return useContext(ErrorsContext);
}

/** The rule of a split. The simple case is one choice; all else stands behind a title. */
export function SchemeEditor(
  props: EditorProps & {
    pool: CostPool;
    /** The first day of what is split, as it is entered. */
    from: string;
    faults: SchemeFaults;
    checked: boolean;
    /** What the server found wrong, by the same paths. */
    refused: Readonly<Record<string, string>>;
  },
) {
  const { pool, from, form, faults, checked, refused, onChange } = props;
  const text = useText(runsText).new;
  const may = useMay();
  const memberIds = pool.members.map(({ id }) => id);
  const errorAt = (path: string, value?: string) => {
    const fault = faults[path];
    if (!fault) return refused[path];
    const early = patient.has(fault) || value === "";
    return early && !checked ? undefined : text.faults[fault];
  };
  const typed = typesWeights(form);
  return (
    <ErrorsContext value={errorAt}>
      <Key pool={pool} form={form} onChange={onChange} />
      {form.key === "mix" && <MixEditor pool={pool} form={form} onChange={onChange} />}
      {typed && (
        <>
          {pool.kind === "data-center-month" && weighs(form, "metered") && may("rating.post") && (
            <CapacityWeightsPicker pool={pool} from={from} form={form} onChange={onChange} />
          )}
          <FieldRow>
            <TextField
              label={text.weightSource}
              hint={text.weightSourceHint}
              maxLength={200}
              value={form.weightSource}
              error={errorAt("weightSource")}
              onChange={(weightSource) => onChange({ weightSource })}
            />
            <DateField
              label={text.weightAsOf}
              optional
              value={form.weightAsOf}
              error={errorAt("weightAsOf")}
              onChange={(weightAsOf) => onChange({ weightAsOf })}
            />
          </FieldRow>
          <MembersGrid members={pool.members} form={form} onChange={onChange} />
        </>
      )}
      <Disclosure title={text.more} open={isElaborate(form, memberIds)}>
        <MoneyField
          label={text.base}
          hint={text.baseHint}
          optional
          value={form.base}
          error={errorAt("base")}
          onChange={(base) => onChange({ base })}
        />
        <Days form={form} onChange={onChange} />
        <GroupsEditor form={form} onChange={onChange} />
        {!typed && <MembersGrid members={pool.members} form={form} onChange={onChange} />}
      </Disclosure>
    </ErrorsContext>
  );
}

function Key(props: EditorProps & { pool: CostPool }) {
  const { pool, form, onChange } = props;
  const text = useText(runsText).new;
  const { keys, keyHints } = useText(costsText);
  const errorAt = useErrorAt();
  return (
    <RadioGroup<CostKey | "mix">
      label={text.key}
      error={errorAt("key")}
      choices={[
        ...keysFor(pool).map((value) => ({ value, label: keys[value], hint: keyHints[value] })),
        { value: "mix", label: text.mix, hint: text.mixHint },
      ]}
      value={form.key}
      onChange={(key) => onChange({ key })}
    />
  );
}

/** The keys for which there are weights, and those whose weights are typed in. */
export function keysFor(pool: CostPool): CostKey[] {
  return costKeys.filter((key) => pool.keys.includes(key) || key === "fixed" || key === "metered");
}

function Days(props: EditorProps) {
  const { form, onChange } = props;
  const text = useText(runsText).new;
  const rules = ["none", "member-days", "day-slices"] as const;
  return (
    <RadioGroup<(typeof rules)[number]>
      label={text.days}
      choices={rules.map((value) => ({ value, label: text.dayRules[value], hint: text.dayHints[value] }))}
      value={form.days === "" ? "none" : form.days}
      onChange={(rule) => onChange({ days: rule === "none" || rule === "" ? "" : rule })}
    />
  );
}
