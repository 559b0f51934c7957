import { useAct } from "../../api/act";
import { type ApprovalRules, setApprovalRules } from "../../api/approvals";
import { approvalsText } from "../../text/approvals";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { useFields } from "../../ui/fields";
import { MoneyField } from "../../ui/MoneyField";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { ActForm } from "../ActForm";
import { shortageOf } from "../approvers";

/** A rule as it stands in the form; who is "1" or "2" persons of the role, or the id of one; escalation is "no", "role" or the id of one. */
interface Written {
  above: string;
  category: string;
  budget: string;
  who: string;
  escalation: string;
}

const empty: Written = { above: "", category: "", budget: "", who: "1", escalation: "no" };

function written(rules: ApprovalRules): Written[] {
  const last = rules.tables[rules.tables.length - 1];
  return (last?.rules ?? []).map((rule) => ({
    above: rule.above,
    category: rule.category ?? "",
    budget: rule.budget ?? "",
    who: rule.approver?.id ?? String(rule.persons),
    escalation: rule.escalates ? (rule.escalateTo?.id ?? "role") : "no",
  }));
}

function ruleOf({ above, category, budget, who, escalation }: Written) {
  const anyone = who === "1" || who === "2";
  return {
    above,
    ...(category && { category }),
    ...(budget && { budget }),
    ...(!anyone && { approverId: who }),
    persons: who === "2" ? 2 : 1,
    ...(escalation !== "no" && { escalates: true }),
    ...(escalation !== "no" && escalation !== "role" && { escalateToId: escalation }),
  };
}

/** Says at a rule that call-offs get stuck where too few people approve. */
function Shortage(props: { who: string; approvers: ApprovalRules["approvers"] }) {
  const { who, approvers } = props;
  const text = useText(approvalsText);
  const lacks = shortageOf(who === "2" ? 2 : 1, approvers);
  if (!lacks) return null;
  const words = {
    nobody: text.ruleNobody,
    "too-few": text.ruleTooFew,
    alone: text.ruleAlone(approvers[0]?.name ?? ""),
  };
  return <Alert tone="warning" live title={words[lacks]} />;
}

/** The rules of a member, from a day on. */
export function RulesForm(props: { rules: ApprovalRules; onClose: () => void }) {
  const { rules, onClose } = props;
  const text = useText(approvalsText);
  const { common } = useText(shared);
  const decide = useAct(setApprovalRules);
  const form = useFields<{ validFrom: string; rules: Written[] }>({ validFrom: "", rules: written(rules) });
  const shown = form.hook.watch("rules");
  const set = (to: Written[]) => form.hook.setValue("rules", to, { shouldDirty: true });
  const who = [
    { value: "1", label: text.one },
    { value: "2", label: text.two },
    ...rules.approvers.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const next = (asked: string) => [
    { value: "no", label: text.escalatesNot },
    ...(asked === "1" || asked === "2" ? [] : [{ value: "role", label: text.escalatesRole }]),
    ...rules.people.filter(({ id }) => id !== asked).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <ActForm
      form={form}
      act={common.save}
      onAct={(values) =>
        decide.mutateAsync({
          id: rules.member.id,
          version: rules.version,
          validFrom: values.validFrom,
          rules: values.rules.map(ruleOf),
        })
      }
      done={text.rulesDecided}
      onClose={onClose}
    >
      <DateField {...form.date("validFrom", text.validFrom)} />
      {shown.map((_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place in the table
        <fieldset key={i} className="kern-fieldset ui-field">
          <legend className="kern-label">{text.rule(i + 1)}</legend>
          <div className="kern-fieldset__body">
            <MoneyField {...form.money(`rules.${i}.above`, text.ruleAbove)} />
            <TextField {...form.text(`rules.${i}.category`, text.ruleCategory, { optional: true })} />
            <TextField {...form.text(`rules.${i}.budget`, text.ruleBudget, { optional: true })} />
            <Select {...form.choice(`rules.${i}.who`, text.ruleWho)} choices={who} />
            <Shortage who={shown[i]?.who ?? ""} approvers={rules.approvers} />
            <Select
              {...form.choice(`rules.${i}.escalation`, text.ruleEscalation)}
              choices={next(shown[i]?.who ?? "")}
            />
            <Button small variant="tertiary" onClick={() => set(shown.filter((_, other) => other !== i))}>
              {text.removeRule(i + 1)}
            </Button>
          </div>
        </fieldset>
      ))}
      <ButtonRow>
        <Button small onClick={() => set([...shown, empty])}>
          {text.addRule}
        </Button>
      </ButtonRow>
    </ActForm>
  );
}
