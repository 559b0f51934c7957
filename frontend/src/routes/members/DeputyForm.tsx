import { useAct } from "../../api/act";
import { type ApprovalRules, nameDeputy } from "../../api/approvals";
import { approvalsText } from "../../text/approvals";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";

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
    <Form
      form={form}
      onSubmit={async (deputy) => {
        const refusal = await refusalOf(name.mutateAsync({ id: rules.member.id, ...deputy }));
        if (refusal) return refusal;
        notify("success", text.deputyNamed);
        onClose();
        return undefined;
      }}
    >
      <Select {...form.choice("personId", text.away)} choices={choicesOf(rules.approvers)} />
      <Select {...form.choice("deputyId", text.standsIn)} choices={choicesOf(rules.people)} />
      <FieldRow>
        <DateField {...form.date("from", text.from)} />
        <DateField {...form.date("to", text.to)} />
      </FieldRow>
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {common.save}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
