import { useState } from "react";
import { useAct } from "../../../api/act";
import { type AddGrant, addGrant, type CostPool } from "../../../api/cost-pools";
import { compareDecimals } from "../../../lib/decimal";
import { parseQuantity } from "../../../lib/quantity";
import { costsText } from "../../../text/costs";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useLanguage, useText } from "../../../text/text";
import { RadioGroup } from "../../../ui/Checks";
import { FieldRow, Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { MoneyField } from "../../../ui/MoneyField";
import { notify } from "../../../ui/notify";
import { ParsedField } from "../../../ui/ParsedField";
import { PercentField } from "../../../ui/PercentField";
import { TextField } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { SubmitRow } from "../../SubmitRow";

type Method = AddGrant["method"];
type Weights = Readonly<Record<string, string>>;

interface Values {
  funder: string;
  reference: string;
  method: Method | "";
  amount: string;
  rate: string;
}

const methods: readonly Method[] = ["off-top", "earmarked", "rate"];

/** Records the decision of a grant. */
export function GrantDialog(props: { pool: CostPool; onClose: () => void }) {
  const { pool, onClose } = props;
  const text = useText(costsText).grant;
  const { common } = useText(shared);
  const record = useAct(addGrant);
  const [weights, setWeights] = useState<Weights>({});
  const form = useFields<Values>({ funder: "", reference: "", method: "off-top", amount: "", rate: "" });
  const method = form.hook.watch("method");
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        const grant = grantOf(values, weights);
        if (grant.members?.length === 0) return { message: text.noMembers };
        const refusal = await refusalOf(record.mutateAsync({ id: pool.id, grant }));
        if (refusal) return refusal;
        notify("success", text.added);
        onClose();
        return undefined;
      }}
    >
      <TextField {...form.text("funder", text.funder, { least: 2 })} hint={text.funderHint} maxLength={200} />
      <TextField {...form.text("reference", text.reference)} hint={text.referenceHint} maxLength={100} />
      <RadioGroup
        {...form.choice("method", text.method)}
        choices={methods.map((value) => ({
          value,
          label: text.methods[value],
          hint: text.methodHints[value],
        }))}
      />
      <FieldRow>
        {method === "rate" && (
          <PercentField
            {...form.text("rate", text.rate, {
              check: (value) =>
                /^\d{1,3}(\.\d{1,6})?$/.test(value) &&
                compareDecimals(value, "0") > 0 &&
                compareDecimals(value, "100") <= 0
                  ? undefined
                  : text.rateInvalid,
            })}
          />
        )}
        <MoneyField {...form.money("amount", method === "rate" ? text.cap : text.amount)} />
      </FieldRow>
      {method === "earmarked" && <Weighing pool={pool} weights={weights} onWeights={setWeights} />}
      <SubmitRow form={form} act={common.save} onCancel={onClose} />
    </Form>
  );
}

function grantOf({ funder, reference, method, amount, rate }: Values, weights: Weights): AddGrant {
  return {
    funder: funder.trim(),
    reference: reference.trim(),
    method: method as Method, // the field demands one
    amount,
    ...(method === "rate" && { rate }),
    ...(method === "earmarked" && {
      members: Object.entries(weights)
        .filter(([, weight]) => weight !== "" && weight !== "0")
        .map(([memberId, weight]) => ({ memberId, weight })),
    }),
  };
}

/** A weight for each member that the grant is for. */
function Weighing(props: { pool: CostPool; weights: Weights; onWeights: (weights: Weights) => void }) {
  const { pool, weights, onWeights } = props;
  const text = useText(costsText);
  const language = useLanguage();
  const format = useFormat();
  const [q, setQ] = useState("");
  const wanted = q.trim().toLowerCase();
  const found = pool.members.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <fieldset className="kern-fieldset">
      <legend className="kern-label">{text.grant.members}</legend>
      <p className="kern-hint">{text.grant.membersHint}</p>
      {pool.members.length > 12 && (
        <TextField type="search" label={text.join.search} value={q} onChange={setQ} />
      )}
      <div className="ui-field-row grant-weights">
        {found.slice(0, 60).map(({ id, name }) => (
          <ParsedField
            key={id}
            label={name}
            figures
            inputMode="decimal"
            value={weights[id] ?? ""}
            parse={(typed) => parseQuantity(typed, language, 9)}
            edit={(value) => format.number(value)}
            onChange={(weight) => onWeights({ ...weights, [id]: weight })}
          />
        ))}
      </div>
      {found.length > 60 && <p className="kern-hint">{text.join.more(found.length - 60)}</p>}
    </fieldset>
  );
}
