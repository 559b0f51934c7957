import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useFieldArray } from "react-hook-form";
import { useAct } from "../../api/act";
import { frameworkQuery, frameworksQuery } from "../../api/frameworks";
import { type JointKey, participantsQuery, placeJoint } from "../../api/joints";
import { useList } from "../../api/pages";
import { useSession } from "../../api/session";
import { jointsText } from "../../text/joints";
import { refusalOf } from "../../text/problems";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button, ButtonRow } from "../../ui/Button";
import { Checkbox, RadioGroup } from "../../ui/Checks";
import { DateField } from "../../ui/DateField";
import { FieldRow, Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { QuantityField } from "../../ui/QuantityField";
import { Select } from "../../ui/Select";
import { TextArea, TextField } from "../../ui/TextField";
import { TextLink } from "../links";
import { type JointDraft, orderOf } from "./draft";
import { SharesAhead } from "./SharesAhead";

/** Calls off for several members: what, who takes part, by which key. */
export function NewJointPage() {
  const text = useText(jointsText);
  const language = useLanguage();
  const session = useSession();
  const navigate = useNavigate();
  const place = useAct(placeJoint);
  const { items: contracts } = useList(frameworksQuery);
  const leaders = session.roles
    .filter(({ role }) => role === "buyer")
    .map(({ organisation }) => organisation);
  const form = useFields<JointDraft>({
    memberId: leaders[0]?.id ?? "",
    frameworkId: "",
    key: "equal",
    lines: [{ itemId: "", quantity: "" }],
    own: { weight: "", quantities: [""] },
    participants: [{ memberId: "", weight: "", quantities: [""] }],
    agreeBy: "",
    goesOn: false,
    budgetCode: "",
    note: "",
  });
  const lines = useFieldArray({ control: form.hook.control, name: "lines" });
  const participants = useFieldArray({ control: form.hook.control, name: "participants" });
  const draft = form.hook.watch();
  const { data: contract } = useQuery({
    ...frameworkQuery(draft.frameworkId),
    enabled: draft.frameworkId !== "",
  });
  const { data: members } = useQuery(participantsQuery(draft.frameworkId));
  const items = contract?.items ?? [];
  const others = (members?.items ?? []).filter(({ id }) => id !== draft.memberId);
  const nameOf = (itemId: string) => items.find(({ id }) => id === itemId)?.name ?? text.item;
  const unitOf = (itemId: string) => {
    const unit = items.find(({ id }) => id === itemId)?.unit;
    return unit ? unitName(unit, "2", language) : "";
  };
  const itemAt = (index: number) => draft.lines[index]?.itemId ?? "";
  const weight = {
    check: (value: string) =>
      /^\d{1,7}([.,]\d{1,4})?$/.test(value) && !/^[0.,]+$/.test(value) ? undefined : text.weightInvalid,
  };
  const keyed = (path: "own" | `participants.${number}`) => (
    <>
      {draft.key === "weights" && <TextField {...form.text(`${path}.weight`, text.weight, weight)} />}
      {draft.key === "quantities" &&
        lines.fields.map(({ id }, index) => (
          <QuantityField
            key={id}
            {...form.quantity(`${path}.quantities.${index}`, text.quantityOf(nameOf(itemAt(index))), {
              places: 3,
            })}
            unit={unitOf(itemAt(index))}
          />
        ))}
    </>
  );
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/joint-call-offs">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={text.newTitle}
        lead={text.newLead}
      />
      <Form
        form={form}
        onSubmit={async (values) => {
          let placed: { id: string; number: string } | undefined;
          const refusal = await refusalOf(
            place.mutateAsync(orderOf(values)).then((joint) => {
              placed = joint;
            }),
          );
          if (refusal || !placed) return refusal;
          notify("success", text.placed(placed.number));
          await navigate({ to: "/joint-call-offs/$id", params: { id: placed.id } });
          return undefined;
        }}
      >
        {leaders.length > 1 && (
          <Select
            {...form.choice("memberId", text.leader)}
            choices={leaders.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Select
          {...form.choice("frameworkId", text.contract)}
          choices={contracts.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
        />
        <RadioGroup<JointKey>
          {...form.choice("key", text.key)}
          choices={(["equal", "weights", "quantities"] as const).map((value) => ({
            value,
            label: text.keys[value],
          }))}
        />
        {lines.fields.map(({ id }, index) => (
          <fieldset key={id} className="kern-fieldset">
            <legend className="kern-label">{text.line(index + 1)}</legend>
            <div className="kern-fieldset__body">
              <FieldRow>
                <Select
                  {...form.choice(`lines.${index}.itemId`, text.item)}
                  choices={items.map((item) => ({ value: item.id, label: item.name }))}
                />
                {draft.key !== "quantities" && (
                  <QuantityField
                    {...form.quantity(`lines.${index}.quantity`, text.quantity, { places: 3 })}
                    unit={unitOf(itemAt(index))}
                  />
                )}
              </FieldRow>
            </div>
          </fieldset>
        ))}
        <ButtonRow>
          <Button
            variant="tertiary"
            onClick={() => lines.append({ itemId: "", quantity: "" }, { shouldFocus: false })}
          >
            {text.addLine}
          </Button>
          {lines.fields.length > 1 && (
            <Button variant="tertiary" onClick={() => lines.remove(lines.fields.length - 1)}>
              {text.removeLine}
            </Button>
          )}
        </ButtonRow>
        {draft.key !== "equal" && (
          <fieldset className="kern-fieldset">
            <legend className="kern-label">
              {leaders.find(({ id }) => id === draft.memberId)?.name ?? text.leader}
            </legend>
            <div className="kern-fieldset__body">
              <FieldRow>{keyed("own")}</FieldRow>
            </div>
          </fieldset>
        )}
        {participants.fields.map((participant, index) => (
          <fieldset key={participant.id} className="kern-fieldset">
            <legend className="kern-label">{text.participant(index + 2)}</legend>
            <div className="kern-fieldset__body">
              <FieldRow>
                <Select
                  {...form.choice(`participants.${index}.memberId`, text.member)}
                  choices={others.map(({ id, name }) => ({ value: id, label: name }))}
                />
                {keyed(`participants.${index}`)}
              </FieldRow>
            </div>
          </fieldset>
        ))}
        <ButtonRow>
          <Button
            variant="tertiary"
            onClick={() =>
              participants.append({ memberId: "", weight: "", quantities: [] }, { shouldFocus: false })
            }
          >
            {text.addMember}
          </Button>
          {participants.fields.length > 1 && (
            <Button variant="tertiary" onClick={() => participants.remove(participants.fields.length - 1)}>
              {text.removeMember}
            </Button>
          )}
        </ButtonRow>
        <SharesAhead draft={draft} />
        <DateField {...form.date("agreeBy", text.agreeBy)} />
        <Checkbox {...form.flag("goesOn", text.goesOn)} hint={text.goesOnHint} />
        <TextField {...form.text("budgetCode", text.budgetCode)} maxLength={40} />
        <TextArea {...form.text("note", text.note, { optional: true })} maxLength={1000} />
        <ButtonRow>
          <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
            {text.place}
          </Button>
        </ButtonRow>
      </Form>
    </div>
  );
}
