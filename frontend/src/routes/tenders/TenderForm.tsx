import { useNavigate } from "@tanstack/react-router";
import type { OpeningKey } from "../../api/opening";
import type { Round } from "../../api/rounds";
import type { Tender, TenderDraft } from "../../api/tenders";
import { refusalOf } from "../../text/problems";
import { proceduresText } from "../../text/procedures";
import { shared } from "../../text/shared";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { DateTimeField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ButtonLink } from "../links";
import { UnsavedGuard } from "../UnsavedGuard";
import { Basics } from "./Basics";
import { ChecksPanel } from "./ChecksPanel";
import { CommitteeFields } from "./CommitteeFields";
import { type DraftValues, formField, itemsOf, tenderDraft } from "./draft";
import { LotsBuilder } from "./LotsBuilder";
import { ProcedureFields } from "./ProcedureFields";
import { RulesFields } from "./RulesFields";
import "./TenderForm.css";

interface TenderFormProps {
  round: Round;
  keys: readonly OpeningKey[];
  initial: DraftValues;
  /** The draft that is revised; a new one has none yet. */
  tender?: Tender;
  onSave: (draft: TenderDraft) => Promise<Tender>;
}

/** A tender before publication: terms, officers and lots, with the rules it has to keep beside it. */
export function TenderForm(props: TenderFormProps) {
  const { round, keys, initial, tender, onSave } = props;
  const text = useText(tendersText).form;
  const { common } = useText(shared);
  const { askSomebody } = useText(proceduresText);
  const navigate = useNavigate();
  const form = useFields<DraftValues>(initial);
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.hook.formState;
  const submit = async (values: DraftValues) => {
    if (values.lots.some(({ key }) => itemsOf(values, key).length === 0)) return { message: text.lotWithout };
    if (values.way === "direct-award" && values.invited.length === 0) return { message: askSomebody };
    const draft = tenderDraft(round, values);
    let saved: Tender | undefined;
    const refusal = await refusalOf(
      onSave(draft).then((answer) => {
        saved = answer;
      }),
    );
    if (!saved) return refusal && { ...refusal, field: formField(refusal.field, draft, values) };
    notify("success", text.saved(saved.number));
    navigate({ to: "/tenders/$id", params: { id: saved.id }, ignoreBlocker: true });
    return undefined;
  };
  return (
    <div className="tender-form">
      <UnsavedGuard dirty={isDirty && !isSubmitting && !isSubmitSuccessful} />
      <Form form={form} onSubmit={submit}>
        <Basics form={form} />
        <ProcedureFields form={form} tender={tender} />
        <Deadline form={form} tender={tender} />
        <RulesFields form={form} />
        <CommitteeFields form={form} keys={keys} />
        <LotsBuilder form={form} round={round} />
        <ButtonRow>
          <Button type="submit" variant="primary" busy={isSubmitting}>
            {text.save}
          </Button>
          {tender ? (
            <ButtonLink to="/tenders/$id" params={{ id: tender.id }}>
              {common.cancel}
            </ButtonLink>
          ) : (
            <ButtonLink to="/demand/$id" params={{ id: round.id }}>
              {common.cancel}
            </ButtonLink>
          )}
        </ButtonRow>
      </Form>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where it is higher than the screen, and has to be reachable then. */}
      <aside className="tender-form__checks" aria-label={text.checksAhead} tabIndex={0}>
        {tender ? (
          <ChecksPanel checks={tender.checks} />
        ) : (
          <>
            <h2 className="kern-title kern-title--small">{text.checksAhead}</h2>
            <p className="tender-note">{text.checksAheadText}</p>
          </>
        )}
      </aside>
    </div>
  );
}

/** The form as its parts take it. */
export type DraftForm = ReturnType<typeof useFields<DraftValues>>;

function Deadline(props: { form: DraftForm; tender: Tender | undefined }) {
  const { form, tender } = props;
  const text = useText(tendersText).form;
  const format = useFormat();
  return (
    <DateTimeField
      {...form.dateTime("deadline", text.deadline)}
      hint={
        tender?.earliestDeadline
          ? text.deadlineEarliest(format.instant(tender.earliestDeadline))
          : text.deadlineHint
      }
    />
  );
}
