import { useAct } from "../../api/act";
import { type ApprovalRules, nameDeputy } from "../../api/approvals";
import { approvalsText } from "../../text/approvals";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { DateField } from "../../ui/DateField";
import { FieldRow } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import { ActForm } from "../ActForm";

const choicesOf = (people: ApprovalRules["people"]) =>
  people.map(({ id, name }) => ({ value: id, label: name }));

/** Says who approves in whose place, from day to day. */
export function DeputyForm(props: { rules: ApprovalRules; onClose: () => void }) {
  const { rules, onClose } = props;
  const text = useText(approvalsText);
  const { common } = useText(shared);
  const name = useAct(nameDeputy);
  const form = useFields({ personId: "", deputyId: "", from: "", to: "" });
  return (
    <ActForm
      form={form}
      act={common.save}
      onAct={(deputy) => name.mutateAsync({ id: rules.member.id, ...deputy })}
      done={text.deputyNamed}
      onClose={onClose}
    >
      <Select {...form.choice("personId", text.away)} choices={choicesOf(rules.approvers)} />
      <Select {...form.choice("deputyId", text.standsIn)} choices={choicesOf(rules.people)} />
      <FieldRow>
        <DateField {...form.date("from", text.from)} />
        <DateField {...form.date("to", text.to)} />
      </FieldRow>
    </ActForm>
  );
}
